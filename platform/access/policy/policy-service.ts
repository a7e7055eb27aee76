import { type OpContext, Problem } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import type { Snapshot } from '../engine/facts.ts'
import { accessOf } from '../engine/operation-access.ts'
import { readDocument } from '../store/document-reading.ts'
import { snapshotNaming } from './mentioned.ts'
import { currentVersion, oneVersion, versionHeads } from './policy-queries.ts'
import type { PolicyHeadView, PolicyVersionView, PolicyView } from './policy-schema.ts'
import { type PersonName, personNamed, type PolicyVersion, type PolicyVersionHead } from './policy-version.ts'
import { parseFor, snapshotOf } from './proposal.ts'
import { changesInWords, sentencesFor } from './sentences.ts'

export async function currentPolicy(ctx: OpContext): Promise<PolicyView> {
  ctx.authorize('read', 'policies')
  const [[row]] = await tenantRead(ctx, [currentVersion(ctx.tenant)])
  const version = row ?? versionZero(snapshotOf(ctx))
  return viewOf(ctx, await snapshotNaming(ctx, version.document), version)
}

export async function policyVersions(ctx: OpContext, before: number | null, limit: number): Promise<PolicyHeadView[]> {
  ctx.authorize('read', 'policies')
  const [rows] = await tenantRead(ctx, [versionHeads(ctx.tenant, before, limit)])
  const { members } = snapshotOf(ctx)
  return rows.map((row) => headOf(members, row))
}

/** With what it changed of the version before. Throws Problem `not_found`. */
export async function policyVersion(ctx: OpContext, version: number): Promise<PolicyVersionView> {
  ctx.authorize('read', 'policies')
  const [[row], [previous]] = await tenantRead(ctx, [oneVersion(ctx.tenant, version), oneVersion(ctx.tenant, version - 1)])
  if (row === undefined) throw new Problem('not_found')
  const { model } = accessOf(ctx)
  const snapshot = await snapshotNaming(ctx, previous?.document, row.document)
  const changes = changesInWords(model, withVersion(ctx, snapshot, previous), withVersion(ctx, snapshot, row))
  return { ...viewOf(ctx, snapshot, row), changes }
}

/** The organization as it is, under another version of its policy. */
export function withVersion(ctx: OpContext, snapshot: Snapshot, version: PolicyVersion | undefined): Snapshot {
  const document = readDocument(version?.document ?? null, accessOf(ctx).model)
  return { ...snapshot, policy: document }
}

function versionZero({ policy }: Snapshot): PolicyVersion {
  return { version: 0, document: policy, reason: '', authorId: null, approverId: null, createdAt: null }
}

function viewOf(ctx: OpContext, current: Snapshot, row: PolicyVersion): PolicyView {
  const { model } = accessOf(ctx)
  const snapshot = withVersion(ctx, current, row)
  const parsed = parseFor(model, snapshot, row.document)
  return {
    ...headOf(snapshot.members, row),
    document: row.document,
    sentences: sentencesFor(model, snapshot).byRule(),
    problems: 'problems' in parsed ? [...parsed.problems] : [],
  }
}

function headOf(members: readonly PersonName[], row: PolicyVersionHead): PolicyHeadView {
  const { version, reason, authorId, approverId, createdAt } = row
  return { version, reason, author: personNamed(members, authorId), approver: personNamed(members, approverId), createdAt }
}
