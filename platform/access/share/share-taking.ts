import { Problem } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { controlTx } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'
import type { ShareLevel } from '../language/policy.ts'
import { deleteShareRow, updateShareRow } from './share-queries.ts'

/**
 * Takes a share back: waits for those who are writing by it, and whoever comes later writes no more (A9). The caller has decided that it
 * may be; that it was by permissions of a moment ago is no harm, since nobody gains by it. Throws Problem `not_found`.
 */
export function endShare(ctx: OpContext, id: string): Promise<void> {
  return taking(ctx, (tx) => deleteShareRow(tx, ctx.tenant, id))
}

/** The same for a share that is to allow less, or to end sooner. */
export function narrowShare(ctx: OpContext, id: string, to: { level: ShareLevel; expiresAt: string | null }): Promise<void> {
  return taking(ctx, (tx) => updateShareRow(tx, ctx.tenant, id, to))
}

async function taking(ctx: OpContext, fn: (tx: ControlTx) => Promise<number>): Promise<void> {
  await controlTx(ctx.placement, async (tx) => {
    await tx.enter(ctx, { governs: true })
    if ((await fn(tx)) === 0) throw new Problem('not_found')
  })
}
