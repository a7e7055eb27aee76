import { Problem } from '@freehold/kernel'
import type { Field } from '../definition/field.ts'
import { fieldOf, referenceMember, type ObjectDefinition } from '../definition/object.ts'
import { fromMinorUnits, minorDigits } from '../import/number.ts'
import type { RecordView } from '../record/view-queries.ts'

/** A cell on its way out. Numbers are exact digits with a point; dates are ISO 8601; raw is written as it is. */
export interface Cell {
  readonly kind: 'text' | 'number' | 'date' | 'raw'
  readonly value: string
}

export interface ExportColumn {
  readonly heading: string
  cell(record: RecordView): Cell | undefined
}

/**
 * Columns by field name, all of the object's own fields where none are named. Amounts come with the column of their
 * currency: without it they would not say what they are.
 *
 * @throws Problem invalid_input for a name that is no field
 */
export function exportColumns(object: ObjectDefinition, names: readonly string[] | undefined): ExportColumn[] {
  const wanted = names ?? Object.keys(object.fields)
  const fields = wanted.map((name): [string, Field] => {
    const field = fieldOf(object, name)
    if (field === undefined)
      throw new Problem('invalid_input', { errors: [{ path: 'columns', message: `${object.pluralLabel} have no field "${name}".` }] })
    return [name, field]
  })
  const currency = object.fields['currency']
  if (currency !== undefined && fields.some(([, field]) => field.type === 'money') && !wanted.includes('currency'))
    fields.push(['currency', currency])
  return fields.map(([name, field]) => ({ heading: field.label, cell: (record) => cellOf(name, field, record) }))
}

function cellOf(name: string, field: Field, record: RecordView): Cell | undefined {
  const value = record[name]
  if (value === null || value === undefined) return undefined
  switch (field.type) {
    case 'money':
      return { kind: 'number', value: fromMinorUnits(Number(value), minorDigits(String(record['currency']))) }
    case 'integer':
      return { kind: 'number', value: String(value) }
    case 'date':
      return { kind: 'date', value: String(value) }
    case 'reference':
      return named(record[referenceMember(name)])
    case 'choice':
      return { kind: 'text', value: field.choices?.find((choice) => choice.value === value)?.label ?? String(value) }
    case 'tags':
      return tagsCell(Array.isArray(value) ? value.map(String) : [])
    default:
      return { kind: 'text', value: String(value) }
  }
}

function named(referred: unknown): Cell | undefined {
  return referred !== null && typeof referred === 'object' && 'name' in referred
    ? { kind: 'text', value: String(referred.name) }
    : undefined
}

/** A single tag that holds what separates tags elsewhere ends in a comma, so that it stays one. */
function tagsCell(tags: readonly string[]): Cell | undefined {
  if (tags.length === 0) return undefined
  return { kind: 'text', value: tags.length === 1 && /[;|]/.test(tags[0] ?? '') ? `${tags[0]},` : tags.join(', ') }
}
