import type { Action } from '@freehold/kernel'
import type { ContextFacts, Snapshot } from '../engine/facts.ts'
import { personOf } from '../engine/person.ts'
import type { Comparison, Condition, PolicyDocument, Rule } from '../language/policy.ts'
import type { AccessModel } from '../model/model.ts'

/** What somebody has to be able to do so that a wrong policy can be put right. */
const repair: readonly { readonly action: Action; readonly resource: string }[] = [
  { action: 'read', resource: 'policies' },
  { action: 'update', resource: 'policies' },
  { action: 'manage', resource: 'policies' },
]

/**
 * Whether no owner could change the policy back. What the document's own text tells (`language/lockout.ts`) is refused while it is
 * read; this is about the organization's people: every owner is in the team that is held back. What holds back at certain hours or
 * days is taken as if it did so always; an owner can go to another network or sign in again with a second factor.
 */
export function locksOwnersOut(model: AccessModel, snapshot: Snapshot, context: ContextFacts): boolean {
  const worst = { ...snapshot, policy: atWorst(snapshot.policy) }
  const owners = snapshot.members.filter((member) => member.active && member.role === 'owner')
  return !owners.some(({ id }) => {
    const person = personOf(model, worst, id, context.now.getTime())
    return person !== undefined && repair.every(({ action, resource }) => person.extent(action, resource, context) !== 'none')
  })
}

function atWorst(document: PolicyDocument): PolicyDocument {
  return { ...document, rules: document.rules.map((rule) => (rule.effect === 'allow' ? rule : atItsTime(rule))) }
}

function atItsTime(rule: Rule): Rule {
  return rule.when === undefined ? rule : { ...rule, when: wherever(rule.when, true) }
}

const passing = new Set(['context.time', 'context.date', 'context.weekday', 'context.onShift'])
const chosen = new Set(['context.address', 'context.factors'])

/** The condition with what passes by itself taken to be `outcome`, and what people choose to be the opposite; a `not` turns both. */
function wherever(condition: Condition, outcome: boolean): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => wherever(part, outcome)) }
  if ('any' in condition) return { any: condition.any.map((part) => wherever(part, outcome)) }
  if ('not' in condition) return { not: wherever(condition.not, !outcome) }
  if ('shared' in condition) return condition
  if (names(condition, passing)) return constant(outcome)
  return names(condition, chosen) ? constant(!outcome) : condition
}

function constant(outcome: boolean): Condition {
  return outcome ? { all: [] } : { any: [] }
}

function names({ attribute, value }: Comparison, attributes: ReadonlySet<string>): boolean {
  return attributes.has(attribute) || (typeof value === 'object' && 'attribute' in value && attributes.has(value.attribute))
}
