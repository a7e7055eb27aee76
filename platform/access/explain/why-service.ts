import type { Action, OpContext } from '@freehold/kernel'
import type { Decision, Extent } from '../engine/decision.ts'
import type { ContextFacts, RecordFacts, SnapshotMember } from '../engine/facts.ts'
import { type FieldAction, type Person, refused } from '../engine/person.ts'
import type { ResourceModel } from '../model/model.ts'
import { snapshotNaming } from '../policy/mentioned.ts'
import { sentencesFor } from '../policy/sentences.ts'
import type { RecordReader } from '../record-reader.ts'
import { Asker, invalid } from './asked.ts'
import type { Why } from './explain-schema.ts'
import { reasonInWords } from './reason-sentence.ts'

export interface WhyQuestion {
  readonly resource: string
  readonly action: Action
  readonly record?: string | undefined
  readonly field?: string | undefined
  /** Absent: whoever asks. */
  readonly member?: string | undefined
}

/**
 * Why somebody may or may not do something, in words and rule by rule. A record that the asker may not see is `not_found`: why he may not
 * is not told, since he would learn that it is there (T12). Also throws Problem `forbidden`, `invalid_input`.
 */
export async function explainWhy(ctx: OpContext, reader: RecordReader, question: WhyQuestion): Promise<Why> {
  const asker = new Asker(ctx)
  const member = asker.member(question.member)
  const resource = asker.resource(question.resource)
  const field = question.field === undefined ? undefined : asker.field(resource, question.field)
  if (field !== undefined && !isFieldAction(question.action)) throw invalid('action', 'A field can be read, created and updated.')
  const record = question.record === undefined ? undefined : await factsOf(ctx, reader, resource, question.record)
  const asked: Asked = { asker, member, resource, action: question.action, field, record }
  return answer(ctx, asked, decide(asked))
}

interface Asked {
  readonly asker: Asker
  readonly member: SnapshotMember
  readonly resource: ResourceModel
  readonly action: Action
  readonly field: string | undefined
  readonly record: RecordFacts | undefined
}

interface Answer {
  readonly decision: Decision
  readonly extent: Extent
}

function factsOf(ctx: OpContext, reader: RecordReader, resource: ResourceModel, id: string): Promise<RecordFacts> {
  if (resource.record === undefined) throw invalid('record', `${resource.plural} are no records.`)
  return reader.facts(ctx, resource.name, id)
}

function isFieldAction(action: Action): action is FieldAction {
  return action === 'read' || action === 'create' || action === 'update'
}

function decide(asked: Asked): Answer {
  const { asker, member, record } = asked
  const person = asker.person(member)
  if (person === undefined) return { decision: refused('no_member'), extent: 'none' }
  const context = asker.moment(member)
  if (record === undefined) return inGeneral(asked, person, context)
  const decision = about(asked, person, context, record)
  return { decision, extent: decision.allowed ? 'all' : 'none' }
}

/** There is no field where there is no record, so the record comes first. */
function about({ resource, action, field }: Asked, person: Person, context: ContextFacts, record: RecordFacts | undefined): Decision {
  const decision = person.decide(action, resource.name, context, record)
  if (!decision.allowed || field === undefined || !isFieldAction(action)) return decision
  const onField = person.decideField(action, resource.name, field, context, record)
  return { ...onField, rule: onField.rule ?? decision.rule, steps: [...decision.steps, ...onField.steps] }
}

/** Without a record conditions are open: it may be allowed for some. */
function inGeneral(asked: Asked, person: Person, context: ContextFacts): Answer {
  const { resource, action, field } = asked
  const plan =
    field === undefined || !isFieldAction(action)
      ? undefined
      : person.plan(action, resource.name, context).and(person.fieldPlan(action, resource.name, field, context))
  const extent = plan?.extent ?? person.extent(action, resource.name, context)
  const decision = about(asked, person, context, undefined)
  if (extent === 'none') return { decision: decision.allowed ? { ...decision, allowed: false, reason: 'no_rule' } : decision, extent }
  return { decision: { ...decision, allowed: true, reason: 'allowed' }, extent }
}

async function answer(ctx: OpContext, asked: Asked, { decision, extent }: Answer): Promise<Why> {
  const { asker, member, action, resource, field, record } = asked
  const who = member.id === asker.access.person?.memberId ? 'You' : member.name
  const sentence = reasonInWords(decision.reason, { who, action, resource, field, record: record !== undefined })
  const words = extent === 'some' ? sentence.replace(/\.$/, ', but not all of them.') : sentence
  const base = { allowed: decision.allowed, extent, reason: decision.reason, sentence: words, help: decision.allowed ? '' : help }
  if (!asker.mayKnowRules) return { ...base, rule: null, steps: [] }
  const sentences = sentencesFor(asker.access.model, await snapshotNaming(ctx))
  return {
    ...base,
    rule: decision.rule ?? null,
    steps: decision.steps.map(({ rule, effect, level, outcome }) => ({
      rule,
      effect,
      level,
      outcome: outcome === 'unknown' ? 'unknown' : outcome ? 'applies' : 'does_not_apply',
      sentence: sentences.ofId(rule),
    })),
  }
}

const help = 'An owner or an administrator of your organization can change that.'
