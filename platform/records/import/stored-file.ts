import { Problem, type OpContext } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { findChunk, insertChunk } from './import-queries.ts'
import type { OpenFile } from './file-rows.ts'

/** Small enough that a few in flight do not matter, large enough that 100 MB are 400 statements. */
const chunkSize = 262_144

/** The file of an import, chunk by chunk, each in a short transaction of its own: none is open while rows are worked on. */
export function storedFile(ctx: OpContext, importId: string): OpenFile {
  return async function* () {
    for (let position = 0; ; position += 1) {
      const content = await tenantTx(ctx, 'read', (tx) => findChunk(tx, importId, position))
      if (content === undefined && position === 0)
        throw new Problem('gone', { detail: 'The file of this import was cleared away after 30 days. Upload it again.' })
      if (content === undefined) return
      yield content
    }
  }
}

/** Writes a file's chunks in the transaction of its import. */
export async function storeFile(tx: Tx, importId: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  let position = 0
  let waiting: Buffer[] = []
  let size = 0
  for await (const piece of pieces) {
    waiting.push(piece)
    size += piece.length
    if (size < chunkSize) continue
    await insertChunk(tx, importId, position++, Buffer.concat(waiting))
    waiting = []
    size = 0
  }
  if (size > 0) await insertChunk(tx, importId, position, Buffer.concat(waiting))
}
