import { Problem } from '@freehold/kernel'
import type { IncomingMessage } from 'node:http'
import { Transform } from 'node:stream'

/**
 * The body as a stream that fails with `too_large` beyond `limit` bytes, and with the caller's abort. Nothing is buffered:
 * who reads it slowly slows the sender down.
 */
export function uploadOf(message: IncomingMessage, limit: number): Transform {
  const announced = Number(message.headers['content-length'] ?? 0)
  if (announced > limit) throw tooLarge(limit)
  let received = 0
  const limited = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      received += chunk.length
      if (received > limit) done(tooLarge(limit))
      else done(null, chunk)
    },
  })
  // By hand and not by stream.pipeline, which on failure destroys the message and with it the connection the answer must go out on.
  message.once('close', () => {
    if (!message.complete)
      limited.destroy(new Problem('bad_request', { detail: 'The upload ended before all of it arrived. Nothing was saved.' }))
  })
  // A handler that refuses before reading must not turn a later failure into an uncaught error.
  limited.on('error', () => undefined)
  message.pipe(limited)
  return limited
}

/**
 * Reads what a refused upload still sends, so that the caller gets the answer instead of a reset connection;
 * past `limit` more bytes the connection is closed after all.
 */
export function discardRest(message: IncomingMessage, limit: number): void {
  if (message.complete || message.destroyed) return
  let discarded = 0
  message.unpipe()
  message.on('data', (chunk: Buffer) => {
    discarded += chunk.length
    if (discarded > limit) message.destroy()
  })
  message.resume()
}

function tooLarge(limit: number): Problem {
  const megabytes = Math.floor(limit / (1024 * 1024))
  const size = megabytes > 0 ? `${megabytes} MB` : `${limit} bytes`
  return new Problem('too_large', { detail: `The file is larger than ${size}. Nothing was saved; split it and send the parts.` })
}
