import type { Action, OpContext } from '@freehold/kernel'
import type { Decision } from '../engine/decision.ts'
import type { RecordFacts, SnapshotMember } from '../engine/facts.ts'
import type { ResourceModel } from '../model/model.ts'
import { snapshotNaming } from '../policy/mentioned.ts'
import { snapshotOf } from '../policy/proposal.ts'
import { sentencesFor } from '../policy/sentences.ts'
import type { RecordReader } from '../record-reader.ts'
import { Asker, invalid } from './asked.ts'
import type { WhoCan } from './explain-schema.ts'

export interface WhoCanQuestion {
  readonly resource: string
  readonly action: Action
  readonly record?: string | undefined
  /** Number of people that were answered before. */
  readonly cursor?: number | undefined
  readonly limit: number
}

/**
 * Everybody who may do it, by name, and why. Who may see a record may know who else can; by which rules is for those who read
 * policies. Of the whole kind, without a record, only these may ask. Throws Problem `not_found`, `forbidden`, `invalid_input`.
 */
export async function whoCan(ctx: OpContext, reader: RecordReader, question: WhoCanQuestion): Promise<WhoCan> {
  ctx.authorize('read', 'members')
  if (question.record === undefined) ctx.authorize('read', 'policies')
  const asker = new Asker(ctx)
  const resource = asker.resource(question.resource)
  if (question.record !== undefined && resource.record === undefined) throw invalid('record', `${resource.plural} are no records.`)
  const facts = question.record === undefined ? undefined : await reader.facts(ctx, resource.name, question.record)
  const able = activeMembers(ctx).flatMap((member) => {
    const decision = decide(asker, member, resource, question.action, facts)
    return decision?.allowed === true ? [{ member, decision }] : []
  })
  const from = question.cursor ?? 0
  const page = able.slice(from, from + question.limit)
  const sentences = sentencesFor(asker.access.model, await snapshotNaming(ctx))
  return {
    items: page.map(({ member, decision }) => ({
      member: { id: member.id, name: member.name },
      reason: decision.reason,
      rule: asker.mayKnowRules ? (decision.rule ?? null) : null,
      sentence: asker.mayKnowRules && decision.rule !== undefined ? sentences.ofId(decision.rule) : null,
    })),
    total: able.length,
    next: from + page.length < able.length ? String(from + page.length) : null,
  }
}

function activeMembers(ctx: OpContext): SnapshotMember[] {
  return snapshotOf(ctx)
    .members.filter((member) => member.active)
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1))
}

function decide(
  asker: Asker,
  member: SnapshotMember,
  resource: ResourceModel,
  action: Action,
  facts: RecordFacts | undefined,
): Decision | undefined {
  const person = asker.person(member)
  const context = asker.moment(member)
  const decision = person?.decide(action, resource.name, context, facts)
  if (person === undefined || decision === undefined || facts !== undefined || resource.record === undefined) return decision
  // Of the whole kind: to some records at least, and not only because somebody might share one.
  if (person.plan(action, resource.name, context).unshared.extent === 'none') return undefined
  const rule = decision.rule ?? person.rulesAbout(action, resource.name).find((one) => one.effect === 'allow' && one.rule !== 'share')?.rule
  return { ...decision, allowed: true, reason: 'allowed', rule }
}
