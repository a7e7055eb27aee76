import { type OpContext, Problem } from '@freehold/kernel'
import { type Tx, tenantRead, tenantTx } from '@freehold/tenancy'
import type { Catalog, RecordType } from '../catalog.ts'
import type { Values } from '../definition/object.ts'
import { insertMany, refusable } from './bulk-service.ts'
import { changedValues } from './change.ts'
import { once } from './idempotency.ts'
import { baseQuery, readBase } from './stale-queries.ts'
import { lockQuery, restoreQuery, type StoredRecord, trashQuery, updateQuery, viewQuery } from './record-queries.ts'
import { type RecordView, toRecords, viewOf } from './view-queries.ts'

/** In the trash too. Throws Problem `not_found`, also for a record of another organization. One round trip. */
export async function getRecord(ctx: OpContext, catalog: Catalog, type: RecordType, id: string): Promise<RecordView> {
  ctx.authorize('read', type.object.plural)
  const [rows] = await tenantRead(ctx, [viewQuery(catalog, type.object, ctx.tenant, id)])
  return single(catalog, type, rows)
}

/** Throws Problem `invalid_input`, `already_exists`, `idempotency_conflict`. */
export async function createRecord(ctx: OpContext, catalog: Catalog, type: RecordType, values: Values, key?: string): Promise<RecordView> {
  ctx.authorize('create', type.object.plural)
  return tenantTx(ctx, 'write', (tx) =>
    once(tx, { key, operation: `create ${type.object.name}`, body: values }, async () => {
      const [outcome] = await insertMany(tx, type, [values])
      if (outcome?.id === undefined || outcome.id === null) throw new Problem('invalid_input', { errors: outcome?.errors ?? [] })
      return read(tx, catalog, type, outcome.id)
    }),
  )
}

/** Changes only the given fields of the version the caller saw. Throws Problem `stale_version` with `current`, `yours`, `base`. */
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
    const before = await lockVersion(tx, catalog, type, id, version, values)
    if (before.deletedAt !== null) throw inTrash(type)
    const changes = { ...values }
    const [errors = []] = (await type.rules.beforeUpdate?.(tx, [{ id, before, changes }])) ?? []
    if (errors.length > 0) throw new Problem('invalid_input', { errors })
    const changed = changedValues(before, changes)
    if (Object.keys(changed).length > 0) await refusable(type, tx.run(updateQuery(type.object, ctx.tenant, id, changed)))
    return read(tx, catalog, type, id)
  })
}

/** Into the trash; references to it stay and are shown as deleted. */
export async function deleteRecord(ctx: OpContext, catalog: Catalog, type: RecordType, id: string, version: number): Promise<void> {
  ctx.authorize('delete', type.object.plural)
  await tenantTx(ctx, 'write', async (tx) => {
    const before = await lockVersion(tx, catalog, type, id, version, {})
    if (before.deletedAt !== null) throw inTrash(type)
    await tx.run(trashQuery(type.object, ctx.tenant, id, ctx.actor.kind === 'member' ? ctx.actor.id : null))
  })
}

/** Out of the trash. Throws Problem `already_exists` when its external id was given to another record meanwhile. */
export async function restoreRecord(ctx: OpContext, catalog: Catalog, type: RecordType, id: string): Promise<RecordView> {
  ctx.authorize('restore', type.object.plural)
  return tenantTx(ctx, 'write', async (tx) => {
    const before = await tx.one(lockQuery(type.object, ctx.tenant, id))
    if (before.deletedAt !== null) await refusable(type, tx.run(restoreQuery(type.object, ctx.tenant, id)))
    return read(tx, catalog, type, id)
  })
}

async function read(tx: Tx, catalog: Catalog, type: RecordType, id: string): Promise<RecordView> {
  return single(catalog, type, await tx.all(viewQuery(catalog, type.object, tx.ctx.tenant, id)))
}

function single(catalog: Catalog, type: RecordType, rows: readonly Record<string, unknown>[]): RecordView {
  const [record] = toRecords(viewOf(catalog, type.object), rows)
  if (record === undefined) throw new Problem('not_found')
  return record
}

async function lockVersion(tx: Tx, catalog: Catalog, type: RecordType, id: string, version: number, yours: Values): Promise<StoredRecord> {
  const before = await tx.one(lockQuery(type.object, tx.ctx.tenant, id))
  if (before.version === version) return before
  const entries = before.version > version ? await tx.all(baseQuery(type.object, tx.ctx.tenant, id, before.version - version)) : []
  throw new Problem('stale_version', {
    detail: `Your version is ${version}, the record is at ${before.version}. Nothing was saved; look at both and decide.`,
    members: { current: await read(tx, catalog, type, id), yours, base: readBase(type.object, entries) },
  })
}

function inTrash(type: RecordType): Problem {
  return new Problem('wrong_state', { detail: `This ${type.object.label.toLowerCase()} is in the trash. Restore it first.` })
}
