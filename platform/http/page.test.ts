import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleServer } from './fixture/sample-server.ts'
import type { SampleServer } from './fixture/sample-server.ts'

const script = '/* page */ export const answer = 42\n'.repeat(50)
let webRoot: string
let server: SampleServer

beforeAll(async () => {
  webRoot = await mkdtemp(join(tmpdir(), 'freehold-page-'))
  await mkdir(join(webRoot, 'assets'))
  await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Freehold</title>')
  await writeFile(join(webRoot, 'theme.js'), 'theme()')
  await writeFile(join(webRoot, 'assets', 'index-Dk3f9a_-.js'), script)
  await writeFile(join(webRoot, 'assets', 'index-Dk3f9a_-.js.br'), brotliCompressSync(script))
  await writeFile(join(webRoot, 'assets', 'index-Dk3f9a_-.js.gz'), gzipSync(script))
  server = await sampleServer({ webRoot })
})
afterAll(async () => {
  await server.app.close()
  await rm(webRoot, { recursive: true })
})

const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ url, headers })
const html = { accept: 'text/html,application/xhtml+xml' }

describe('the page', () => {
  it.each(['/', '/deals', '/deals/0190f5c4-0000-7000-8000-000000000001?panel=timeline'])('is at %s', async (url) => {
    const answer = await get(url, html)
    expect([answer.statusCode, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ])
    expect(answer.body).toContain('<title>Freehold</title>')
  })

  it('is nowhere else', async () => {
    expect((await get('/deals', { accept: 'application/json' })).json().code).toBe('no_such_route')
    expect((await get('/missing.js', html)).statusCode).toBe(404)
    expect((await get('/api/v1/nothing', html)).json().code).toBe('no_such_route')
    expect((await get('/../package.json', html)).body).not.toContain('"name"')
    expect((await get('/%2e%2e/%2e%2e/etc/passwd', html)).body).not.toContain('root:')
    expect((await server.app.inject({ method: 'POST', url: '/deals', headers: html })).statusCode).toBe(404)
  })

  it('runs only what this server serves', async () => {
    const policy = String((await get('/', html)).headers['content-security-policy'])
    expect(policy).toContain("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;")
    for (const rule of ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"])
      expect(policy).toContain(rule)
    expect(policy).not.toMatch(/unsafe|nonce|https?:/)
  })

  it('is the one that was built last', async () => {
    await writeFile(join(webRoot, 'index.html'), '<!doctype html><title>Freehold</title><!-- built anew -->')
    expect((await get('/', html)).body).toContain('built anew')
  })

  it('keeps other sites out of its window and its files', async () => {
    const { headers } = await get('/', html)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers).not.toHaveProperty('strict-transport-security')
  })
})

describe('its files', () => {
  it('with a hash in their name are kept for good, others are asked for again', async () => {
    expect((await get('/assets/index-Dk3f9a_-.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await get('/theme.js')).headers['cache-control']).toBe('no-cache')
  })

  it.each([
    ['br', 'gzip, deflate, br'],
    ['gzip', 'gzip'],
    [undefined, 'identity'],
  ])('go out as %s to who accepts %s', async (encoding, accepted) => {
    const answer = await get('/assets/index-Dk3f9a_-.js', { 'accept-encoding': accepted })
    expect([answer.statusCode, answer.headers['content-encoding']]).toEqual([200, encoding])
    expect(answer.headers['content-type']).toMatch(/javascript/)
    expect(answer.rawPayload.length < script.length).toBe(encoding !== undefined)
  })

  it('answer 304 to who has them', async () => {
    const { etag } = (await get('/theme.js')).headers
    expect((await get('/theme.js', { 'if-none-match': String(etag) })).statusCode).toBe(304)
  })
})

describe('health', () => {
  it('tells a process that lives from one that is of use', async () => {
    let up = true
    const { app, lines } = await sampleServer({
      checks: [
        { name: 'database', check: async () => (up ? undefined : Promise.reject(new Error('password=hunter2'))) },
        { name: 'jobs', check: async () => undefined },
      ],
    })
    expect((await app.inject('/readyz')).json()).toEqual({ status: 'ok', checks: { database: 'ok', jobs: 'ok' } })
    up = false
    const answer = await app.inject('/readyz')
    expect([answer.statusCode, answer.json()]).toEqual([503, { status: 'unavailable', checks: { database: 'failed', jobs: 'ok' } }])
    expect(lines.some((line) => line.message === 'not ready' && line.fields['check'] === 'database')).toBe(true)
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' })
    await app.close()
  })

  it('does not wait for a check that never answers', async () => {
    const { app } = await sampleServer({ checks: [{ name: 'stuck', check: () => new Promise(() => undefined) }] })
    expect((await app.inject('/readyz')).statusCode).toBe(503)
    await app.close()
  })
})
