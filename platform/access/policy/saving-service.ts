import { type OpContext, Problem } from '@freehold/kernel'
import { type ControlTx, controlTx } from '@freehold/tenancy/control'
import { accessOf } from '../engine/operation-access.ts'
import { insertAlerts } from './alert-queries.ts'
import { changesSettings, concernsAbout, widensOwnRights } from './concerns.ts'
import type { Draft } from './draft.ts'
import { decideDraft, submitDraft } from './draft-queries.ts'
import { actorId, openDraft } from './draft-service.ts'
import { snapshotNaming } from './mentioned.ts'
import { insertVersion, oneVersion } from './policy-queries.ts'
import type { Concern, Saving } from './policy-schema.ts'
import type { PolicyVersion } from './policy-version.ts'
import { withVersion } from './policy-service.ts'
import { type Proposal, proposalOf, snapshotOf } from './proposal.ts'
import { checkSecondPerson } from './second-person.ts'
import { changesInWords } from './sentences.ts'

/**
 * Makes a draft the policy, at once for everybody, or hands it to a second person where the organization wants that. Throws Problem
 * `invalid_input`, `wrong_state`, `forbidden` (who gives what only owners may, changes the settings or widens their own rights has to
 * hold `policies.manage`) and `stale_version` where another version was saved since the draft began.
 */
export async function saveDraft(ctx: OpContext, id: string, reason: string): Promise<Saving> {
  ctx.authorize('update', 'policies')
  return governing(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, id, ['draft'])
    const { proposal, concerns } = await checked(ctx, tx, draft)
    authorizeChange(ctx, proposal, concerns)
    const written: Draft = { ...draft, reason, authorId: actorId(ctx) }
    if (!proposal.before.policy.settings.secondApprover || concerns.length === 0)
      return store(ctx, tx, { draft: written, proposal, concerns })
    await submitDraft(tx, ctx.tenant, id, { reason, authorId: actorId(ctx) })
    warn(ctx, concerns, 'A change of permissions waits for a second person')
    return { state: 'waiting', version: null, alerts: concerns }
  })
}

/** Throws Problem `forbidden` to whoever wrote it, and all that `saveDraft` throws. */
export async function approveDraft(ctx: OpContext, id: string, reason: string | undefined): Promise<Saving> {
  ctx.authorize('manage', 'policies')
  return governing(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, id, ['waiting'])
    if (draft.authorId === actorId(ctx)) throw notAlone()
    const { proposal, concerns } = await checked(ctx, tx, draft)
    return store(ctx, tx, { draft, proposal, concerns, approval: { by: actorId(ctx), reason: reason ?? null } })
  })
}

/** Also whoever wrote it may take it back this way. Throws Problem `not_found`, `wrong_state`. */
export async function rejectDraft(ctx: OpContext, id: string, reason: string): Promise<void> {
  ctx.authorize('manage', 'policies')
  await governing(ctx, async (tx) => {
    await openDraft(tx, ctx, id, ['waiting'])
    await decideDraft(tx, ctx.tenant, id, { state: 'rejected', by: actorId(ctx), reason })
  })
}

/** From here on nothing is written under the old permissions that was not committed before. */
function governing<T>(ctx: OpContext, fn: (tx: ControlTx) => Promise<T>): Promise<T> {
  return controlTx(ctx.placement, async (tx) => {
    await tx.enter(ctx, { governs: true })
    return fn(tx)
  })
}

async function checked(ctx: OpContext, tx: ControlTx, draft: Draft): Promise<{ proposal: Proposal; concerns: Concern[] }> {
  // The database compared revisions when the context was entered: this is the version that holds now.
  const { policyVersion } = snapshotOf(ctx)
  if (draft.baseVersion !== policyVersion) throw await outrun(ctx, tx, draft)
  const proposal = proposalOf(ctx, await snapshotNaming(ctx, draft.document), draft.document)
  const { model, context } = accessOf(ctx)
  checkSecondPerson(model, proposal, context)
  return { proposal, concerns: await concernsAbout(model, proposal, context) }
}

function authorizeChange(ctx: OpContext, proposal: Proposal, concerns: readonly Concern[]): void {
  const { model, context } = accessOf(ctx)
  const member = actorId(ctx)
  const takesMore =
    concerns.some((concern) => concern.kind === 'owner_rights' || concern.kind === 'approval_changed') ||
    changesSettings(proposal) ||
    (member !== null && widensOwnRights(model, proposal, context, member))
  if (takesMore) ctx.authorize('manage', 'policies')
}

interface Decided {
  readonly draft: Draft
  readonly proposal: Proposal
  readonly concerns: Concern[]
  readonly approval?: { readonly by: string | null; readonly reason: string | null }
}

async function store(ctx: OpContext, tx: ControlTx, { draft, proposal, concerns, approval }: Decided): Promise<Saving> {
  const version = draft.baseVersion + 1
  await insertVersion(tx, ctx.tenant, {
    version,
    document: proposal.document,
    reason: draft.reason ?? '',
    authorId: draft.authorId,
    approverId: approval?.by ?? null,
  })
  await decideDraft(tx, ctx.tenant, draft.id, { state: 'saved', by: actorId(ctx), reason: approval?.reason ?? draft.reason })
  await insertAlerts(tx, ctx.tenant, { concerns, version, by: draft.authorId })
  warn(ctx, concerns, 'A change of permissions raised an alert')
  return { state: 'saved', version, alerts: concerns }
}

function warn(ctx: OpContext, concerns: readonly Concern[], message: string): void {
  for (const { kind, sentence, rule } of concerns) ctx.log.warn({ tenant: ctx.tenant, actor: actorId(ctx), kind, rule, sentence }, message)
}

async function outrun(ctx: OpContext, tx: ControlTx, draft: Draft): Promise<Problem> {
  const { text, values } = oneVersion(ctx.tenant, draft.baseVersion)
  const [base] = await tx.sql<PolicyVersion>(text, values)
  const current = await snapshotNaming(ctx, base?.document, snapshotOf(ctx).policy)
  return new Problem('stale_version', {
    detail:
      `The policy is at version ${current.policyVersion}; this draft was begun on version ${draft.baseVersion}. Nothing was saved. ` +
      'Look at what has changed since, begin a new draft from the current policy and make your change there.',
    members: {
      base: draft.baseVersion,
      current: current.policyVersion,
      changes: changesInWords(accessOf(ctx).model, withVersion(ctx, current, base), current),
    },
  })
}

function notAlone(): Problem {
  return new Problem('forbidden', {
    detail: 'This change waits for a second person. Somebody else who may manage policies has to approve it.',
    members: { action: 'manage', resource: 'policies', reason: 'denied', help: 'Ask another owner of your organization.' },
  })
}
