import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seen } from './fixture/sample-routes.ts'
import { ada, sampleServer } from './fixture/sample-server.ts'
import type { SampleServer } from './fixture/sample-server.ts'

const uploadBytes = 200_000
let server: SampleServer
let base: string
let writer: Record<string, string>
beforeAll(async () => {
  server = await sampleServer({ limits: { uploadBytes, bodyBytes: 1000 } })
  base = await server.app.listen({ port: 0, host: '127.0.0.1' })
  writer = { ...ada, origin: base }
})
// Ends although browsers and fetch keep connections open on which nothing was sent yet.
afterAll(() => server.app.close(), 3000)

describe('a streamed answer', () => {
  it('comes whole, as a file, every part made inside its context', async () => {
    seen.contexts.length = 0
    const answer = await fetch(`${base}/api/v1/things/export`, { headers: { ...ada, 'x-request-id': 'export-01' } })
    expect((await answer.text()).split('\n').length).toBe(3001)
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="D_ner _alle_.csv"; filename*=UTF-8''D%C3%B6ner%20%22alle%22.csv`,
    )
    expect(seen.contexts).toEqual(['export-01', 'export-01', 'export-01'])
  })

  it('that fails at once is a problem like any other', async () => {
    const answer = await fetch(`${base}/api/v1/things/export?fail=before`, { headers: ada })
    expect([answer.status, (await problemOf(answer)).code]).toEqual([503, 'too_costly'])
  })

  it('that breaks half way ends in an error, not in a file that looks complete', async () => {
    const answer = await fetch(`${base}/api/v1/things/export?fail=during`, { headers: ada })
    await expect(answer.text()).rejects.toThrow()
    expect(server.lines.some((line) => line.level === 'error' && String(line.fields['error']).includes('broke while streaming'))).toBe(true)
  })
})

describe('an upload', () => {
  const upload = (body: string, query = '', type = 'text/csv') =>
    fetch(`${base}/api/v1/files${query}`, { method: 'POST', headers: { ...writer, 'content-type': type }, body })

  it('reaches the handler as a stream, of any type, beyond the limit for JSON', async () => {
    expect(await (await upload('x'.repeat(150_000))).json()).toEqual({ length: 150_000 })
    expect(await (await upload('{"not": parsed', '', 'application/json')).json()).toEqual({ length: 14 })
  })

  it('that announces too much is refused before a byte is read', async () => {
    const answer = await upload('x'.repeat(uploadBytes + 1))
    expect([answer.status, (await problemOf(answer)).code]).toEqual([413, 'too_large'])
  })

  it('that grows too much without announcing it is stopped', async () => {
    const answer = await chunked('x'.repeat(50_000), 5)
    expect(answer).toContain('"code":"too_large"')
  })

  it('that is refused still gets its answer, and the connection goes on', async () => {
    const answer = await upload('x'.repeat(150_000), '?refuse=true')
    expect([answer.status, (await problemOf(answer)).detail]).toEqual([409, 'Not today.'])
  })

  it('that the caller aborts fails in the handler, and is no bug', async () => {
    seen.uploadError = undefined
    const before = server.lines.length
    const socket = connect(Number(new URL(base).port), '127.0.0.1')
    socket.write(
      `POST /api/v1/files HTTP/1.1\r\nHost: ${new URL(base).host}\r\nCookie: ${ada.cookie}\r\nOrigin: ${base}\r\nContent-Type: text/csv\r\nContent-Length: 100000\r\n\r\nhalf`,
    )
    await new Promise((resolve) => setTimeout(resolve, 50))
    socket.destroy()
    await expect.poll(() => seen.uploadError).toBeInstanceOf(Error)
    expect(server.lines.slice(before).filter((line) => line.level === 'error')).toEqual([])
  })
})

describe('a caller who leaves', () => {
  it('aborts the signal that the handler holds', async () => {
    const leave = new AbortController()
    const answer = fetch(`${base}/api/v1/slow`, { headers: ada, signal: leave.signal })
    await expect.poll(() => seen.signal?.aborted).toBe(false)
    leave.abort()
    await expect(answer).rejects.toThrow()
    await expect.poll(() => seen.signal?.aborted).toBe(true)
  })
})

async function problemOf(answer: Response): Promise<Record<string, unknown>> {
  return { ...Object(await answer.json()) }
}

/** Sends the chunk so many times without a length. */
async function chunked(chunk: string, times: number): Promise<string> {
  const sending = request(`${base}/api/v1/files`, { method: 'POST', headers: { ...writer, 'content-type': 'text/csv' } })
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  sending.on('response', (answer) => void text(answer).then(resolve, reject))
  sending.on('error', reject)
  for (let sent = 0; sent < times; sent += 1) sending.write(chunk)
  sending.end()
  return promise
}
