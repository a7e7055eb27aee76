import type { Decision, Extent } from '../engine/decision.ts'
import type { ContextFacts, RecordFacts, Snapshot } from '../engine/facts.ts'
import { type Person, personOf } from '../engine/person.ts'
import type { Plan } from '../engine/plan.ts'
import type { AccessModel } from '../model/model.ts'
import type { Question } from './touched.ts'

/** One person under the policy as it is and as it would be. */
export interface Both {
  readonly before: Person
  readonly after: Person
}

/** Undefined for somebody who is no active member. */
export function bothOf(model: AccessModel, before: Snapshot, after: Snapshot, memberId: string, now: number): Both | undefined {
  const was = personOf(model, before, memberId, now)
  const will = personOf(model, after, memberId, now)
  return was && will && { before: was, after: will }
}

/** A question that the two answer differently, perhaps for some records only. */
export interface Difference {
  readonly question: Question
  /** By rules alone: a share may be for anybody. */
  readonly before: Extent
  readonly after: Extent
  /** Where it is allowed; undefined for what is no record. */
  readonly plans: { readonly before: Plan; readonly after: Plan } | undefined
}

export function differencesOf(both: Both, questions: readonly Question[], context: ContextFacts): Difference[] {
  return questions.flatMap((question): Difference[] => {
    if (question.resource.record === undefined) {
      const before = both.before.extent(question.action, question.resource.name, context)
      const after = both.after.extent(question.action, question.resource.name, context)
      return before === after ? [] : [{ question, before, after, plans: undefined }]
    }
    const before = planOf(both.before, question, context)
    const after = planOf(both.after, question, context)
    if (isSame(before, after)) return []
    const plans =
      question.field === undefined
        ? { before, after }
        : { before: onRecords(both.before, question, before, context), after: onRecords(both.after, question, after, context) }
    return isSame(plans.before, plans.after)
      ? []
      : [{ question, before: plans.before.unshared.extent, after: plans.after.unshared.extent, plans }]
  })
}

function isSame(one: Plan, other: Plan): boolean {
  return one.extent === other.extent && (one.extent !== 'some' || one.key === other.key)
}

function planOf(person: Person, { resource, action, field }: Question, context: ContextFacts): Plan {
  return field === undefined ? person.plan(action, resource.name, context) : person.fieldPlan(action, resource.name, field, context)
}

/** There is no field where there is no record. */
function onRecords(person: Person, { resource, action }: Question, fields: Plan, context: ContextFacts): Plan {
  return person.plan(action, resource.name, context).and(fields)
}

/** The same question about one record. */
export function allows(person: Person, question: Question, context: ContextFacts, record: RecordFacts): boolean {
  const { resource, action } = question
  const decision: Decision = person.decide(action, resource.name, context, record)
  if (!decision.allowed || question.field === undefined) return decision.allowed
  return person.decideField(question.action, resource.name, question.field, context, record).allowed
}

const counted: readonly string[] = ['read', 'update', 'delete', 'share', 'export']

/** Whether there are records to count: none exist yet that a `create` could be decided for, and those to restore are in the trash. */
export function isCounted({ resource, action }: Question): boolean {
  return resource.record !== undefined && counted.includes(action)
}
