import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Problem } from '@freehold/kernel'
import { seen, thingId } from './fixture/sample-routes.ts'
import { ada, here, lonely, sampleServer, viewer } from './fixture/sample-server.ts'
import type { SampleServer } from './fixture/sample-server.ts'

let server: SampleServer
beforeAll(async () => {
  server = await sampleServer()
})
afterAll(() => server.app.close())

const get = (url: string, headers: Record<string, string> = ada) => server.app.inject({ method: 'GET', url: `/api/v1${url}`, headers })
const post = (url: string, body: object | string, headers: Record<string, string> = { ...ada, ...here }) =>
  server.app.inject({ method: 'POST', url: `/api/v1${url}`, headers: { 'content-type': 'application/json', ...headers }, payload: body })

describe('who asks', () => {
  it('answers a member, in his context, wherever the work went', async () => {
    const answer = await get('/things', { ...ada, 'x-request-id': 'trace-0001' })
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({ items: [{ id: thingId, version: 7, name: 'of 50' }], requestId: 'trace-0001', actor: 'Ada' })
  })

  it.each([
    ['no cookie', {}],
    ['an unknown token', { cookie: 'freehold-session=guess' }],
    ['an empty token', { cookie: 'freehold-session=' }],
    ['the name of the secure cookie', { cookie: '__Host-freehold=ada-token' }],
    ['a cookie whose name only ends alike', { cookie: 'xfreehold-session=ada-token' }],
  ])('answers not_signed_in for %s', async (_case, headers) => {
    const answer = await get('/things', headers)
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'not_signed_in'])
  })

  it('reads the __Host- cookie on https', async () => {
    const secure = await sampleServer({ secure: true })
    const answer = await secure.app.inject({ url: '/api/v1/things', headers: { cookie: '__Host-freehold=ada-token' } })
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['strict-transport-security']).toContain('max-age=31536000')
    await secure.app.close()
  })

  it('refuses what the role does not allow, before the handler', async () => {
    const before = seen.handlers
    const answer = await post('/things', { name: 'x' }, { ...viewer, ...here })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'forbidden'])
    expect(seen.handlers).toBe(before)
  })

  it('knows a user without an organization, and what he lacks', async () => {
    expect((await get('/session', lonely)).json()).toEqual({ userId: 'u3', tenant: null })
    const answer = await get('/things', lonely)
    expect([answer.statusCode, answer.json().detail]).toEqual([
      403,
      'You belong to no organization yet. Create one, or ask for an invitation.',
    ])
  })

  it('refuses a tab that shows another organization', async () => {
    expect((await get('/things', { ...ada, 'freehold-organization': 'ferrous' })).statusCode).toBe(200)
    const answer = await get('/things', { ...ada, 'freehold-organization': 'other' })
    expect([answer.statusCode, answer.json().code, answer.json().organization]).toEqual([409, 'organization_switched', 'ferrous'])
    expect((await get('/session', { ...ada, 'freehold-organization': 'other' })).statusCode).toBe(200)
  })

  it('asks the limits with route, organization and member', async () => {
    const visits: unknown[] = []
    const limited = await sampleServer({
      admit: (visit) => {
        visits.push(visit)
        if (visit.route === 'getSession') throw new Problem('too_many_requests')
      },
    })
    expect((await limited.app.inject({ url: '/api/v1/things', headers: ada })).statusCode).toBe(200)
    expect((await limited.app.inject({ url: '/api/v1/session', headers: ada })).statusCode).toBe(429)
    expect(visits).toEqual([
      {
        route: 'listThings',
        address: '127.0.0.1',
        tenant: '0190f5c4-0000-7000-8000-00000000000a',
        memberId: '0190f5c4-0000-7000-8000-00000000000b',
      },
      { route: 'getSession', address: '127.0.0.1' },
    ])
    await limited.app.close()
  })
})

