import { type OpContext, Problem } from '@freehold/kernel'
import type { Snapshot } from '../engine/facts.ts'
import { accessOf } from '../engine/operation-access.ts'
import { type ParsedPolicy, parsePolicy } from '../language/document.ts'
import type { PolicyDocument } from '../language/policy.ts'
import type { AccessModel } from '../model/model.ts'
import { locksOwnersOut } from './lockout.ts'

/** The permissions that the operation was decided by. Throws Problem `forbidden` where nobody in particular asks: policies are people's. */
export function snapshotOf(ctx: OpContext): Snapshot {
  const { person } = accessOf(ctx)
  if (person === undefined) throw new Problem('forbidden', { detail: 'Only an active member can ask this.' })
  return person.snapshot
}

/** Everything wrong with what was written, for this organization. */
export function parseFor(model: AccessModel, snapshot: Snapshot, input: unknown): ParsedPolicy {
  return parsePolicy(model, input, {
    teams: idsOf(snapshot.teams),
    members: idsOf(snapshot.members),
    nodes: idsOf(snapshot.nodes),
  })
}

function idsOf(rows: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(rows.map((row) => row.id))
}

/** A policy that could be saved, and the organization's permissions before and after. */
export interface Proposal {
  readonly document: PolicyDocument
  readonly before: Snapshot
  readonly after: Snapshot
}

/** `before`: as of `snapshotNaming`. Throws Problem `invalid_input` with every fault and its place, and for a policy that no owner could change back. */
export function proposalOf(ctx: OpContext, before: Snapshot, input: unknown): Proposal {
  const { model, context } = accessOf(ctx)
  const proposal = readProposal(model, before, input)
  if (locksOwnersOut(model, proposal.after, context)) {
    const message = 'No owner of the organization could change the policy any more. Leave out at least one owner, or add a condition.'
    throw new Problem('invalid_input', { detail: message, errors: [{ path: 'document.rules', message }] })
  }
  return proposal
}

/** Throws Problem `invalid_input` with every fault and its place in the text. */
export function readProposal(model: AccessModel, before: Snapshot, input: unknown): Proposal {
  const parsed = parseFor(model, before, input)
  if ('problems' in parsed) {
    throw new Problem('invalid_input', {
      detail: `This policy has ${parsed.problems.length === 1 ? 'a fault' : `${parsed.problems.length} faults`}. Nothing was saved.`,
      errors: parsed.problems.map(({ path, message }) => ({ path: path === '' ? 'document' : `document.${path}`, message })),
    })
  }
  return { document: parsed.document, before, after: { ...before, policy: parsed.document } }
}
