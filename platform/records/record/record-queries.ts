import type { SqlQuery } from '@freehold/tenancy'
import type { Denials } from '../access/denial.ts'
import type { Sight } from '../access/sight.ts'
import { sourcesOf } from '../access/source-queries.ts'
import type { Catalog } from '../catalog.ts'
import type { FieldType } from '../definition/field.ts'
import { columnOf, type ObjectDefinition, type Values } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'
import { named } from '../statement-name.ts'
import type { Grant } from './grant.ts'
import { type View, viewOf } from './view-queries.ts'

/** A record's own values, as its rules see them. */
export type StoredRecord = Values & { id: string; version: number; deletedAt: string | null }

export interface ViewQuery {
  readonly query: SqlQuery<Record<string, unknown>>
  /** Makes its row a record. */
  readonly view: View
}

/** With the names of its references; in the trash too. */
export function viewQuery(catalog: Catalog, sight: Sight, tenant: string, id: string, denials?: Denials): ViewQuery {
  const binder = new Binder(tenant)
  const key = binder.bind(id, 'uuid')
  const sources = sourcesOf(sight, binder, denials)
  const view = viewOf(catalog, sight, binder, denials)
  const [only] = sources
  const rows =
    sources.length === 1 && only?.from === `${sight.whole.table} t` && only.condition === ''
      ? `select * from ${sight.whole.table} where tenant_id = $1 and id = $2`
      : sources
          .map(({ from, condition }) => `select t.* from ${from} where t.tenant_id = $1 and t.id = ${key}${condition}`)
          .join(' union all ')
  return { view, query: named('view', `with page as (${rows}) ${view.select}`, binder.values) }
}

/** Rows that all name the same fields. Multi-row VALUES: `insert … select` is refused on distributed tables. */
export function insertQuery(
  object: ObjectDefinition,
  tenant: string,
  rows: readonly { grant: Grant; values: Values }[],
): SqlQuery<{ id: string }> {
  const fields = Object.keys(object.fields)
  const values: unknown[] = [tenant]
  const tuples = rows.map((row) => {
    const placeholders = [row.grant.id, ...fields.map((name) => row.values[name] ?? emptyValue(object, name))].map(
      (value) => `$${values.push(value)}`,
    )
    return `($1, ${placeholders.join(', ')})`
  })
  const columns = ['tenant_id', 'id', ...fields.map(columnOf)]
  return statement(rows.length, 'insert', `insert into ${object.table} (${columns.join(', ')}) values ${tuples.join(', ')}`, values)
}

export function emptyValue(object: ObjectDefinition, name: string): string[] | string | null {
  const field = object.fields[name]
  return field?.type === 'tags' ? [] : (field?.initial ?? null)
}

export function updateQuery(object: ObjectDefinition, tenant: string, grant: Grant, changes: Values): SqlQuery<unknown> {
  const values: unknown[] = [tenant, grant.id]
  const sets = Object.entries(changes).map(([name, value]) => `${columnOf(name)} = $${values.push(value)}`)
  return named('update', `update ${object.table} set ${sets.join(', ')} where tenant_id = $1 and id = $2`, values)
}

export const storedTypes: Record<FieldType, string> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  currency: 'text',
  integer: 'int',
  money: 'bigint',
  date: 'date',
  dateTime: 'timestamptz',
  choice: 'text',
  reference: 'uuid',
  tags: 'text[]',
}

/** Different values for many records, the same fields in each. */
export function updateManyQuery(
  object: ObjectDefinition,
  tenant: string,
  fields: readonly string[],
  rows: readonly { grant: Grant; changes: Values }[],
): SqlQuery<unknown> {
  const values: unknown[] = [tenant]
  const types = fields.map((name) => storedTypes[object.fields[name]?.type ?? 'text'])
  const tuples = rows.map((row) => {
    const id = `$${values.push(row.grant.id)}::uuid`
    return `(${[id, ...fields.map((name, i) => `$${values.push(row.changes[name] ?? null)}::${types[i]}`)].join(', ')})`
  })
  const columns = fields.map(columnOf)
  const sets = columns.map((column) => `${column} = v.${column}`).join(', ')
  const text = `update ${object.table} t set ${sets} from (values ${tuples.join(', ')}) v (id, ${columns.join(', ')}) where t.tenant_id = $1 and t.id = v.id`
  return statement(rows.length, 'update-many', text, values)
}

/** Rows in one statement of many: about 20 fields each, of at most 65,535 values. */
export const batchSize = 100

/** Prepared for one row and for full batches; the odd last batch is not worth a plan on every connection. */
function statement<R>(rows: number, prefix: string, text: string, values: unknown[]): SqlQuery<R> {
  return rows === 1 || rows === batchSize ? named(prefix, text, values) : { text, values }
}

export function trashQuery(object: ObjectDefinition, tenant: string, grant: Grant, by: string | null): SqlQuery<unknown> {
  return named(
    'delete',
    `update ${object.table} set deleted_at = clock_timestamp(), deleted_by = $3::uuid where tenant_id = $1 and id = $2`,
    [tenant, grant.id, by],
  )
}

export function restoreQuery(object: ObjectDefinition, tenant: string, grant: Grant): SqlQuery<unknown> {
  return named('restore', `update ${object.table} set deleted_at = null, deleted_by = null where tenant_id = $1 and id = $2`, [
    tenant,
    grant.id,
  ])
}

export function storedColumns(object: ObjectDefinition, bare = false): string {
  return [...(bare ? ['id'] : ['id', 'version', 'deletedAt']), ...Object.keys(object.fields)]
    .map((name) => `t.${columnOf(name)} as "${name}"`)
    .join(', ')
}
