import { columnOf, fieldOf, type ObjectDefinition } from '../definition/object.ts'
import type { FieldType } from '../definition/field.ts'
import type { Filter, Selection } from './filter.ts'

/** Values of a statement in the making; `bind` answers with the placeholder. The first is always the organization. */
export class Binder {
  readonly values: unknown[]

  constructor(tenant: string) {
    this.values = [tenant]
  }

  bind(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }
}

const columnTypes: Record<FieldType, string> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  currency: 'text',
  // Compared as bigint: a filter may exceed the column.
  integer: 'bigint',
  money: 'bigint',
  date: 'date',
  dateTime: 'timestamptz',
  choice: 'text',
  reference: 'uuid',
  tags: 'text[]',
}

export function columnType(object: ObjectDefinition, name: string): string {
  return columnTypes[fieldOf(object, name)?.type ?? 'text']
}

/** The conditions of a selection over table `t`, joined by `and`. */
export function selectionSql(object: ObjectDefinition, selection: Selection, binder: Binder): string {
  return [
    't.tenant_id = $1',
    selection.trash ? 't.deleted_at is not null' : 't.deleted_at is null',
    ...selection.filters.map((filter) => filterSql(object, filter, binder)),
    ...selection.words.map((word) => `t.id in (select m from ${object.table}_matching(${binder.bind(like(word, 'contains'), 'text')}, null, null) m)`),
  ].join(' and ')
}

function filterSql(object: ObjectDefinition, { field, operator, value }: Filter, binder: Binder): string {
  const column = `t.${columnOf(field)}`
  const type = columnType(object, field)
  if (operator === 'empty') return emptySql(column, type, value === true)
  if (type === 'text[]') {
    const wanted = Array.isArray(value) ? value : [value]
    return `t.id in (select m from ${object.table}_tagged(${binder.bind(wanted, 'text[]')}) m)`
  }
  switch (operator) {
    case 'eq':
      return `${column} = ${binder.bind(value, type)}`
    // "Owner is not Anna" includes records without an owner.
    case 'ne':
      return `${column} is distinct from ${binder.bind(value, type)}`
    case 'in':
      return `${column} = any(${binder.bind(value, `${type}[]`)})`
    case 'contains':
    case 'startsWith':
      return matchSql(object, columnOf(field), String(value), operator, binder)
    default:
      return `${column} ${comparisons[operator]} ${binder.bind(value, type)}`
  }
}

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function emptySql(column: string, type: string, empty: boolean): string {
  if (type === 'text[]') return empty ? `${column} = '{}'` : `${column} <> '{}'`
  return empty ? `${column} is null` : `${column} is not null`
}

/** Past row security's refusal of trigram indexes: see records.make_searchable. */
function matchSql(object: ObjectDefinition, column: string, value: string, operator: 'contains' | 'startsWith', binder: Binder): string {
  const candidate = binder.bind(like(value, 'contains'), 'text')
  const field = binder.bind(column, 'text')
  const pattern = binder.bind(like(value, operator), 'text')
  return `t.id in (select m from ${object.table}_matching(${candidate}, ${field}, ${pattern}) m)`
}

function like(value: string, operator: 'contains' | 'startsWith'): string {
  const escaped = value.replaceAll(/[\\%_]/g, '\\$&')
  return operator === 'contains' ? `%${escaped}%` : `${escaped}%`
}
