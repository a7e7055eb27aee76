import { type FieldError, Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { RecordType } from '../catalog.ts'
import type { Values } from '../definition/object.ts'
import { changedValues } from './change.ts'
import type { Grant } from './grant.ts'
import { newId } from './id.ts'
import { batchSize, insertQuery, updateManyQuery } from './record-queries.ts'
import { namingField } from './violation.ts'
import { WriteGuard } from './write-guard.ts'

/** What became of one row. `id` of a refused row is null; `problem`: it was refused because of what the actor may do. */
export type InsertOutcome = { id: string; errors?: undefined; problem?: undefined } | { id: null; errors: FieldError[]; problem?: Problem }

export type UpdateOutcome =
  | { id: string; changed: boolean; errors?: undefined }
  | { id: string; changed: false; errors: FieldError[]; problem?: Problem }

/**
 * Creates many records in the caller's transaction: values as `createSchema` gives them, defaults and the object's rules applied
 * here. Rows that break a rule, or that the actor may not make, are left out and named; a refusal by the database (a foreign id, a
 * taken external id) rejects and ends the transaction.
 */
export async function insertMany(tx: Tx, type: RecordType, rows: readonly Values[]): Promise<InsertOutcome[]> {
  const guard = new WriteGuard(tx, type.object)
  const outcomes: InsertOutcome[] = (await guard.givenFields(rows)).map((problem) => refusedInsert(problem?.extra.errors, problem))
  const drafts = rows.map((given, at) => ({ at, id: newId(), given, values: { ...given } }))
  const asked = drafts.filter((_, i) => outcomes[i]?.problem === undefined)
  const faults =
    (await type.rules.beforeInsert?.(
      tx,
      asked.map((draft) => draft.values),
    )) ?? []
  const sound = asked.filter((draft, i) => {
    const errors = guard.hideErrors(faults[i] ?? [])
    if (errors.length > 0) outcomes[draft.at] = { id: null, errors }
    return errors.length === 0
  })
  const good: { grant: Grant; values: Values }[] = []
  for (const batch of batches(sound))
    for (const [i, answer] of (await guard.create(batch)).entries()) {
      const draft = batch[i]
      if (draft === undefined) continue
      if (!(answer instanceof Problem)) good.push({ grant: answer, values: draft.values })
      outcomes[draft.at] = answer instanceof Problem ? refusedInsert(undefined, answer) : { id: draft.id }
    }
  for (const batch of batches(good)) await refusable(guard, tx.run(insertQuery(type.object, tx.ctx.tenant, batch)))
  return outcomes
}

/**
 * Changes many records, whoever changed them before; what has the value already stays untouched. Each id at most once.
 * An id that is not there (or is in the trash, or may not be seen or changed) is answered with an error.
 */
export async function updateMany(tx: Tx, type: RecordType, updates: readonly { id: string; changes: Values }[]): Promise<UpdateOutcome[]> {
  const guard = new WriteGuard(tx, type.object)
  const held = await guard.holdMany(
    updates.map((update) => update.id),
    'update',
  )
  const there = updates.flatMap(({ id, changes }) => {
    const record = held.get(id)
    return record === undefined || record.stored.deletedAt !== null || record.answer.$read === false
      ? []
      : [{ id, held: record, given: changes }]
  })
  const outcomes = new Map<string, UpdateOutcome>()
  const refusals = await guard.changes(there)
  const planned = there.flatMap(({ id, held: record, given }, i) => {
    const problem = refusals[i]
    if (problem === undefined) return [{ id, held: record, before: record.stored, changes: { ...given } }]
    outcomes.set(id, { id, changed: false, errors: problem.extra.errors ?? [{ path: '', message: problem.message }], problem })
    return []
  })
  const faults = (await type.rules.beforeUpdate?.(tx, planned)) ?? []
  const changing: { grant: Grant; changes: Values }[] = []
  for (const [i, { id, held: record, before, changes }] of planned.entries()) {
    const errors = guard.hideErrors(faults[i] ?? [])
    const changed = changedValues(before, changes)
    if (errors.length > 0) outcomes.set(id, { id, changed: false, errors })
    else outcomes.set(id, { id, changed: Object.keys(changed).length > 0 })
    if (errors.length === 0 && Object.keys(changed).length > 0) changing.push({ grant: guard.grant(record), changes: changed })
  }
  await writeChanges(tx, type, guard, changing)
  return updates.map(
    ({ id }) =>
      outcomes.get(id) ?? { id, changed: false, errors: [{ path: 'id', message: `There is no such ${type.object.label.toLowerCase()}.` }] },
  )
}

function refusedInsert(errors: FieldError[] | undefined, problem: Problem | undefined): InsertOutcome {
  if (problem === undefined) return { id: null, errors: errors ?? [] }
  return { id: null, errors: errors ?? [{ path: '', message: problem.message }], problem }
}

/** One statement for all records that change the same fields. */
async function writeChanges(
  tx: Tx,
  type: RecordType,
  guard: WriteGuard,
  rows: readonly { grant: Grant; changes: Values }[],
): Promise<void> {
  const byFields = new Map<string, { grant: Grant; changes: Values }[]>()
  for (const row of rows) {
    const key = Object.keys(row.changes).toSorted().join(' ')
    byFields.set(key, [...(byFields.get(key) ?? []), row])
  }
  for (const [key, group] of byFields) {
    for (const batch of batches(group)) await refusable(guard, tx.run(updateManyQuery(type.object, tx.ctx.tenant, key.split(' '), batch)))
  }
}

function* batches<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < rows.length; i += batchSize) yield rows.slice(i, i + batchSize)
}

/** `refusable(guard, write)`: a refusal by the database names the field, unless it is hidden from whoever writes. */
export async function refusable<T>({ sight }: WriteGuard, write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    throw namingField(sight, error)
  }
}
