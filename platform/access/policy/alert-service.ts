import { type OpContext, Problem } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { controlTx } from '@freehold/tenancy/control'
import type { Alert } from './alert.ts'
import { acknowledge, allAlerts } from './alert-queries.ts'
import { actorId } from './draft-service.ts'
import type { AlertView } from './policy-schema.ts'
import { personNamed } from './policy-version.ts'
import { snapshotOf } from './proposal.ts'

export async function listAlerts(ctx: OpContext): Promise<AlertView[]> {
  ctx.authorize('read', 'policies')
  const [alerts] = await tenantRead(ctx, [allAlerts(ctx.tenant)])
  return alerts.map((alert) => viewOf(ctx, alert))
}

/** Says that somebody has seen it; the first one stays. Throws Problem `not_found`. */
export async function acknowledgeAlert(ctx: OpContext, id: string): Promise<AlertView> {
  ctx.authorize('update', 'policies')
  const alert = await controlTx(ctx.placement, async (tx) => {
    await tx.enter(ctx)
    return acknowledge(tx, ctx.tenant, id, actorId(ctx))
  })
  if (alert === undefined) throw new Problem('not_found')
  return viewOf(ctx, alert)
}

function viewOf(ctx: OpContext, alert: Alert): AlertView {
  const { members } = snapshotOf(ctx)
  return { ...alert, raisedBy: personNamed(members, alert.raisedBy), acknowledgedBy: personNamed(members, alert.acknowledgedBy) }
}
