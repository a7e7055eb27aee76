import { Problem } from '@freehold/kernel'
import { createColumnObserver, type ColumnProfile } from './column-profile.ts'
import { columnLimit, tooManyColumns, type RawRow } from './csv-rows.ts'
import { columnNames } from './header.ts'
import { rejoin } from './shift.ts'

/** What reading every row once has shown. */
export interface Survey {
  readonly columns: readonly ColumnProfile[]
  /** Rows with something in them below the headings. */
  readonly rows: number
  readonly shorter: number
  readonly longer: number
  /** Of the longer ones, those that fit once an unquoted comma is rejoined. */
  readonly rejoinable: number
  readonly repeated: readonly string[]
  readonly replacementCharacters: number
}

/** Reads all rows. `header` is the number of the row with the headings, 0 for none. */
export async function survey(rows: AsyncIterable<RawRow> | Iterable<RawRow>, header: number, delimiter: string): Promise<Survey> {
  let heading: readonly string[] | undefined
  let observers: ReturnType<typeof createColumnObserver>[] = []
  let width = 0
  let repeated: string[] = []
  const counts = { rows: 0, shorter: 0, longer: 0, rejoinable: 0, replacementCharacters: 0 }
  for await (const row of rows) {
    if (row.number === header) heading = trimmedEnd(row.values)
    if (row.number <= header) continue
    if (width === 0) {
      width = Math.max(1, heading?.length ?? row.values.length)
      const named = columnNames(heading, width)
      repeated = named.repeated
      observers = named.names.map(createColumnObserver)
    }
    counts.rows += 1
    observe(observers, row.values, width, delimiter, counts)
  }
  if (width > columnLimit) throw tooManyColumns(width)
  if (counts.rows === 0) throw nothingIn(header)
  return { ...counts, repeated, columns: observers.map((observer) => observer.result()) }
}

type Counts = { shorter: number; longer: number; rejoinable: number; replacementCharacters: number }

function observe(
  observers: readonly ReturnType<typeof createColumnObserver>[],
  values: readonly string[],
  width: number,
  delimiter: string,
  counts: Counts,
): void {
  let cells = values
  if (cells.length < width) counts.shorter += 1
  else if (cells.length > width && cells.slice(width).some((value) => value !== '')) {
    counts.longer += 1
    const joined = rejoin(cells, width, delimiter)
    if (joined === undefined) return
    counts.rejoinable += 1
    cells = joined
  }
  for (const [at, observer] of observers.entries()) {
    const value = cells[at] ?? ''
    observer.add(value)
    if (value.includes('\ufffd')) counts.replacementCharacters += 1
  }
}

function trimmedEnd(values: readonly string[]): string[] {
  const last = values.findLastIndex((value) => value.trim() !== '')
  return values.slice(0, last + 1)
}

function nothingIn(header: number): Problem {
  return new Problem('invalid_input', { detail: header > 0 ? 'The file has headings but no rows below them.' : 'The file holds no rows.' })
}

/** What a person should know before going on, in sentences. */
export function warnings(found: Survey, facts: { encoding: string; encodingCertain: boolean; header: number }): string[] {
  const said: string[] = []
  const count = (number: number, one: string, many: string): string => `${number.toLocaleString('en')} ${number === 1 ? one : many}`
  if (facts.header === 0) said.push('The first row looks like data, so the columns are numbered. If it holds the headings, say so.')
  if (!facts.encodingCertain)
    said.push(
      `The file does not say how its letters are stored; it was read as ${facts.encoding}. Look at names with accents and choose another encoding if they look wrong.`,
    )
  if (found.replacementCharacters > 0)
    said.push(
      `${count(found.replacementCharacters, 'value holds', 'values hold')} the character \ufffd: letters were lost when the file was written, or the encoding is another one.`,
    )
  if (found.repeated.length > 0)
    said.push(`Several columns are called ${found.repeated.map((name) => `"${name}"`).join(', ')}; the later ones are numbered.`)
  if (found.shorter > 0)
    said.push(`${count(found.shorter, 'row has', 'rows have')} fewer values than there are columns; the missing ones are empty.`)
  if (found.rejoinable > 0)
    said.push(
      `${count(found.rejoinable, 'row has', 'rows have')} a comma inside a text without quotation marks; the parts are joined again.`,
    )
  if (found.longer > found.rejoinable)
    said.push(
      `${count(found.longer - found.rejoinable, 'row has', 'rows have')} more values than there are columns and will be in the error file.`,
    )
  for (const column of found.columns) {
    if (column.dates > 0.5 && column.dateAmbiguous)
      said.push(`The dates in "${column.name}" fit both month first and day first (${column.samples[0]}). Choose which.`)
    if (column.numbers > 0.5 && column.decimalAmbiguous)
      said.push(`The numbers in "${column.name}" fit both a decimal point and a decimal comma (${column.samples[0]}). Choose which.`)
  }
  return said
}
