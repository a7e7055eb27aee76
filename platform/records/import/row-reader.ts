import { Problem } from '@freehold/kernel'
import { importFields } from '../definition/object.ts'
import type { Field } from '../definition/field.ts'
import { isBlankText } from './blank.ts'
import { amountInMinorUnits, converter, type Reading } from './conversion.ts'
import { type Converter } from './converted.ts'
import type { RawRow } from './csv-rows.ts'
import type { ColumnMapping, ImportOptions } from './mapping.ts'
import { minorDigits } from './number.ts'
import { fit, rejoin } from './shift.ts'
import type { CellValue, ImportTarget } from './target.ts'

/** A cell that cannot be imported, or can only with a loss. */
export interface CellProblem {
  /** Index of the column, -1 where the whole row is meant. */
  readonly column: number
  readonly field: string | null
  readonly message: string
}

/** A row as read: values by field; references still by name. */
export interface ReadRow {
  readonly number: number
  /** Cells, one for each column of the file where they fit. */
  readonly cells: readonly string[]
  readonly values: Map<string, CellValue>
  readonly names: Map<string, string>
  readonly problems: CellProblem[]
}

interface Column {
  readonly at: number
  readonly name: string
  readonly field: string
  readonly definition: Field
  readonly convert: Converter
  readonly reading: Reading
  readonly replacements: ReadonlyMap<string, string>
}

export interface RowReader {
  /** Fields that some column goes into. */
  readonly fields: readonly string[]
  read(row: RawRow): ReadRow
  /** The options' values for all rows, converted like cells. */
  readonly defaults: ReadRow
}

const plainReading: Reading = { dateOrder: 'ymd', decimal: '.', scale: 1, take: 'all' }

/**
 * Compiles a mapping: a function from a row of the file to values of the target's fields, with a reason for each cell that
 * cannot be read. Pure. Several columns may go into one text field; their texts are joined by a space.
 *
 * @throws Problem invalid_input for a mapping that names unknown fields or gives one field two values
 */
export function createRowReader(
  target: ImportTarget,
  mapping: readonly ColumnMapping[],
  options: ImportOptions,
  facts: { width: number; delimiter: string; currency: string },
): RowReader {
  const fields = new Map(importFields(target.type.object))
  const columns = mapping.filter((column) => column.field !== null).map((column) => compileColumn(column, fields, facts.width))
  refuseTwice(columns)
  const currency = options.currency ?? facts.currency
  const required = [...fields].filter(([, field]) => field.required && !field.defaulted)
  const defaults = readDefaults(options, fields, currency)
  return {
    fields: [...new Set(columns.map((column) => column.field))],
    defaults,
    read: (row) => {
      const cells = fitted(row, facts, options)
      const read: ReadRow = { number: row.number, cells: cells ?? row.values, values: new Map(), names: new Map(), problems: [] }
      if (cells === undefined) {
        read.problems.push({
          column: -1,
          field: null,
          message: `The row has ${row.values.length} values for ${facts.width} columns; probably a value with a comma in it is not in quotation marks.`,
        })
        return read
      }
      const found = readCells(read, columns, cells, options)
      settleAmounts(read, columns, { symbol: found, fallback: currency, kept: fields.has('currency') })
      for (const [name, field] of required) requireValue(read, columns, defaults, name, field)
      return read
    },
  }
}

function fitted(row: RawRow, facts: { width: number; delimiter: string }, options: ImportOptions): readonly string[] | undefined {
  const cells = fit(row.values, facts.width)
  if (cells !== undefined || options.shifted === 'report') return cells
  return rejoin(row.values, facts.width, facts.delimiter === '' ? ',' : facts.delimiter)
}

function compileColumn(column: ColumnMapping, fields: ReadonlyMap<string, Field>, width: number): Column {
  const definition = column.field === null ? undefined : fields.get(column.field)
  const path = `mapping.${column.column}`
  if (definition === undefined || column.field === null) {
    throw new Problem('invalid_input', { errors: [{ path, message: `There is no field "${column.field}" to import into.` }] })
  }
  if (column.column >= width) throw new Problem('invalid_input', { errors: [{ path, message: `The file has only ${width} columns.` }] })
  const reading: Reading = { dateOrder: column.dateOrder, decimal: column.decimal, scale: column.scale, take: column.take }
  return {
    at: column.column,
    name: column.name,
    field: column.field,
    definition,
    reading,
    convert: converter(definition, reading),
    replacements: new Map(Object.entries(column.replacements)),
  }
}

