import { Problem } from '@freehold/kernel'
import { randomUUID } from 'node:crypto'
import type { Socket } from 'node:net'

const details: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'The headers are too long; perhaps too many cookies.',
  ERR_HTTP_REQUEST_TIMEOUT: 'The request did not arrive in time.',
}

/** Bytes that are no HTTP request never reach a route; they get a problem document too, and the connection ends. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const requestId = randomUUID()
  const problem = new Problem('bad_request', { detail: details[error.code ?? ''] ?? 'This is not a valid HTTP request.' })
  const body = JSON.stringify(problem.toDocument(requestId))
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    'Connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
