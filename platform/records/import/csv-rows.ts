import { CsvError, parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { Problem } from '@freehold/kernel'

/** One line of the file as read. `number` is the one a spreadsheet shows: the first line is 1, whatever it holds. */
export interface RawRow {
  readonly number: number
  readonly values: readonly string[]
}

/** A row of more characters than this is not a row but a lost quote or a picture: 1 M characters are 200 pages. */
const rowLimit = 1_048_576
export const columnLimit = 500

/**
 * Rows of delimited text, empty lines left out. Rows may differ in length; a quote inside a plain value is taken as a character.
 *
 * @throws Problem invalid_input for a quote that never closes, a row above 1 M characters, more than 500 columns
 */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<RawRow> {
  const parser = Readable.from(text).pipe(
    parse({
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: rowLimit,
      record_delimiter: ['\r\n', '\n', '\r'],
    }),
  )
  let number = 0
  try {
    for await (const record of parser) {
      number += 1
      const values: string[] = record
      if (values.length > columnLimit) throw tooManyColumns(values.length)
      if (values.length > 1 || values[0] !== '') yield { number, values }
    }
  } catch (error) {
    throw error instanceof CsvError ? csvProblem(error) : error
  } finally {
    parser.destroy()
  }
}

export function tooManyColumns(columns: number): Problem {
  return new Problem('invalid_input', {
    detail: `The file has ${columns.toLocaleString('en')} columns; at most ${columnLimit} can be read. Is the delimiter right?`,
  })
}

function csvProblem(error: CsvError): Problem {
  // Rows that were read but not handed on yet are lost with the error, so the parser's own count is taken.
  const row = (typeof error.records === 'number' ? error.records : 0) + 1
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return new Problem('invalid_input', {
      detail: `A quotation mark opened in row ${row} is never closed, so the rest of the file cannot be told apart. Nothing was imported.`,
    })
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    return new Problem('invalid_input', {
      detail: `Row ${row} is longer than 1 MB. A quotation mark that is never closed does this, or a picture stored as text. Nothing was imported.`,
    })
  }
  if (error.code === 'CSV_INVALID_CLOSING_QUOTE' || error.code === 'INVALID_OPENING_QUOTE') {
    return new Problem('invalid_input', {
      detail: `Row ${row} has a quotation mark in the wrong place: after a closing one, the next value or the end of the line must follow. Nothing was imported.`,
    })
  }
  return new Problem('invalid_input', { detail: `Row ${row} cannot be read: ${error.message}. Nothing was imported.` })
}
