import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problems } from '@freehold/kernel'
import { thingId } from './fixture/sample-routes.ts'
import { ada, here, sampleServer } from './fixture/sample-server.ts'
import type { SampleServer } from './fixture/sample-server.ts'

let server: SampleServer
let port: number
beforeAll(async () => {
  server = await sampleServer({ limits: { bodyBytes: 1000 } })
  port = Number(new URL(await server.app.listen({ port: 0, host: '127.0.0.1' })).port)
})
afterAll(() => server.app.close())

const write = (url: string, payload: string | object, headers: Record<string, string> = {}, method: 'POST' | 'PATCH' | 'DELETE' = 'POST') =>
  server.app.inject({ method, url: `/api/v1${url}`, headers: { 'content-type': 'application/json', ...ada, ...here, ...headers }, payload })
const read = (url: string) => server.app.inject({ url: `/api/v1${url}`, headers: ada })

/** Status and code of the problem that comes back for these bytes. */
async function raw(request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(request)
  return text(socket)
}

describe('problem documents', () => {
  it.each([
    ['malformed JSON', () => write('/things', '{"name":'), 'bad_request'],
    ['a prototype in JSON', () => write('/things', '{"name":"x","__proto__":{"admin":true}}'), 'bad_request'],
    ['a constructor in JSON', () => write('/things', '{"name":"x","constructor":{"prototype":{}}}'), 'bad_request'],
    ['a missing body', () => write('/things', ''), 'invalid_input'],
    ['a body that is no object', () => write('/things', '[1]'), 'invalid_input'],
    ['a body where none belongs', () => write(`/things/${thingId}`, '{"a":1}', { 'if-match': '"7"' }, 'DELETE'), 'invalid_input'],
    ['text/plain', () => write('/things', 'name=x', { 'content-type': 'text/plain' }), 'unsupported_content'],
    ['a form', () => write('/things', 'name=x', { 'content-type': 'application/x-www-form-urlencoded' }), 'unsupported_content'],
    ['a body over the limit', () => write('/things', { name: 'x'.repeat(1000) }), 'too_large'],
    ['an id that is none', () => read('/things/7'), 'invalid_input'],
    ['an unknown record', () => read('/things/0190f5c4-0000-7000-8000-0000000000ff'), 'not_found'],
    ['an unknown address', () => read('/thingz'), 'no_such_route'],
    ['an unknown method', () => write('/things', {}, {}, 'DELETE'), 'no_such_route'],
    ['an address that is not encoded well', () => read('/things/%ff'), 'bad_request'],
    ['an endless parameter', () => read(`/things/${'a'.repeat(300)}`), 'no_such_route'],
    ['a missing If-Match', () => write(`/things/${thingId}`, { name: 'n' }, {}, 'PATCH'), 'version_required'],
    ['a stale If-Match', () => write(`/things/${thingId}`, { name: 'n' }, { 'if-match': '"6"' }, 'PATCH'), 'stale_version'],
    ['a refusal with a time to wait', () => read('/limited'), 'too_many_requests'],
    ['a bug', () => read('/bug'), 'internal_error'],
  ] as const)('answer %s', async (_case, ask, code) => {
    const answer = await ask()
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
    expect(answer.json()).toMatchObject({
      type: `/docs/errors#${code}`,
      code,
      status: problems[code].status,
      title: problems[code].title,
      instance: answer.headers['x-request-id'],
    })
    expect(answer.statusCode).toBe(problems[code].status)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('say nothing of what went wrong inside, and log it with its stack', async () => {
    const answer = await read('/bug')
    expect(answer.body).not.toMatch(/hunter2|TypeError|\.ts/)
    const line = server.lines.find(({ level, fields }) => level === 'error' && fields['requestId'] === answer.headers['x-request-id'])
    expect(line?.fields['error']).toMatch(/TypeError: secret detail[\s\S]*sample-routes\.ts/)
  })

  it('carry further members and Retry-After', async () => {
    const stale = await write(`/things/${thingId}`, { name: 'mine' }, { 'if-match': '"6"' }, 'PATCH')
    expect(stale.json()).toMatchObject({ current: { name: 'seventh' }, yours: { name: 'mine' }, base: {} })
    expect((await read('/limited')).headers['retry-after']).toBe('13')
  })
})

describe('invalid input', () => {
  it('names every value, of query and body alike', async () => {
    const answer = await write('/things?dry=1', { name: '', address: { city: 5 }, colour: 'red' })
    expect(answer.json().errors).toEqual([
      { path: 'dry', message: 'There is no "dry" here' },
      { path: 'name', message: expect.stringContaining('>=1') },
      { path: 'address.city', message: expect.stringContaining('expected string') },
      { path: 'colour', message: 'There is no "colour" here; known are name, address' },
    ])
  })

  it('says what is required', async () => {
    expect((await write('/things', {})).json().errors).toEqual([{ path: 'name', message: 'Required' }])
  })

  it('suggests the filters of the field that was meant', async () => {
    const message = async (query: string) => (await read(`/things?${query}`)).json().errors[0].message
    expect(await message('name.has=x')).toBe('There is no "name.has" here; known are name.contains')
    expect(await message('stage=won')).toBe('There is no "stage" here; known are limit, cursor')
  })

  it('refuses a parameter given twice', async () => {
    expect((await read('/things?cursor=a&cursor=b')).json().errors[0].path).toBe('cursor')
  })
})

describe('on the wire', () => {
  it('bytes that are no HTTP', async () => {
    const answer = await raw('BREAK\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*application\/problem\+json[\s\S]*"code":"bad_request"/)
  })

  it('headers beyond all measure', async () => {
    expect(await raw(`GET /api/v1/things HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`)).toContain(
      'The headers are too long',
    )
  })

  it('a body that stops half way leaves no trace of a bug', async () => {
    const before = server.lines.length
    const socket = connect(port, '127.0.0.1')
    socket.write(
      `POST /api/v1/sessions HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"email":`,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    await expect.poll(() => server.lines.length).toBeGreaterThan(before)
    expect(server.lines.slice(before).filter((line) => line.level === 'error')).toEqual([])
  })

  it('a large body of a stranger is refused before it is read', async () => {
    const answer = await raw(
      `POST /api/v1/things HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n`,
    )
    expect(answer).toContain('"code":"not_signed_in"')
  })
})
