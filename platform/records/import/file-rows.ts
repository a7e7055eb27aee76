import { Problem } from '@freehold/kernel'
import { csvRows, type RawRow } from './csv-rows.ts'
import { decodePieces } from './encoding.ts'
import type { FileFormat } from './file-kind.ts'
import { readXlsx } from './xlsx-rows.ts'

/** A file's bytes, from the start each time it is called. */
export type OpenFile = () => AsyncIterable<Uint8Array>

/** How to read a file; what detection found or a person chose. */
export interface FileReading {
  readonly format: FileFormat
  readonly delimiter: string
  readonly encoding: string
  /** Of a workbook; null for the first. */
  readonly sheet: string | null
}

/** A workbook may unpack to this: 63 MB of sheet XML (1 million cells) took 530 MB while they were read. */
export const workbookLimit = 32 * 1_048_576

export interface OpenedRows {
  readonly rows: AsyncIterable<RawRow> | Iterable<RawRow>
  /** Of a workbook. */
  readonly sheets: readonly string[]
  readonly sheet: string | null
}

/** Rows of a file: delimited text as it streams, a workbook from memory. */
export async function openRows(open: OpenFile, reading: FileReading): Promise<OpenedRows> {
  if (reading.format === 'csv') return { rows: csvRows(decodePieces(open(), reading.encoding), reading.delimiter), sheets: [], sheet: null }
  const workbook = await readXlsx(await gather(open()), workbookLimit)
  const sheet = reading.sheet ?? workbook.sheets[0]
  if (sheet === undefined) throw new Problem('unsupported_file', { detail: 'The workbook has no sheets.' })
  return { rows: workbook.rows(sheet), sheets: workbook.sheets, sheet }
}

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}
