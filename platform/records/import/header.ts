import { isBlankText } from './blank.ts'
import { parseDate } from './date.ts'
import { parseNumber } from './number.ts'
import type { RawRow } from './csv-rows.ts'

/** A header stands within the first rows: above it at most a title and an empty line or two. */
const searched = 12

function isHeading(text: string): boolean {
  return (
    text.trim() !== '' &&
    text.length <= 120 &&
    parseNumber(text, '.') === undefined &&
    parseDate(text, 'ymd') === undefined &&
    !text.includes('@')
  )
}

/**
 * Number of the row with the headings, 0 where there is none: the first row that fills most of the columns with short,
 * different texts that are neither numbers, dates nor addresses. `known` says whether a text is a heading we know.
 */
export function detectHeader(rows: readonly RawRow[], known: (heading: string) => boolean): number {
  const first = rows.slice(0, searched)
  const width = typicalWidth(rows)
  for (const row of first) {
    const filled = row.values.filter((value) => value.trim() !== '')
    if (filled.length === 0 || filled.length < Math.min(width, row.values.length) * 0.6 || filled.length < width * 0.5) continue
    if (!filled.every(isHeading)) continue
    const hits = filled.filter(known).length
    // Rows of names look like headings too: without a heading we know, the row below must differ in kind.
    return hits > 0 || differsBelow(row, first) ? row.number : 0
  }
  return 0
}

function typicalWidth(rows: readonly RawRow[]): number {
  const widths = rows.map((row) => row.values.filter((value) => value !== '').length).sort((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 0
}

/** Some column has numbers, dates or addresses below its text; or the row is the only one. */
function differsBelow(header: RawRow, rows: readonly RawRow[]): boolean {
  const below = rows.filter((row) => row.number > header.number)
  if (below.length === 0) return true
  return header.values.some((_, at) => below.some((row) => !isHeading(row.values[at] ?? 'x') && !isBlankText(row.values[at] ?? '')))
}

/** Headings to show and remember: empty ones get a number, repeated ones too. */
export function columnNames(header: readonly string[] | undefined, width: number): { names: string[]; repeated: string[] } {
  const seen = new Map<string, number>()
  const repeated = new Set<string>()
  const names = Array.from({ length: width }, (_, at) => {
    const name = (header?.[at] ?? '').trim().slice(0, 200) || `Column ${at + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    if (times === 1) return name
    repeated.add(name)
    return `${name} (${times})`
  })
  return { names, repeated: [...repeated] }
}