function refuseTwice(columns: readonly Column[]): void {
  const seen = new Map<string, Column>()
  for (const column of columns) {
    const earlier = seen.get(column.field)
    const joins = column.definition.type === 'text' || column.definition.type === 'longText'
    if (earlier !== undefined && !joins) {
      throw new Problem('invalid_input', {
        errors: [
          {
            path: `mapping.${column.at}`,
            message: `"${earlier.name}" and "${column.name}" both go into ${column.definition.label}; choose one.`,
          },
        ],
      })
    }
    seen.set(column.field, column)
  }
}

/** Returns the currency that the amounts themselves say. */
function readCells(read: ReadRow, columns: readonly Column[], cells: readonly string[], options: ImportOptions): string | undefined {
  let currency: string | undefined
  for (const column of columns) {
    const cell = cells[column.at] ?? ''
    if (cell === '') continue
    const converted = column.convert(column.replacements.size === 0 ? cell : (column.replacements.get(cell.trim()) ?? cell))
    if ('problem' in converted) {
      if (options.unreadable === 'report')
        read.problems.push({ column: column.at, field: column.field, message: `${column.name}: ${converted.problem}` })
      continue
    }
    if (converted.value === null) continue
    currency ??= converted.currency
    put(read, column, converted.value)
  }
  return currency
}

function put(read: ReadRow, column: Column, value: CellValue): void {
  if (column.definition.type === 'reference' && typeof value === 'string') {
    read.names.set(column.field, value)
    return
  }
  const before = read.values.get(column.field)
  read.values.set(
    column.field,
    typeof before === 'string' && typeof value === 'string' && column.definition.type !== 'currency' ? `${before} ${value}` : value,
  )
}

/** Amounts wait for the row's currency: a column of its own, the amount's symbol, or the chosen one. */
function settleAmounts(
  read: ReadRow,
  columns: readonly Column[],
  { symbol, fallback, kept }: { symbol: string | undefined; fallback: string; kept: boolean },
): void {
  const own = read.values.get('currency')
  const currency = typeof own === 'string' ? own : (symbol ?? fallback)
  for (const column of columns) {
    if (column.definition.type !== 'money') continue
    const digits = read.values.get(column.field)
    if (typeof digits !== 'string') continue
    const converted = amountInMinorUnits(digits, minorDigits(currency), column.reading, currency)
    if ('problem' in converted) {
      read.values.delete(column.field)
      read.problems.push({ column: column.at, field: column.field, message: `${column.name}: ${converted.problem}` })
    } else {
      read.values.set(column.field, converted.value)
      // An amount and its currency belong together: merging one without the other would change the other's worth.
      if (kept) read.values.set('currency', currency)
    }
  }
}

function requireValue(read: ReadRow, columns: readonly Column[], defaults: ReadRow, name: string, field: Field): void {
  if (read.values.has(name) || read.names.has(name) || defaults.values.has(name) || defaults.names.has(name)) return
  const column = columns.find((candidate) => candidate.field === name)
  if (column !== undefined && read.problems.some((problem) => problem.column === column.at)) return
  read.problems.push({ column: column?.at ?? -1, field: name, message: `${field.label} is missing.` })
}

function readDefaults(options: ImportOptions, fields: ReadonlyMap<string, Field>, currency: string): ReadRow {
  const read: ReadRow = { number: 0, cells: [], values: new Map(), names: new Map(), problems: [] }
  for (const [name, text] of Object.entries(options.defaults)) {
    const definition = fields.get(name)
    const refuse = (message: string): Problem => new Problem('invalid_input', { errors: [{ path: `options.defaults.${name}`, message }] })
    if (definition === undefined) throw refuse(`There is no field "${name}" to import into.`)
    if (isBlankText(text)) continue
    const converted = converter(definition, plainReading)(text)
    if ('problem' in converted) throw refuse(converted.problem)
    if (definition.type === 'reference') read.names.set(name, String(converted.value))
    else if (definition.type === 'money') {
      const amount = amountInMinorUnits(String(converted.value), minorDigits(currency), plainReading, currency)
      if ('problem' in amount) throw refuse(amount.problem)
      read.values.set(name, amount.value)
    } else read.values.set(name, converted.value)
  }
  return read
}
