import { columnOf, fieldOf, type ObjectDefinition } from '../definition/object.ts'
import type { Denials } from '../access/denial.ts'
import type { Sight } from '../access/sight.ts'
import { sourcesOf } from '../access/source-queries.ts'
import type { FieldType } from '../definition/field.ts'
import type { Binder } from './binder.ts'
import type { Filter, Selection } from './filter.ts'

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

/** A selection over table `t` in SQL. */
export interface SelectionSql {
  /** Definitions for a `with`, before others. */
  readonly ctes: readonly string[]
  /**
   * Sources and conditions that exclude each other: the rows are those of all of them. One, unless text or tags are asked for or
   * some records may be seen only because they are shared.
   */
  readonly alternatives: readonly RowsSql[]
}

export interface RowsSql {
  readonly from: string
  readonly where: string
}

// Up to here ids from the index are joined back (5,000 look-ups by key: 10 ms); beyond, so many rows fit that reading the
// list in its order and looking at each finds a page at once.
const mostMatches = 5_000

export function selectionSql(sight: Sight, selection: Selection, binder: Binder, denials?: Denials): SelectionSql {
  const { ctes, alternatives } = conditionsSql(sight, selection, binder)
  const sources = sourcesOf(sight, binder, denials)
  return {
    ctes,
    alternatives: alternatives.flatMap((where) => sources.map(({ from, condition }) => ({ from, where: `${where}${condition}` }))),
  }
}

function conditionsSql(sight: Sight, selection: Selection, binder: Binder): { ctes: string[]; alternatives: string[] } {
  const { object } = sight
  const { plain, indexed } = splitFilters(object, selection)
  const base = [
    't.tenant_id = $1',
    selection.trash ? 't.deleted_at is not null' : 't.deleted_at is null',
    ...plain.map((filter) => filterSql(object, filter, binder)),
  ]
  const [first, ...rest] = indexed.toSorted((a, b) => b.text.length - a.text.length)
  if (first === undefined) return { ctes: [], alternatives: [base.join(' and ')] }
  const others = [...base, ...rest.map((condition) => matchSql(object, condition, binder))]
  // The index knows the values of all fields and records: what it finds is looked at again where not all of them may be seen.
  if (isHiddenPartly(sight, first)) others.push(matchSql(object, first, binder))
  return {
    ctes: [`found as materialized (select array_agg(m) as ids, count(*) as n from ${findSql(sight, first, binder)} m)`],
    alternatives: [
      [...others, `(select n from found) <= ${mostMatches}`, 't.id = any((select ids from found)::uuid[])'].join(' and '),
      [...others, `(select n from found) > ${mostMatches}`, matchSql(object, first, binder)].join(' and '),
    ],
  }
}

function isHiddenPartly({ object, whole, masks }: Sight, condition: IndexedCondition): boolean {
  if (condition.kind === 'tags') return masks.has('tags')
  return object.searchFields.length < whole.searchFields.length || whole.searchFields.some((name) => masks.has(name))
}

/** `select` once for each alternative, as one source of rows. */
export function unionSql(alternatives: readonly RowsSql[], select: (rows: RowsSql) => string): string {
  const [only, ...others] = alternatives.map(select)
  return others.length === 0 ? (only ?? '') : [only, ...others].map((one) => `(${one})`).join(' union all ')
}

/** A condition that only an index function can answer fast. `text` is what decides how selective it is. */
type IndexedCondition =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'field'; readonly text: string; readonly field: string; readonly operator: 'contains' | 'startsWith' }
  | { readonly kind: 'tags'; readonly text: string; readonly tags: readonly string[] }

function splitFilters(object: ObjectDefinition, { filters, words }: Selection): { plain: Filter[]; indexed: IndexedCondition[] } {
  const indexed: IndexedCondition[] = words.map((text) => ({ kind: 'word', text }))
  const plain: Filter[] = []
  for (const filter of filters) {
    const { field, operator, value } = filter
    if (columnType(object, field) === 'text[]' && operator !== 'empty') {
      const tags = Array.isArray(value) ? value.map(String) : [String(value)]
      indexed.push({ kind: 'tags', text: tags.join(','), tags })
    } else if (operator === 'contains' || operator === 'startsWith') indexed.push({ kind: 'field', text: String(value), field, operator })
    else plain.push(filter)
  }
  return { plain, indexed }
}

/** Ids from the index, past row security's refusal of it (see records.make_searchable). */
function findSql({ whole: object }: Sight, condition: IndexedCondition, binder: Binder): string {
  const most = mostMatches + 1
  if (condition.kind === 'tags') return `${object.table}_tagged(${binder.bind(condition.tags, 'text[]')}, ${most})`
  const candidate = binder.bind(like(condition.text, 'contains'), 'text')
  if (condition.kind === 'word') return `${object.table}_matching(${candidate}, null, null, ${most})`
  const pattern = binder.bind(like(condition.text, condition.operator), 'text')
  return `${object.table}_matching(${candidate}, '${columnOf(condition.field)}', ${pattern}, ${most})`
}

/** The same, asked of one row. */
function matchSql(object: ObjectDefinition, condition: IndexedCondition, binder: Binder): string {
  if (condition.kind === 'tags') return `t.tags && ${binder.bind(condition.tags, 'text[]')}`
  if (condition.kind === 'field')
    return `t.${columnOf(condition.field)} collate "default" ilike ${binder.bind(like(condition.text, condition.operator), 'text')}`
  return `(${haystackSql(object)}) ilike ${binder.bind(like(condition.text, 'contains'), 'text')}`
}

/** The text that words are looked for in, of one row: written like the index. */
export function haystackSql(object: ObjectDefinition): string {
  return object.searchFields.map((name) => `coalesce(t.${columnOf(name)} collate "default", '')`).join(` || E'\n' || `) || "''"
}

function filterSql(object: ObjectDefinition, { field, operator, value }: Filter, binder: Binder): string {
  const column = `t.${columnOf(field)}`
  const type = columnType(object, field)
  switch (operator) {
    case 'empty':
      return emptySql(column, type, value === true)
    case 'eq':
      return `${column} = ${binder.bind(value, type)}`
    // "Owner is not Anna" includes records without an owner.
    case 'ne':
      return `${column} is distinct from ${binder.bind(value, type)}`
    case 'in':
      return `${column} = any(${binder.bind(value, `${type}[]`)})`
    case 'contains':
    case 'startsWith':
      throw new Error(`${operator} is answered by an index function`)
    default:
      return `${column} ${comparisons[operator]} ${binder.bind(value, type)}`
  }
}

const comparisons = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function emptySql(column: string, type: string, empty: boolean): string {
  if (type === 'text[]') return empty ? `${column} = '{}'` : `${column} <> '{}'`
  return empty ? `${column} is null` : `${column} is not null`
}

function like(value: string, operator: 'contains' | 'startsWith'): string {
  const escaped = value.replaceAll(/[\\%_]/g, '\\$&')
  return operator === 'contains' ? `%${escaped}%` : `${escaped}%`
}
