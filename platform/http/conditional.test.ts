import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isKnownVersion, parseIdempotencyKey, parseIfMatch } from './conditional.ts'
import { thingId } from './fixture/sample-routes.ts'
import { ada, here, sampleServer } from './fixture/sample-server.ts'
import type { SampleServer } from './fixture/sample-server.ts'

let server: SampleServer
beforeAll(async () => {
  server = await sampleServer()
})
afterAll(() => server.app.close())

const url = `/api/v1/things/${thingId}`
const codeOf = (run: () => unknown): unknown => {
  try {
    return run()
  } catch (error) {
    return (error as { code?: unknown }).code
  }
}

describe('If-Match', () => {
  it.each([
    ['"7"', 7],
    ['W/"7"', 7],
    [' "12" ', 12],
    [undefined, 'version_required'],
    ['', 'version_required'],
    ['*', 'bad_request'],
    ['7', 'bad_request'],
    ['"7", "8"', 'bad_request'],
    ['"-1"', 'bad_request'],
    ['"99999999999"', 'bad_request'],
    ['"7', 'bad_request'],
  ])('%s', (header, expected) => {
    expect(codeOf(() => parseIfMatch(header))).toBe(expected)
  })

  it('reaches the handler, and the answer has the new ETag', async () => {
    const headers = { ...ada, ...here, 'if-match': '"7"' }
    const answer = await server.app.inject({ method: 'PATCH', url, headers, payload: { name: 'eighth' } })
    expect([answer.statusCode, answer.headers['etag'], answer.json().version]).toEqual([200, '"8"', 8])
  })
})

describe('If-None-Match', () => {
  it.each([
    ['"7"', true],
    ['W/"7"', true],
    ['"6", "7"', true],
    ['*', true],
    ['"6"', false],
    ['7', false],
    [undefined, false],
  ])('%s', (header, known) => {
    expect(isKnownVersion(header, 7)).toBe(known)
  })

  it('answers 304 without a body to who has this version', async () => {
    const full = await server.app.inject({ url, headers: ada })
    expect([full.statusCode, full.headers['etag'], full.json().name]).toEqual([200, '"7"', 'seventh'])
    const known = await server.app.inject({ url, headers: { ...ada, 'if-none-match': '"7"' } })
    expect([known.statusCode, known.headers['etag'], known.body]).toEqual([304, '"7"', ''])
  })
})

describe('HEAD', () => {
  it('answers as GET without the body', async () => {
    const answer = await server.app.inject({ method: 'HEAD', url, headers: ada })
    expect([answer.statusCode, answer.headers['etag'], answer.body]).toEqual([200, '"7"', ''])
    expect((await server.app.inject({ method: 'HEAD', url })).statusCode).toBe(401)
  })

  it('is not offered for exports', async () => {
    const answer = await server.app.inject({ method: 'HEAD', url: '/api/v1/things/export', headers: ada })
    expect(answer.statusCode).not.toBe(200)
  })
})

describe('Idempotency-Key', () => {
  it.each([
    [undefined, undefined],
    ['a', 'a'],
    ['x'.repeat(255), 'x'.repeat(255)],
    ['', 'bad_request'],
    ['x'.repeat(256), 'bad_request'],
    ['two words', 'bad_request'],
    ['schlüssel', 'bad_request'],
    [['a', 'b'], 'bad_request'],
  ])('%s', (header, expected) => {
    expect(codeOf(() => parseIdempotencyKey(header))).toBe(expected)
  })

  it('reaches the handler', async () => {
    const create = (headers: Record<string, string>) =>
      server.app.inject({ method: 'POST', url: '/api/v1/things', headers: { ...ada, ...here, ...headers }, payload: { name: 'n' } })
    const answer = await create({ 'idempotency-key': 'key-1' })
    expect([answer.statusCode, answer.json().key, answer.headers['location'], answer.headers['etag']]).toEqual([
      201,
      'key-1',
      `/api/v1/things/${thingId}`,
      '"1"',
    ])
    expect((await create({})).json().key).toBeNull()
    expect((await create({ 'idempotency-key': 'two words' })).statusCode).toBe(400)
  })
})
