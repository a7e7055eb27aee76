import { isDeepStrictEqual } from 'node:util'
import { diffPolicies, type RuleChange } from '../language/changes.ts'
import type { PolicyDocument, Rule } from '../language/policy.ts'

/** Rules that decide otherwise than before; a note alone decides nothing. */
export function changedRules(before: PolicyDocument, after: PolicyDocument): readonly RuleChange[] {
  return diffPolicies(before, after).rules.filter((change) => !decidesAlike(change.before, change.after))
}

/** Whatever they are called. */
export function decidesAlike(one: Rule | undefined, other: Rule | undefined): boolean {
  return isDeepStrictEqual(essence(one), essence(other))
}

/** Through JSON, so that a member that is undefined equals one that is absent. */
function essence(rule: Rule | undefined): unknown {
  if (rule === undefined) return undefined
  const { id: _id, note: _note, ...rest } = rule
  return JSON.parse(JSON.stringify(rest)) as unknown
}
