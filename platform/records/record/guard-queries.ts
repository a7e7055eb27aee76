import type { Plan } from '@freehold/access'
import type { SqlQuery } from '@freehold/tenancy'
import { columnOf, type ObjectDefinition, type Values } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'
import { named } from '../statement-name.ts'
import { emptyValue, storedColumns, type StoredRecord, storedTypes } from './record-queries.ts'

/** What is to be known about records before they are written; undefined and empty where nothing is restricted. */
export interface WriteRestriction {
  readonly read?: Plan
  readonly action?: Plan
  /** Fields that may be written in some records: where. */
  readonly fields: readonly { readonly name: string; readonly plan: Plan }[]
  /** Fields that are hidden in some records: where they are not. */
  readonly masks: readonly { readonly name: string; readonly plan: Plan }[]
}

/** Answers to a restriction, in columns beside the record's own; absent: not asked. */
export interface WriteAnswer {
  $read?: boolean
  $allowed?: boolean
  /** Fields that may not be written here, and those that are hidden here. */
  $fixed?: string[]
  $hidden?: string[]
}

const unrestricted: WriteRestriction = { fields: [], masks: [] }

/** Locks the record until the transaction ends: who reads a version this way writes the next one. */
export function lockQuery(
  object: ObjectDefinition,
  tenant: string,
  id: string,
  restriction: WriteRestriction = unrestricted,
): SqlQuery<StoredRecord & WriteAnswer> {
  const binder = new Binder(tenant)
  binder.bind(id, 'uuid')
  const columns = [storedColumns(object), ...answerColumns(restriction, 't', binder)].join(', ')
  return named('lock', `select ${columns} from ${object.table} t where t.tenant_id = $1 and t.id = $2 for update`, binder.values)
}

/**
 * Many, always in the order of their ids, so that two imports cannot wait for each other. `lock` false: only looks. `bare`: the table has
 * neither version nor trash.
 */
export function lockManyQuery(
  object: ObjectDefinition,
  tenant: string,
  ids: readonly string[],
  restriction: WriteRestriction,
  { lock, bare }: { readonly lock: boolean; readonly bare: boolean },
): SqlQuery<StoredRecord & WriteAnswer> {
  const binder = new Binder(tenant)
  binder.bind(ids, 'uuid[]')
  const columns = [storedColumns(object, bare), ...answerColumns(restriction, 't', binder)].join(', ')
  const text = `select ${columns} from ${object.table} t where t.tenant_id = $1 and t.id = any($2::uuid[]) order by t.id${lock ? ' for update' : ''}`
  return named('lock-many', text, binder.values)
}

/** The same of records that are still to be made: their values as a table, before anything is written. */
export function newRecordsQuery(
  object: ObjectDefinition,
  tenant: string,
  rows: readonly { id: string; values: Values }[],
  restriction: WriteRestriction,
): SqlQuery<{ id: string } & WriteAnswer> {
  const binder = new Binder(tenant)
  const fields = Object.entries(object.fields)
  const tuples = rows.map(({ id, values }) => {
    const own = fields.map(([name, field]) => binder.bind(values[name] ?? emptyValue(object, name), storedTypes[field.type]))
    return `($1::uuid, ${binder.bind(id, 'uuid')}, 1, now(), now(), null::timestamptz, ${own.join(', ')})`
  })
  const columns = ['tenant_id', 'id', 'version', 'created_at', 'updated_at', 'deleted_at', ...fields.map(([name]) => columnOf(name))]
  const answers = ['t.id', ...answerColumns(restriction, 't', binder)].join(', ')
  return { text: `select ${answers} from (values ${tuples.join(', ')}) t (${columns.join(', ')})`, values: binder.values }
}

/** Which of these records fit the plan. */
export function fittingIdsQuery(table: string, tenant: string, ids: readonly string[], plan: Plan): SqlQuery<{ id: string }> {
  const binder = new Binder(tenant)
  const wanted = binder.bind(ids, 'uuid[]')
  const condition = plan.condition('t', binder.access)
  return { text: `select t.id from ${table} t where t.tenant_id = $1 and t.id = any(${wanted}) and (${condition})`, values: binder.values }
}

function answerColumns({ read, action, fields, masks }: WriteRestriction, alias: string, binder: Binder): string[] {
  const sql = (plan: Plan): string => `(${plan.condition(alias, binder.access)})`
  const outside = (list: WriteRestriction['fields']): string =>
    `array_remove(array[${list.map(({ name, plan }) => `case when ${sql(plan)} then null else '${name}' end`).join(', ')}]::text[], null)`
  return [
    ...(read === undefined ? [] : [`${sql(read)} is true as "$read"`]),
    ...(action === undefined ? [] : [`${sql(action)} is true as "$allowed"`]),
    ...(fields.length === 0 ? [] : [`${outside(fields)} as "$fixed"`]),
    ...(masks.length === 0 ? [] : [`${outside(masks)} as "$hidden"`]),
  ]
}
