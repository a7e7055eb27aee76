import { type OpContext, Problem } from '@freehold/kernel'
import { controlTx } from '@freehold/tenancy/control'
import type { Snapshot } from '../engine/facts.ts'
import { accessOf } from '../engine/operation-access.ts'
import { insertAlerts } from './alert-queries.ts'
import { concernsAbout } from './concerns.ts'
import { currentVersion, insertVersion } from './policy-queries.ts'
import type { Saving } from './policy-schema.ts'
import type { PolicyVersion } from './policy-version.ts'
import { readProposal } from './proposal.ts'

/**
 * Makes a document the policy at once, for whoever runs the machine: nobody approves it, since they could write the database too, and
 * it is the way back where people have locked themselves out. Alerts are raised as ever, and the ledger says who. `before`: what the
 * document was compared with. Throws Problem `invalid_input` with every fault, `stale_version` where the policy is another by now.
 */
export async function applyPolicy(ctx: OpContext, before: Snapshot, input: unknown, reason: string): Promise<Saving> {
  ctx.authorize('manage', 'policies')
  if (ctx.actor.kind !== 'system') throw new Problem('forbidden', { detail: 'People write a draft and save it.' })
  const { model, context } = accessOf(ctx)
  const proposal = readProposal(model, before, input)
  const concerns = await concernsAbout(model, proposal, context)
  const version = before.policyVersion + 1
  await controlTx(ctx.placement, async (tx) => {
    await tx.enter(ctx, { governs: true })
    const { text, values } = currentVersion(ctx.tenant)
    const [current] = await tx.sql<PolicyVersion>(text, values)
    if ((current?.version ?? 0) !== before.policyVersion)
      throw new Problem('stale_version', { detail: 'Somebody saved another policy in the meantime. Nothing was saved.' })
    await insertVersion(tx, ctx.tenant, { version, document: proposal.document, reason, authorId: null, approverId: null })
    await insertAlerts(tx, ctx.tenant, { concerns, version, by: null })
  })
  return { state: 'saved', version, alerts: concerns }
}
