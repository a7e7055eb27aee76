import type { SqlQuery } from '@freehold/tenancy'
import type { Denials } from '../access/denial.ts'
import type { Sight } from '../access/sight.ts'
import type { Catalog } from '../catalog.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { type View, viewOf } from '../record/view-queries.ts'
import { named } from '../statement-name.ts'
import { Binder } from './binder.ts'
import type { Position } from './cursor.ts'
import type { Selection } from './filter.ts'
import { columnType, selectionSql } from './selection-queries.ts'
import type { SortTerm } from './sort.ts'

export interface PageRequest {
  readonly selection: Selection
  readonly sort: readonly SortTerm[]
  readonly after?: Position
  readonly limit: number
  /** What each record answers as denied. */
  readonly denials?: Denials
}

export interface PageQuery {
  readonly query: SqlQuery<Record<string, unknown>>
  /** Makes its rows records. */
  readonly view: View
}

/**
 * One page and one row more, with the names of references, in one statement. The page is cut before references are joined,
 * so a million rows cost no more than fifty. Its text depends on the shape of the request alone.
 */
export function pageQuery(catalog: Catalog, sight: Sight, tenant: string, page: PageRequest): PageQuery {
  const binder = new Binder(tenant, { hoists: true })
  const { ctes, alternatives } = selectionSql(sight, page.selection, binder, page.denials)
  const positions = positionsSql(sight.object, page, binder)
  // A literal: with a bound limit the planner supposes a tenth of the table and keeps planning anew. Rounded up, for few shapes.
  const most = [26, 51, 101, 201].find((size) => size > page.limit) ?? page.limit + 1
  const order = orderSql(page.sort)
  const parts = alternatives.flatMap(({ from, where }) =>
    positions.map((position) => `select t.* from ${from} where ${where}${position.condition} order by ${position.order} limit ${most}`),
  )
  const source =
    parts.length === 1
      ? parts.join('')
      : `select * from (${parts.map((part) => `(${part})`).join(' union all ')}) t order by ${order} limit ${most}`
  const view = viewOf(catalog, sight, binder, page.denials)
  return {
    view,
    query: named(
      'page',
      `with ${[...binder.ctes, ...ctes, `page as (${source})`].join(', ')} ${view.select} order by ${order}`,
      binder.values,
    ),
  }
}

interface RowsPart {
  /** Begins with ` and`, or is empty. */
  readonly condition: string
  readonly order: string
}

/**
 * The rows after the cursor, or all of them, in parts that exclude each other. Rows with and without a value in the first
 * column are apart where an index would not serve both in order: "smaller or null" reads everything before a deep page;
 * rising with nulls last is the reverse of no index (1.2 s for the first page of a million deals by rising amount).
 */
function positionsSql(object: ObjectDefinition, { sort, after }: PageRequest, binder: Binder): RowsPart[] {
  const order = orderSql(sort)
  const keys = after === undefined ? [] : sort.map((term, i): Key => bindKey(object, term, after.values[i] ?? null, binder))
  const id = after === undefined ? '' : binder.bind(after.id, 'uuid')
  const [first] = sort
  if (first === undefined) return [{ condition: after === undefined ? '' : ` and t.id > ${id}`, order }]
  const column = `t.${columnOf(first.field)}`
  const [key, ...rest] = keys
  if (key !== undefined && key.value === undefined) return [{ condition: ` and ${column} is null and ${followsSql(rest, id)}`, order }]
  const bounded =
    key && ` and ${column} ${key.comparison}= ${key.value} and (${column} ${key.comparison} ${key.value} or ${followsSql(rest, id)})`
  const empty = { condition: ` and ${column} is null`, order }
  // The reverse of a falling index with nulls last begins with the nulls, of which this part has none.
  if (first.nullable && !first.descending)
    return [{ condition: bounded ?? ` and ${column} is not null`, order: order.replace(column, `${column} nulls first`) }, empty]
  return first.nullable && bounded !== undefined ? [{ condition: bounded, order }, empty] : [{ condition: bounded ?? '', order }]
}

interface Key {
  readonly term: SortTerm
  readonly column: string
  readonly comparison: '<' | '>'
  /** Placeholder; undefined when the row at the cursor has no value here. */
  readonly value: string | undefined
}

function bindKey(object: ObjectDefinition, term: SortTerm, value: string | number | null, binder: Binder): Key {
  return {
    term,
    column: `t.${columnOf(term.field)}`,
    comparison: term.descending ? '<' : '>',
    value: value === null ? undefined : binder.bind(value, columnType(object, term.field)),
  }
}

/** True of the rows that come after the cursor's, given that all earlier terms are equal. */
function followsSql(keys: readonly Key[], id: string): string {
  const [key, ...rest] = keys
  if (key === undefined) return `t.id > ${id}`
  const { column, comparison, value, term } = key
  if (value === undefined) return `(${column} is null and ${followsSql(rest, id)})`
  const beyond = term.nullable ? `${column} ${comparison} ${value} or ${column} is null` : `${column} ${comparison} ${value}`
  return `(${beyond} or (${column} = ${value} and ${followsSql(rest, id)}))`
}

/** Empty values last; written exactly like the indexes, or they would not be used. */
function orderSql(sort: readonly SortTerm[]): string {
  return [
    ...sort.map((term) => `t.${columnOf(term.field)}${term.descending ? (term.nullable ? ' desc nulls last' : ' desc') : ''}`),
    't.id',
  ].join(', ')
}
