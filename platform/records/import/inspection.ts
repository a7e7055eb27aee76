import { Problem } from '@freehold/kernel'
import { isKnownHeading, type MatchTarget } from './column-match.ts'
import type { RawRow } from './csv-rows.ts'
import { detectDelimiter } from './delimiter.ts'
import { survey, warnings } from './detection.ts'
import { createUtf8Check, decodePieces, detectEncoding, isKnownEncoding } from './encoding.ts'
import { fileFormat } from './file-kind.ts'
import { openRows, type FileReading, type OpenFile } from './file-rows.ts'
import { detectHeader } from './header.ts'
import type { Detection } from './mapping.ts'

/** What a person said instead of what would be detected. */
export interface Chosen {
  readonly encoding?: string | undefined
  readonly delimiter?: string | undefined
  readonly header?: number | undefined
  readonly sheet?: string | undefined
}

const sampleSize = 65_536
const headerRows = 40

/**
 * Reads a file once for its bytes and once for its rows, and says what is in it. Fails before anything is stored when the
 * file cannot be read to its end.
 *
 * @throws Problem unsupported_file, invalid_input, too_large
 */
export async function inspectFile(open: OpenFile, target: MatchTarget, chosen: Chosen = {}): Promise<Detection> {
  const bytes = await readBytes(open)
  const format = fileFormat(bytes.start)
  if (chosen.encoding !== undefined && !isKnownEncoding(chosen.encoding)) {
    throw new Problem('invalid_input', { detail: `The encoding "${chosen.encoding}" is not known.` })
  }
  const encoding =
    format === 'xlsx' || chosen.encoding !== undefined
      ? { encoding: chosen.encoding ?? 'utf-8', certain: true }
      : detectEncoding(bytes.telling, bytes.validUtf8)
  const delimiter = format === 'xlsx' ? '' : (chosen.delimiter ?? delimiterOf(await decoded(bytes.start, encoding.encoding)))
  const reading: FileReading = { format, delimiter, encoding: encoding.encoding, sheet: chosen.sheet ?? null }
  const opened = await openRows(open, reading)
  const header =
    chosen.header ??
    detectHeader(await firstRows(format === 'csv' ? (await openRows(open, reading)).rows : opened.rows), (heading) =>
      isKnownHeading(target, heading),
    )
  const found = await survey(opened.rows, header, delimiter === '' ? ',' : delimiter)
  const dates = found.columns.find((column) => column.dates > 0.5)
  return {
    format,
    delimiter,
    encoding: encoding.encoding,
    encodingCertain: encoding.certain,
    header,
    sheet: opened.sheet,
    sheets: [...opened.sheets],
    rows: found.rows,
    dateOrder: dates?.dateOrder ?? null,
    columns: found.columns.map((column) => ({ ...column, samples: [...column.samples] })),
    warnings: warnings(found, { encoding: encoding.encoding, encodingCertain: encoding.certain, header }),
  }
}

/** Spreadsheets of some countries say it in a line of its own, `sep=;`. */
function delimiterOf(sample: string): string {
  return /^sep=(.)\r?\n/i.exec(sample)?.[1] ?? detectDelimiter(sample)
}

interface Bytes {
  readonly start: Buffer
  /** Pieces with bytes beyond ASCII: what an encoding can be told from. */
  readonly telling: Buffer
  readonly validUtf8: boolean
}

async function readBytes(open: OpenFile): Promise<Bytes> {
  const check = createUtf8Check()
  const start: Uint8Array[] = []
  const telling: Uint8Array[] = []
  let started = 0
  let told = 0
  for await (const piece of open()) {
    check.add(piece)
    if (started < sampleSize)
      started += start.push(piece.subarray(0, sampleSize - started)) > 0 ? Math.min(piece.length, sampleSize - started) : 0
    const from = told < sampleSize ? piece.findIndex((byte) => byte > 127) : -1
    if (from >= 0) {
      const part = piece.subarray(Math.max(0, from - 200), from + 8192)
      telling.push(part)
      told += part.length
    }
  }
  return { start: Buffer.concat(start), telling: Buffer.concat(telling), validUtf8: check.valid() }
}

async function decoded(bytes: Buffer, encoding: string): Promise<string> {
  let text = ''
  for await (const part of decodePieces(once(bytes), encoding)) text += part
  return text
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

async function firstRows(rows: AsyncIterable<RawRow> | Iterable<RawRow>): Promise<RawRow[]> {
  const first: RawRow[] = []
  for await (const row of rows) {
    first.push(row)
    if (first.length === headerRows) break
  }
  return first
}
