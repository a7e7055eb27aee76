import { Problem } from '@freehold/kernel'
import { crc32, inflateRawSync } from 'node:zlib'

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly compressed: number
  readonly size: number
  readonly offset: number
}

const endSignature = 0x06054b50
const centralSignature = 0x02014b50
const localSignature = 0x04034b50

function broken(detail: string): Problem {
  return new Problem('unsupported_file', { detail })
}

/** The archive's own list of its files. Only what a workbook needs: no encryption, no archives over 4 GB. */
export function zipEntries(file: Buffer): ZipEntry[] {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > file.length || file.readUInt32LE(end) !== endSignature)
    throw broken('The workbook is cut off or damaged: its table of contents is missing.')
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  const entries: ZipEntry[] = []
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== centralSignature)
      throw broken('The workbook is damaged: its table of contents cannot be read.')
    const nameLength = file.readUInt16LE(at + 28)
    entries.push({
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      method: file.readUInt16LE(at + 10),
      crc: file.readUInt32LE(at + 16),
      compressed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
    })
    if ((file.readUInt16LE(at + 8) & 1) === 1)
      throw broken('The workbook is protected by a password. Save it without one and upload it again.')
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

/** An entry's bytes, never more than it declared: a bomb that lies about its size stops here (zlib's maxOutputLength). */
export function readEntry(file: Buffer, entry: ZipEntry): Buffer {
  if (entry.offset + 30 > file.length || file.readUInt32LE(entry.offset) !== localSignature)
    throw broken(`The workbook is damaged: ${entry.name} cannot be found in it.`)
  const start = entry.offset + 30 + file.readUInt16LE(entry.offset + 26) + file.readUInt16LE(entry.offset + 28)
  const stored = file.subarray(start, start + entry.compressed)
  if (entry.method === 0) return stored
  if (entry.method !== 8) throw broken(`The workbook is packed in a way that cannot be read (${entry.name}).`)
  try {
    const bytes = inflateRawSync(stored, { maxOutputLength: Math.max(1, entry.size) })
    if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw new Error('size or checksum')
    return bytes
  } catch (cause) {
    throw new Problem('unsupported_file', { detail: `The workbook is damaged: ${entry.name} does not unpack to what it declares.`, cause })
  }
}

/**
 * Refuses a workbook before anything of it is unpacked if it declares more than `limit` bytes, or more than 1,000 files.
 * Sheets shrink 5 to 30 times; a bomb 1,000 times.
 *
 * @throws Problem too_large, unsupported_file
 */
export function guardWorkbook(file: Buffer, limit: number): ZipEntry[] {
  const entries = zipEntries(file)
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml'))
    throw broken('This archive is not an Excel workbook (.xlsx). Unpack it and upload the table inside.')
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > limit || entries.length > 1000) {
    throw new Problem('too_large', {
      detail: `The workbook unpacks to ${Math.round(total / 1_048_576).toLocaleString('en')} MB; at most ${Math.round(limit / 1_048_576)} MB can be read. Save the sheet as .csv and upload that.`,
    })
  }
  return entries
}
