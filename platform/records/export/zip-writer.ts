import { once } from 'node:events'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A file of an archive; its content is made as it is written. */
export interface ZipFile {
  readonly name: string
  readonly content: AsyncIterable<string> | Iterable<string>
}

interface Written {
  readonly name: Buffer
  readonly crc: number
  readonly compressed: number
  readonly size: number
  readonly offset: number
}

// 1980-01-01, the first day a zip knows: the same rows give the same bytes.
const dosDate = 0x21
const limit = 0xffff_ffff

/**
 * A zip archive as it is made, in constant memory: sizes and checksums follow each file (bit 3), so nothing has to be
 * known before. Without zip64: an archive above 4 GB is an error, not a broken file.
 */
export async function* zipped(files: AsyncIterable<ZipFile> | Iterable<ZipFile>): AsyncGenerator<Buffer> {
  const written: Written[] = []
  let offset = 0
  for await (const file of files) {
    const name = Buffer.from(file.name, 'utf8')
    const header = localHeader(name)
    const start = offset
    yield header
    offset += header.length
    const sums = { crc: 0, compressed: 0, size: 0 }
    for await (const piece of deflated(file.content, sums)) {
      yield piece
      offset += piece.length
    }
    const descriptor = dataDescriptor(sums)
    yield descriptor
    offset += descriptor.length
    if (offset > limit || sums.size > limit) throw new RangeError('The workbook would be larger than 4 GB; export as CSV instead')
    written.push({ name, ...sums, offset: start })
  }
  const directory = Buffer.concat(written.map(centralHeader))
  yield directory
  yield endRecord(written.length, directory.length, offset)
}

async function* deflated(content: ZipFile['content'], sums: { crc: number; compressed: number; size: number }): AsyncGenerator<Buffer> {
  // Level 1: 19 MB of sheet took 138 ms and 1.68 MB, at the usual level 6 477 ms and 1.42 MB.
  const deflate = createDeflateRaw({ level: 1 })
  const failed = feed(content, sums, deflate).then(
    () => undefined,
    (error: unknown) => deflate.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  for await (const piece of deflate as AsyncIterable<Buffer>) {
    sums.compressed += piece.length
    yield piece
  }
  await failed
}

async function feed(
  content: ZipFile['content'],
  sums: { crc: number; size: number },
  deflate: ReturnType<typeof createDeflateRaw>,
): Promise<void> {
  const closed = once(deflate, 'close')
  for await (const text of content) {
    const bytes = Buffer.from(text, 'utf8')
    sums.crc = crc32(bytes, sums.crc)
    sums.size += bytes.length
    if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), closed])
    if (deflate.destroyed) return
  }
  deflate.end()
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(0x0808, 6)
  header.writeUInt16LE(8, 8)
  header.writeUInt16LE(dosDate, 12)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function dataDescriptor({ crc, compressed, size }: { crc: number; compressed: number; size: number }): Buffer {
  const descriptor = Buffer.alloc(16)
  descriptor.writeUInt32LE(0x08074b50, 0)
  descriptor.writeUInt32LE(crc, 4)
  descriptor.writeUInt32LE(compressed, 8)
  descriptor.writeUInt32LE(size, 12)
  return descriptor
}

function centralHeader(file: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(0x0808, 8)
  header.writeUInt16LE(8, 10)
  header.writeUInt16LE(dosDate, 14)
  header.writeUInt32LE(file.crc, 16)
  header.writeUInt32LE(file.compressed, 20)
  header.writeUInt32LE(file.size, 24)
  header.writeUInt16LE(file.name.length, 28)
  header.writeUInt32LE(file.offset, 42)
  return Buffer.concat([header, file.name])
}

function endRecord(files: number, directory: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files, 8)
  end.writeUInt16LE(files, 10)
  end.writeUInt32LE(directory, 12)
  end.writeUInt32LE(offset, 16)
  return end
}
