import { type OpContext, Problem } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { type ControlTx, controlTx } from '@freehold/tenancy/control'
import { accessOf } from '../engine/operation-access.ts'
import { checkDepth } from './depth.ts'
import type { Draft } from './draft.ts'
import { allDrafts, decideDraft, draftById, insertDraft, lockDraft, writeDraft } from './draft-queries.ts'
import { snapshotNaming } from './mentioned.ts'
import { currentVersion, oneVersion } from './policy-queries.ts'
import type { DraftHeadView, DraftView } from './policy-schema.ts'
import { personNamed } from './policy-version.ts'
import { parseFor, snapshotOf } from './proposal.ts'
import { changesInWords, sentencesFor } from './sentences.ts'

export async function openDrafts(ctx: OpContext, all: boolean): Promise<DraftHeadView[]> {
  ctx.authorize('read', 'policies')
  const states = all ? (['draft', 'waiting', 'saved', 'rejected', 'discarded'] as const) : (['draft', 'waiting'] as const)
  const [drafts] = await tenantRead(ctx, [allDrafts(ctx.tenant, states)])
  return drafts.map((draft) => headOf(ctx, draft))
}

/** Throws Problem `not_found`. */
export async function readDraft(ctx: OpContext, id: string): Promise<DraftView> {
  ctx.authorize('read', 'policies')
  return viewOf(ctx, await storedDraft(ctx, id))
}

export async function storedDraft(ctx: OpContext, id: string): Promise<Draft> {
  const [[draft]] = await tenantRead(ctx, [draftById(ctx.tenant, id)])
  if (draft === undefined) throw new Problem('not_found')
  return draft
}

export interface NewDraftInput {
  readonly title?: string | undefined
  /** Begin as this version was: to take the later ones back. */
  readonly fromVersion?: number | undefined
  /** Begin with this. */
  readonly document?: unknown
}

/** A draft of the current policy, unless told otherwise. Throws Problem `not_found` for a version that is none. */
export async function createDraft(ctx: OpContext, input: NewDraftInput): Promise<DraftView> {
  ctx.authorize('create', 'policies')
  checkDepth(input.document)
  const version = input.fromVersion
  const [[current], [from]] = await tenantRead(ctx, [currentVersion(ctx.tenant), oneVersion(ctx.tenant, version ?? 0)])
  if (version !== undefined && version > 0 && from === undefined) throw new Problem('not_found')
  const empty = { roles: [], rules: [], settings: snapshotOf(ctx).policy.settings }
  const document = input.document ?? (version === undefined ? current?.document : from?.document) ?? empty
  const title = input.title ?? (version === undefined ? 'Change of permissions' : `Back to version ${version}`)
  const draft = await asControl(ctx, (tx) =>
    insertDraft(tx, ctx.tenant, { title, baseVersion: current?.version ?? 0, document, authorId: actorId(ctx) }),
  )
  return viewOf(ctx, draft)
}

export interface DraftChange {
  readonly title?: string | undefined
  readonly document?: unknown
}

/** Whatever is written is kept; what is wrong with it is answered. Throws Problem `stale_version`, `wrong_state`. */
export async function updateDraft(ctx: OpContext, id: string, version: number, change: DraftChange): Promise<DraftView> {
  ctx.authorize('update', 'policies')
  checkDepth(change.document)
  const draft = await asControl(ctx, async (tx) => {
    const before = await openDraft(tx, ctx, id, ['draft'])
    await checkDraftVersion(ctx, before, version, change)
    const { title = before.title, document = before.document } = change
    return writeDraft(tx, ctx.tenant, { ...before, title, document, authorId: actorId(ctx) })
  })
  if (draft === undefined) throw new Problem('not_found')
  return viewOf(ctx, draft)
}

/** It stays readable. Throws Problem `stale_version`, `wrong_state`. */
export async function discardDraft(ctx: OpContext, id: string, version: number): Promise<void> {
  ctx.authorize('delete', 'policies')
  await asControl(ctx, async (tx) => {
    const draft = await openDraft(tx, ctx, id, ['draft', 'waiting'])
    await checkDraftVersion(ctx, draft, version, {})
    await decideDraft(tx, ctx.tenant, id, { state: 'discarded', by: actorId(ctx), reason: null })
  })
}

/** Locked until the transaction ends. Throws Problem `not_found`, `wrong_state`. */
export async function openDraft(tx: ControlTx, ctx: OpContext, id: string, states: readonly Draft['state'][]): Promise<Draft> {
  const draft = await lockDraft(tx, ctx.tenant, id)
  if (draft === undefined) throw new Problem('not_found')
  if (!states.includes(draft.state)) throw new Problem('wrong_state', { detail: explain(draft), members: { state: draft.state } })
  return draft
}

export function actorId({ actor }: OpContext): string | null {
  return actor.kind === 'member' ? actor.id : null
}

function explain({ state, title }: Draft): string {
  const now: Record<Draft['state'], string> = {
    draft: 'has not been handed in yet',
    waiting: 'waits for a second person and cannot be changed',
    saved: 'has been saved',
    rejected: 'was rejected',
    discarded: 'was discarded',
  }
  return `"${title}" ${now[state]}. Begin another draft for further changes.`
}

async function checkDraftVersion(ctx: OpContext, draft: Draft, version: number, yours: DraftChange): Promise<void> {
  if (draft.version === version) return
  throw new Problem('stale_version', {
    detail: 'Somebody else changed this draft in the meantime. Nothing was saved; look at both and save again.',
    members: { current: await viewOf(ctx, draft), yours },
  })
}

/** Drafts decide nothing, so nobody has to wait for them. */
function asControl<T>(ctx: OpContext, fn: (tx: ControlTx) => Promise<T>): Promise<T> {
  return controlTx(ctx.placement, async (tx) => {
    await tx.enter(ctx)
    return fn(tx)
  })
}

async function viewOf(ctx: OpContext, draft: Draft): Promise<DraftView> {
  const { model } = accessOf(ctx)
  const snapshot = await snapshotNaming(ctx, draft.document, snapshotOf(ctx).policy)
  const parsed = parseFor(model, snapshot, draft.document)
  const head = { ...headOf(ctx, draft), document: draft.document }
  if ('problems' in parsed) return { ...head, problems: [...parsed.problems], sentences: {}, changes: [] }
  const after = { ...snapshot, policy: parsed.document }
  return { ...head, problems: [], sentences: sentencesFor(model, after).byRule(), changes: changesInWords(model, snapshot, after) }
}

function headOf(ctx: OpContext, draft: Draft): DraftHeadView {
  const { document: _document, authorId, decidedBy, ...rest } = draft
  const { members, policyVersion } = snapshotOf(ctx)
  return { ...rest, author: personNamed(members, authorId), decidedBy: personNamed(members, decidedBy), currentVersion: policyVersion }
}
