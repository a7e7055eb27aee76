import { type OpContext, Problem } from '@freehold/kernel'
import { type Tx, tenantTx } from '@freehold/tenancy'
import { denialsOf } from '../access/denial.ts'
import { plannedRead } from '../access/planned.ts'
import { shownFields, type Sight, sightOf } from '../access/sight.ts'
import type { Catalog, RecordType } from '../catalog.ts'
import type { Values } from '../definition/object.ts'
import { insertMany, refusable } from './bulk-service.ts'
import { changedValues } from './change.ts'
import { once } from './idempotency.ts'
import { baseQuery, readBase } from './stale-queries.ts'
import { restoreQuery, trashQuery, updateQuery, viewQuery } from './record-queries.ts'
import { type RecordView, seesEverything, toRecords } from './view-queries.ts'
import { type Held, WriteGuard } from './write-guard.ts'

/**
 * In the trash too. Throws Problem `not_found`, also for a record of another organization and for one that may not be seen. One
 * round trip.
 */
export async function getRecord(ctx: OpContext, catalog: Catalog, type: RecordType, id: string): Promise<RecordView> {
  ctx.authorize('read', type.object.plural)
  return plannedRead(ctx, () => {
    const sight = sightOf(ctx, type.object)
    const denials = denialsOf(sight)
    const { query, view } = viewQuery(catalog, sight, ctx.tenant, id, denials)
    return { queries: [query], make: ([rows = []]) => single(toRecords(view, rows, denials)) }
  })
}

/** Throws Problem `invalid_input`, `forbidden`, `already_exists`, `idempotency_conflict`. */
export async function createRecord(ctx: OpContext, catalog: Catalog, type: RecordType, values: Values, key?: string): Promise<RecordView> {
  ctx.authorize('create', type.object.plural)
  return tenantTx(ctx, 'write', (tx) =>
    once(
      tx,
      { key, operation: `create ${type.object.name}`, body: values },
      async () => {
        const [outcome] = await insertMany(tx, type, [values])
        if (outcome?.id === undefined || outcome.id === null)
          throw outcome?.problem ?? new Problem('invalid_input', { errors: outcome?.errors ?? [] })
        return written(tx, catalog, type, outcome.id)
      },
      (kept) => seenAgain(tx, catalog, type, kept),
    ),
  )
}

/**
 * Changes only the given fields of the version the caller saw. Throws Problem `not_found`, `forbidden`, `invalid_input`, and
 * `stale_version` with `current`, `yours`, `base`.
 */
export async function updateRecord(
  ctx: OpContext,
  catalog: Catalog,
  type: RecordType,
  id: string,
  version: number,
  values: Values,
): Promise<RecordView> {
  ctx.authorize('update', type.object.plural)
  return tenantTx(ctx, 'write', async (tx) => {
    const guard = new WriteGuard(tx, type.object)
    const held = await guard.hold(id, 'update')
    const [refused] = await guard.changes([{ held, given: values }])
    if (refused !== undefined) throw refused
    await checkVersion(tx, catalog, type, held, version, values)
    if (held.stored.deletedAt !== null) throw inTrash(type)
    const changes = { ...values }
    const [faults = []] = (await type.rules.beforeUpdate?.(tx, [{ id, before: held.stored, changes }])) ?? []
    if (faults.length > 0) throw new Problem('invalid_input', { errors: guard.hideErrors(faults) })
    const changed = changedValues(held.stored, changes)
    if (Object.keys(changed).length > 0) await refusable(guard, tx.run(updateQuery(type.object, ctx.tenant, guard.grant(held), changed)))
    return written(tx, catalog, type, id)
  })
}

/** Into the trash; references to it stay and are shown as deleted. */
export async function deleteRecord(ctx: OpContext, catalog: Catalog, type: RecordType, id: string, version: number): Promise<void> {
  ctx.authorize('delete', type.object.plural)
  await tenantTx(ctx, 'write', async (tx) => {
    const guard = new WriteGuard(tx, type.object)
    const held = await guard.hold(id, 'delete')
    await checkVersion(tx, catalog, type, held, version, {})
    if (held.stored.deletedAt !== null) throw inTrash(type)
    await tx.run(trashQuery(type.object, ctx.tenant, guard.grant(held), ctx.actor.kind === 'member' ? ctx.actor.id : null))
  })
}

/** Out of the trash. Throws Problem `already_exists` when its external id was given to another record meanwhile. */
export async function restoreRecord(ctx: OpContext, catalog: Catalog, type: RecordType, id: string): Promise<RecordView> {
  ctx.authorize('restore', type.object.plural)
  return tenantTx(ctx, 'write', async (tx) => {
    const guard = new WriteGuard(tx, type.object)
    const held = await guard.hold(id, 'restore')
    if (held.stored.deletedAt !== null) await refusable(guard, tx.run(restoreQuery(type.object, ctx.tenant, guard.grant(held))))
    return written(tx, catalog, type, id)
  })
}

/**
 * A record as whoever wrote it sees it. Also where the change took it out of his sight: he has just seen it, and an answer that it is
 * not there would undo the change.
 */
function written(tx: Tx, catalog: Catalog, type: RecordType, id: string): Promise<RecordView> {
  return read(tx, catalog, { ...sightOf(tx.ctx, type.object), rows: undefined }, id)
}

async function read(tx: Tx, catalog: Catalog, sight: Sight, id: string): Promise<RecordView> {
  const denials = denialsOf(sight)
  const { query, view } = viewQuery(catalog, sight, tx.ctx.tenant, id, denials)
  return single(toRecords(view, await tx.all(query), denials))
}

function single([record]: readonly RecordView[]): RecordView {
  if (record === undefined) throw new Problem('not_found')
  return record
}

/**
 * The kept answer of a create, to somebody from whom things may have been hidden since: as it was where nothing is, otherwise as the
 * record is now.
 */
async function seenAgain(tx: Tx, catalog: Catalog, type: RecordType, kept: RecordView): Promise<RecordView> {
  const sight = sightOf(tx.ctx, type.object)
  return seesEverything(catalog, sight) ? kept : read(tx, catalog, sight, kept.id)
}

async function checkVersion(tx: Tx, catalog: Catalog, type: RecordType, held: Held, version: number, yours: Values): Promise<void> {
  const { stored } = held
  if (stored.version === version) return
  const entries = stored.version > version ? await tx.all(baseQuery(type.object, tx.ctx.tenant, stored.id, stored.version - version)) : []
  const current = await written(tx, catalog, type, stored.id)
  const sight = sightOf(tx.ctx, type.object)
  throw new Problem('stale_version', {
    detail: `Your version is ${version}, the record is at ${stored.version}. Nothing was saved; look at both and decide.`,
    members: { current, yours, base: readBase(shownFields(sight, current), entries) },
  })
}

function inTrash(type: RecordType): Problem {
  return new Problem('wrong_state', { detail: `This ${type.object.label.toLowerCase()} is in the trash. Restore it first.` })
}
