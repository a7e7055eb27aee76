import { Problem } from '@freehold/kernel'
import readWorkbook, { type CellValue, type Sheet } from 'read-excel-file/node'
import { columnLimit, tooManyColumns, type RawRow } from './csv-rows.ts'
import { guardWorkbook, readEntry, type ZipEntry } from './zip-guard.ts'

/** Cells of a sheet, empty ones between filled ones included: the reader makes them all. */
const cellLimit = 1_000_000

export interface Workbook {
  readonly sheets: readonly string[]
  rows(sheet: string): RawRow[]
}

/**
 * Reads a workbook whole: its shared strings stand anywhere in the archive, so it cannot be read as it arrives.
 * `unpackedLimit` (bytes) bounds what it may unpack to; a sheet may span 1 M cells and 500 columns.
 * One workbook at a time: what two of them need together would be the process's end.
 *
 * @throws Problem unsupported_file, too_large, invalid_input
 */
export async function readXlsx(file: Buffer, unpackedLimit: number): Promise<Workbook> {
  const mine = last.then(() => readAlone(file, unpackedLimit))
  last = mine.catch(() => undefined)
  return mine
}

let last: Promise<unknown> = Promise.resolve()

async function readAlone(file: Buffer, unpackedLimit: number): Promise<Workbook> {
  for (const entry of guardWorkbook(file, unpackedLimit)) guardSheet(file, entry)
  const sheets = await readWorkbook(file).catch((cause: unknown) => {
    throw new Problem('unsupported_file', {
      detail: 'The workbook cannot be read. Open it in a spreadsheet, save it again as .xlsx or .csv and upload that.',
      cause,
    })
  })
  return {
    sheets: sheets.map((sheet) => sheet.sheet),
    rows: (name) => sheetRows(sheets, name),
  }
}

/** A cell at XFD1048576 in a file of 10 kB would make the reader fill 17 thousand million empty cells before it. */
function guardSheet(file: Buffer, entry: ZipEntry): void {
  if (!entry.name.startsWith('xl/')) return
  const bytes = readEntry(file, entry)
  if (!/^xl\/worksheets\/[^/]+\.xml$/.test(entry.name)) return
  let columns = 0
  let rows = 0
  for (const match of bytes.toString('latin1').matchAll(/\br\s*=\s*["']([A-Z]{0,3})(\d{1,9})["']/g)) {
    columns = Math.max(columns, columnNumber(match[1] ?? ''))
    rows = Math.max(rows, Number(match[2]))
  }
  if (columns > columnLimit) throw tooManyColumns(columns)
  if (columns * rows > cellLimit) {
    throw new Problem('too_large', {
      detail: `The sheet spans ${rows.toLocaleString('en')} rows of ${columns} columns; at most ${cellLimit.toLocaleString('en')} cells can be read from a workbook. Save it as .csv and upload that.`,
    })
  }
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

function sheetRows(sheets: readonly Sheet[], name: string): RawRow[] {
  const sheet = sheets.find((candidate) => candidate.sheet === name)
  if (sheet === undefined) throw new Problem('invalid_input', { detail: `The workbook has no sheet named "${name}".` })
  return sheet.data
    .map((cells, index) => ({ number: index + 1, values: cells.map(cellText) }))
    .filter((row) => row.values.some((value) => value !== ''))
}

/** Cells as the text a CSV file would hold, so that everything behind reads one kind of file. */
function cellText(cell: CellValue | null): string {
  if (cell === null) return ''
  if (cell instanceof Date) {
    const iso = cell.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
  }
  // 0.1 + 0.2 is stored as 0.30000000000000004: a sheet shows at most 15 digits, so more are noise.
  if (typeof cell === 'number' && !Number.isInteger(cell)) return String(Number(cell.toPrecision(15)))
  return String(cell)
}
