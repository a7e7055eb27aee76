import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { OpenFile } from './file-rows.ts'

export interface SpooledFile {
  readonly open: OpenFile
  /** Bytes. */
  readonly size: number
}

/**
 * Keeps an upload on disk while `use` looks at it, and removes it whatever happens. An upload takes as long as its sender
 * does, so it is not written to the database as it comes: a transaction and its connection would wait for a slow line.
 */
export async function spooled<T>(
  upload: NodeJS.ReadableStream,
  signal: AbortSignal | undefined,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'freehold-import-'))
  const path = join(folder, 'upload')
  try {
    await pipeline(upload, createWriteStream(path, { mode: 0o600 }), ...(signal === undefined ? [] : [{ signal }]))
    const { size } = await stat(path)
    return await use({ open: () => createReadStream(path), size })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
