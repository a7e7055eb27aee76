import { accessOf, endShare, narrowShare, type RecordFacts, refusal } from '@freehold/access'
import { type OpContext, Problem } from '@freehold/kernel'
import { type Tx, tenantTx } from '@freehold/tenancy'
import type { Catalog, RecordType } from '../catalog.ts'
import { readFacts } from '../facts/record-facts.ts'
import { lesser, type NewShare, sameGift, type Share, type ShareChange } from './share.ts'
import { checkHolder, checkNotPast } from './share-check.ts'
import { checkGivable } from './share-level.ts'
import { recordsAbove } from './above.ts'
import {
  giveShareQuery,
  purgeSharesQuery,
  recordStateQuery,
  shareQuery,
  sharesQuery,
  type StoredShare,
  updateShareQuery,
} from './share-queries.ts'
import { viewShares } from './share-view.ts'

/** With whom a record is shared, itself and through what it belongs to. Throws Problem `not_found` for who may not read it. */
export async function listShares(ctx: OpContext, catalog: Catalog, type: RecordType, id: string): Promise<Share[]> {
  ctx.authorize('read', type.object.plural)
  return tenantTx(ctx, 'read', async (tx) => readShares(tx, catalog, type, await readableFacts(tx, type, id)))
}

/**
 * Gives a record to a person or a team. Nobody gives more than he has, and the higher levels only who holds the record at that level
 * or may `manage` it. Throws Problem `forbidden`, `invalid_input`, `already_exists`, `wrong_state` for a record in the trash.
 */
export async function giveShare(ctx: OpContext, catalog: Catalog, type: RecordType, id: string, share: NewShare): Promise<Share> {
  ctx.authorize('share', type.object.plural)
  checkNotPast(share.expiresAt)
  return tenantTx(ctx, 'write', async (tx) => {
    const record = await shareableFacts(tx, type, id)
    checkGivable(ctx, type, record, share.level)
    await checkHolder(tx, share)
    await tx.run(purgeSharesQuery(ctx.tenant))
    const grantedBy = ctx.actor.kind === 'member' ? ctx.actor.id : null
    const given = await tx.maybe(giveShareQuery(ctx.tenant, { ...share, object: type.object.name, recordId: id, grantedBy }))
    if (given === undefined)
      throw new Problem('already_exists', { detail: 'It is shared with them already. Change the level or the end of that share.' })
    return readShare(tx, catalog, type, record, given.id)
  })
}

/** What takes something away comes first and waits for those who are writing by it (`narrowShare`); what gives more is saved then. */
export async function changeShare(
  ctx: OpContext,
  catalog: Catalog,
  type: RecordType,
  id: string,
  shareId: string,
  change: ShareChange,
): Promise<Share> {
  ctx.authorize('share', type.object.plural)
  if (change.expiresAt !== undefined) checkNotPast(change.expiresAt)
  const narrowed = await tenantTx(ctx, 'read', async (tx) => {
    const { share, wanted } = await changeable(tx, type, id, shareId, change)
    const less = lesser(share, wanted)
    return sameGift(less, share) ? undefined : less
  })
  if (narrowed !== undefined) await narrowShare(ctx, shareId, narrowed)
  return tenantTx(ctx, 'write', async (tx) => {
    const { record, share, wanted } = await changeable(tx, type, id, shareId, change)
    if (!sameGift(share, wanted)) await tx.run(updateShareQuery(ctx.tenant, shareId, wanted))
    return readShare(tx, catalog, type, record, shareId)
  })
}

/** The share as it is and as it is wanted. Throws Problem unless whoever asks may give both. */
async function changeable(tx: Tx, type: RecordType, id: string, shareId: string, { level, expiresAt }: ShareChange) {
  const record = await shareableFacts(tx, type, id)
  const share = await tx.one(shareQuery(tx.ctx.tenant, type.object.name, id, shareId))
  const wanted = { level: level ?? share.level, expiresAt: expiresAt === undefined ? share.expiresAt : expiresAt }
  checkGivable(tx.ctx, type, record, share.level)
  checkGivable(tx.ctx, type, record, wanted.level)
  return { record, share, wanted }
}

/** Takes a share back; what somebody was given at a higher level, only who could give it. Also of a record in the trash. */
export async function revokeShare(ctx: OpContext, type: RecordType, id: string, shareId: string): Promise<void> {
  ctx.authorize('share', type.object.plural)
  await tenantTx(ctx, 'read', async (tx) => {
    const record = await readableFacts(tx, type, id)
    checkSharing(ctx, type, record)
    const share = await tx.one(shareQuery(ctx.tenant, type.object.name, id, shareId))
    checkGivable(ctx, type, record, share.level)
  })
  await endShare(ctx, shareId)
}

async function readableFacts(tx: Tx, type: RecordType, id: string): Promise<RecordFacts> {
  const access = accessOf(tx.ctx)
  const facts = (await readFacts(tx, access.model, type.object.plural, [id])).get(id)
  if (facts === undefined || !access.decide('read', type.object.plural, facts).allowed) throw new Problem('not_found')
  return facts
}

/** Locked where it is written by, so that it does not change hands while it is decided about. */
async function shareableFacts(tx: Tx, type: RecordType, id: string): Promise<RecordFacts> {
  const { object } = type
  const { deleted } = await tx.one(recordStateQuery(object, tx.ctx.tenant, id, tx.mode === 'write'))
  const facts = await readableFacts(tx, type, id)
  checkSharing(tx.ctx, type, facts)
  if (deleted) throw new Problem('wrong_state', { detail: `This ${object.label.toLowerCase()} is in the trash. Restore it first.` })
  return facts
}

function checkSharing(ctx: OpContext, { object }: RecordType, facts: RecordFacts): void {
  const access = accessOf(ctx)
  const decision = access.decide('share', object.plural, facts)
  if (!decision.allowed) throw refusal(access, decision, { action: 'share', resource: object.plural, record: true })
}

async function readShares(tx: Tx, catalog: Catalog, type: RecordType, record: RecordFacts): Promise<Share[]> {
  const chain = recordsAbove(catalog, type, record)
  const rows: StoredShare[] = await tx.all(
    sharesQuery(
      tx.ctx.tenant,
      chain.map(({ type: one, facts }) => ({ object: one.object.name, id: facts.id })),
    ),
  )
  return viewShares(tx, chain, rows)
}

async function readShare(tx: Tx, catalog: Catalog, type: RecordType, record: RecordFacts, shareId: string): Promise<Share> {
  const share = (await readShares(tx, catalog, type, record)).find((one) => one.id === shareId)
  if (share === undefined) throw new Problem('not_found')
  return share
}
