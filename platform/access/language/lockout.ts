import { governingResources } from '../grid/administration.ts'
import type { AccessModel } from '../model/model.ts'
import { resolvePermission } from './permission.ts'
import type { Comparison, Condition, Rule } from './policy.ts'

/**
 * Nobody could put right a policy that holds the owners back from policies, members, assignments or the organization. So a deny or
 * forbid of these names roles, teams or people other than everyone and `role:owner`, or has a condition that an owner can get around
 * by their own doing: another network, a second factor. What else could lock everybody out (every owner is in the denied team) is
 * decided with the organization's own people when the policy is saved. Whoever runs the machine is bound by no rule.
 * Answers what is wrong, or undefined.
 */
export function lockout(model: AccessModel, { effect, who, permissions, when }: Rule): string | undefined {
  if (effect === 'allow' || !who.some((one) => one === 'everyone' || one === 'role:owner')) return undefined
  const governing: readonly string[] = governingResources
  const held = permissions.flatMap((text) => resolvePermission(model, text)).find(({ resource }) => governing.includes(resource))
  if (held === undefined || (when !== undefined && outcomes(when).canBeFalse)) return undefined
  return (
    `This would lock every owner out of ${held.resource}. Name other roles than \`everyone\` and \`role:owner\`, ` +
    'or add a condition that an owner can meet, such as `context.factors` or `context.address`.'
  )
}

/** What a condition can come to for an owner who does what they can. In doubt neither, which is to be locked out. */
interface Outcomes {
  readonly canBeTrue: boolean
  readonly canBeFalse: boolean
}

function outcomes(condition: Condition): Outcomes {
  if ('all' in condition) {
    const parts = condition.all.map(outcomes)
    return { canBeTrue: parts.every((part) => part.canBeTrue), canBeFalse: parts.some((part) => part.canBeFalse) }
  }
  if ('any' in condition) {
    const parts = condition.any.map(outcomes)
    return { canBeTrue: parts.some((part) => part.canBeTrue), canBeFalse: parts.every((part) => part.canBeFalse) }
  }
  if ('not' in condition) {
    const { canBeTrue, canBeFalse } = outcomes(condition.not)
    return { canBeTrue: canBeFalse, canBeFalse: canBeTrue }
  }
  return 'shared' in condition ? { canBeTrue: false, canBeFalse: false } : outcomesOf(condition)
}

const chosen: readonly string[] = ['context.address', 'context.factors']

function outcomesOf({ attribute, operator, value }: Comparison): Outcomes {
  if (chosen.includes(attribute) && operator !== 'empty' && operator !== 'filled') return { canBeTrue: true, canBeFalse: true }
  return { canBeTrue: attribute === 'subject.roles' && operator === 'contains' && value === 'owner', canBeFalse: false }
}
