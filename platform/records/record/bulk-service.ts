import type { FieldError } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { RecordType } from '../catalog.ts'
import type { Values } from '../definition/object.ts'
import { changedValues } from './change.ts'
import { newId } from './id.ts'
import { batchSize, insertQuery, lockManyQuery, type StoredRecord, updateManyQuery } from './record-queries.ts'
import { namingField } from './violation.ts'

/** What became of one row. `id` of a refused row is null. */
export type InsertOutcome = { id: string; errors?: undefined } | { id: null; errors: FieldError[] }

export type UpdateOutcome = { id: string; changed: boolean; errors?: undefined } | { id: string; changed: false; errors: FieldError[] }

/**
 * Creates many records in the caller's transaction: values as `createSchema` gives them, defaults and the object's rules applied
 * here. Rows that break a rule are left out and named; a refusal by the database (a foreign id, a taken external id) rejects
 * and ends the transaction. Nothing is authorized here: the caller did, once.
 */
export async function insertMany(tx: Tx, type: RecordType, rows: readonly Values[]): Promise<InsertOutcome[]> {
  const drafts = rows.map((row) => ({ ...row }))
  const faults = (await type.rules.beforeInsert?.(tx, drafts)) ?? []
  const good = drafts.flatMap((values, i) => ((faults[i]?.length ?? 0) > 0 ? [] : [{ index: i, id: newId(), values }]))
  for (const batch of batches(good)) await refusable(type, tx.run(insertQuery(type.object, tx.ctx.tenant, batch)))
  const ids = new Map(good.map((row) => [row.index, row.id]))
  return drafts.map((_, i): InsertOutcome => {
    const id = ids.get(i)
    return id === undefined ? { id: null, errors: faults[i] ?? [] } : { id }
  })
}

/**
 * Changes many records, whoever changed them before; what has the value already stays untouched. Each id at most once.
 * An id that is not there (or is in the trash) is answered with an error.
 */
export async function updateMany(tx: Tx, type: RecordType, updates: readonly { id: string; changes: Values }[]): Promise<UpdateOutcome[]> {
  const stored = await lockMany(
    tx,
    type,
    updates.map((update) => update.id),
  )
  const planned = updates.flatMap(({ id, changes }) => {
    const before = stored.get(id)
    return before === undefined || before.deletedAt !== null ? [] : [{ id, before, changes: { ...changes } }]
  })
  const faults = (await type.rules.beforeUpdate?.(tx, planned)) ?? []
  const outcomes = new Map<string, UpdateOutcome>()
  const changing: { id: string; changes: Values }[] = []
  for (const [i, { id, before, changes }] of planned.entries()) {
    const errors = faults[i] ?? []
    const changed = changedValues(before, changes)
    if (errors.length > 0) outcomes.set(id, { id, changed: false, errors })
    else outcomes.set(id, { id, changed: Object.keys(changed).length > 0 })
    if (errors.length === 0 && Object.keys(changed).length > 0) changing.push({ id, changes: changed })
  }
  await writeChanges(tx, type, changing)
  return updates.map(
    ({ id }) =>
      outcomes.get(id) ?? { id, changed: false, errors: [{ path: 'id', message: `There is no such ${type.object.label.toLowerCase()}.` }] },
  )
}

/** Records by id, locked until the transaction ends. */
export async function lockMany(tx: Tx, type: RecordType, ids: readonly string[]): Promise<Map<string, StoredRecord>> {
  const rows = ids.length === 0 ? [] : await tx.all(lockManyQuery(type.object, tx.ctx.tenant, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

/** One statement for all records that change the same fields. */
async function writeChanges(tx: Tx, type: RecordType, rows: readonly { id: string; changes: Values }[]): Promise<void> {
  const byFields = new Map<string, { id: string; changes: Values }[]>()
  for (const row of rows) {
    const key = Object.keys(row.changes).toSorted().join(' ')
    byFields.set(key, [...(byFields.get(key) ?? []), row])
  }
  for (const [key, group] of byFields) {
    for (const batch of batches(group)) await refusable(type, tx.run(updateManyQuery(type.object, tx.ctx.tenant, key.split(' '), batch)))
  }
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += batchSize) yield rows.slice(i, i + batchSize)
}

/** `refusable(type, write)`: a refusal by the database names the field. */
export async function refusable<T>(type: RecordType, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    throw namingField(type.object, error)
  }
}
