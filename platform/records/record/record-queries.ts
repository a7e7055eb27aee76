import type { SqlQuery } from '@freehold/tenancy'
import type { Catalog } from '../catalog.ts'
import type { FieldType } from '../definition/field.ts'
import { columnOf, type ObjectDefinition, type Values } from '../definition/object.ts'
import { named } from '../statement-name.ts'
import { viewOf } from './view-queries.ts'

/** A record's own values, as its rules see them. */
export type StoredRecord = Values & { id: string; version: number; deletedAt: string | null }

/** With the names of its references; in the trash too. */
export function viewQuery(catalog: Catalog, object: ObjectDefinition, tenant: string, id: string): SqlQuery<Record<string, unknown>> {
  const view = viewOf(catalog, object)
  return named('view', `with page as (select * from ${object.table} where tenant_id = $1 and id = $2) ${view.select}`, [tenant, id])
}

/** Locks the record until the transaction ends: who reads a version this way writes the next one. */
export function lockQuery(object: ObjectDefinition, tenant: string, id: string): SqlQuery<StoredRecord> {
  return named('lock', `select ${storedColumns(object)} from ${object.table} t where t.tenant_id = $1 and t.id = $2 for update`, [
    tenant,
    id,
  ])
}

/** Locks many, always in the order of their ids, so that two imports cannot wait for each other. */
export function lockManyQuery(object: ObjectDefinition, tenant: string, ids: readonly string[]): SqlQuery<StoredRecord> {
  const text = `select ${storedColumns(object)} from ${object.table} t where t.tenant_id = $1 and t.id = any($2::uuid[]) order by t.id for update`
  return named('lock-many', text, [tenant, ids])
}

/** Rows that all name the same fields. Multi-row VALUES: `insert … select` is refused on distributed tables. */
export function insertQuery(
  object: ObjectDefinition,
  tenant: string,
  rows: readonly { id: string; values: Values }[],
): SqlQuery<{ id: string }> {
  const fields = Object.keys(object.fields)
  const values: unknown[] = [tenant]
  const tuples = rows.map((row) => {
    const placeholders = [row.id, ...fields.map((name) => row.values[name] ?? emptyValue(object, name))].map(
      (value) => `$${values.push(value)}`,
    )
    return `($1, ${placeholders.join(', ')})`
  })
  const columns = ['tenant_id', 'id', ...fields.map(columnOf)]
  return statement(rows.length, 'insert', `insert into ${object.table} (${columns.join(', ')}) values ${tuples.join(', ')}`, values)
}

function emptyValue(object: ObjectDefinition, name: string): string[] | string | null {
  const field = object.fields[name]
  return field?.type === 'tags' ? [] : (field?.initial ?? null)
}

export function updateQuery(object: ObjectDefinition, tenant: string, id: string, changes: Values): SqlQuery<unknown> {
  const values: unknown[] = [tenant, id]
  const sets = Object.entries(changes).map(([name, value]) => `${columnOf(name)} = $${values.push(value)}`)
  return named('update', `update ${object.table} set ${sets.join(', ')} where tenant_id = $1 and id = $2`, values)
}

const storedTypes: Record<FieldType, string> = {
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
  rows: readonly { id: string; changes: Values }[],
): SqlQuery<unknown> {
  const values: unknown[] = [tenant]
  const types = fields.map((name) => storedTypes[object.fields[name]?.type ?? 'text'])
  const tuples = rows.map((row) => {
    const id = `$${values.push(row.id)}::uuid`
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

export function trashQuery(object: ObjectDefinition, tenant: string, id: string, by: string | null): SqlQuery<unknown> {
  return named(
    'delete',
    `update ${object.table} set deleted_at = clock_timestamp(), deleted_by = $3::uuid where tenant_id = $1 and id = $2`,
    [tenant, id, by],
  )
}

export function restoreQuery(object: ObjectDefinition, tenant: string, id: string): SqlQuery<unknown> {
  return named('restore', `update ${object.table} set deleted_at = null, deleted_by = null where tenant_id = $1 and id = $2`, [tenant, id])
}

function storedColumns(object: ObjectDefinition): string {
  return ['id', 'version', 'deletedAt', ...Object.keys(object.fields)].map((name) => `t.${columnOf(name)} as "${name}"`).join(', ')
}