describe('origin of a write', () => {
  it.each([
    ['another site', { ...ada, origin: 'https://evil.example' }],
    ['a sandboxed frame', { ...ada, origin: 'null' }],
    ['the same host by another scheme', { ...ada, origin: 'https://localhost:80' }],
    ['another port', { ...ada, origin: 'http://localhost:81' }],
    ['no origin, with the cookie', ada],
    ['another site without a cookie', { origin: 'https://evil.example' }],
  ])('refuses %s', async (_case, headers) => {
    const answer = await post('/sessions', { email: 'a@b.c', password: 'x' }, headers)
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'foreign_origin'])
  })

  it('takes a program without cookie and origin, and our own page', async () => {
    expect((await post('/sessions', { email: 'a@b.c', password: 'x' }, {})).statusCode).toBe(201)
    expect((await post('/sessions', { email: 'a@b.c', password: 'x' }, here)).statusCode).toBe(201)
  })

  it('believes a proxy about address and host only if told to', async () => {
    const forwarded = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-host': 'crm.example.com', origin: 'http://crm.example.com' }
    const send = (app: SampleServer['app']) =>
      app.inject({ method: 'POST', url: '/api/v1/sessions', headers: forwarded, payload: { email: 'a', password: 'b' } })
    expect((await send(server.app)).statusCode).toBe(403)
    const behind = await sampleServer({ trustProxy: ['127.0.0.1'] })
    expect((await send(behind.app)).json()).toEqual({ origin: 'http://crm.example.com', address: '203.0.113.9' })
    await behind.app.close()
  })

  it('with configured origins takes those alone, whatever host is named', async () => {
    const behind = await sampleServer({ origins: ['https://crm.example.com', 'https://crm.example.org'] })
    const from = (origin: string) =>
      behind.app.inject({ method: 'POST', url: '/api/v1/sessions', headers: { origin }, payload: { email: 'a@b.c', password: 'x' } })
    expect((await from('https://crm.example.org')).json().origin).toBe('https://crm.example.com')
    expect((await from('http://localhost:80')).statusCode).toBe(403)
    await behind.app.close()
  })
})

describe('session cookie', () => {
  it('is set, hidden from scripts, and cleared', async () => {
    const set = await post('/sessions', { email: 'a@b.c', password: 'x' }, here)
    expect(set.headers['set-cookie']).toBe('freehold-session=fresh-token; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax')
    expect(set.headers['location']).toBe('/api/v1/session')
    const cleared = await server.app.inject({ method: 'DELETE', url: '/api/v1/sessions/current', headers: { ...ada, ...here } })
    expect([cleared.statusCode, cleared.body]).toEqual([204, ''])
    expect(cleared.headers['set-cookie']).toBe('freehold-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax')
  })

  it('has the __Host- prefix and Secure on https', async () => {
    const secure = await sampleServer({ secure: true, cookieSeconds: 60 })
    const answer = await secure.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { email: 'a@b.c', password: 'x' } })
    expect(answer.headers['set-cookie']).toBe('__Host-freehold=fresh-token; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure')
    await secure.app.close()
  })
})

describe('request id', () => {
  it('keeps a well-formed one and replaces any other', async () => {
    expect((await get('/things', { ...ada, 'x-request-id': 'abc.DEF-123' })).headers['x-request-id']).toBe('abc.DEF-123')
    for (const bad of ['short', 'with space inside', 'line<script>', 'x'.repeat(101)]) {
      expect((await get('/things', { ...ada, 'x-request-id': bad })).headers['x-request-id']).toMatch(/^[\da-f-]{36}$/)
    }
  })

  it('stands in the problem and in the log line of the request', async () => {
    const answer = await get('/bug', { ...ada, 'x-request-id': 'find-me-42' })
    expect(answer.json().instance).toBe('find-me-42')
    expect(server.lines.filter((line) => line.fields['requestId'] === 'find-me-42').map((line) => line.message)).toEqual([
      'bug while answering a request',
      'request',
    ])
  })
})
