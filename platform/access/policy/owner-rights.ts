import { resolvePermission } from '../language/permission.ts'
import type { PolicyDocument, Rule } from '../language/policy.ts'
import type { AccessModel } from '../model/model.ts'
import { changedRules } from './changed-rules.ts'

export interface GrantedRights {
  readonly rule: Rule
  /** `policies.manage` … */
  readonly permissions: readonly string[]
}

/** Allows of the new document, new or changed, that give somebody else what by the built-in roles only owners may. */
export function grantedOwnerRights(model: AccessModel, before: PolicyDocument, after: PolicyDocument): GrantedRights[] {
  return changedRules(before, after).flatMap(({ after: rule }) => {
    if (rule === undefined) return []
    const permissions = ownerRightsIn(model, rule)
    return permissions.length === 0 ? [] : [{ rule, permissions }]
  })
}

/** What of owners' own an allow gives to others; none for other effects. */
export function ownerRightsIn(model: AccessModel, rule: Rule): string[] {
  if (rule.effect !== 'allow' || rule.fields !== undefined || rule.who.every((who) => who === 'role:owner')) return []
  const given = rule.permissions.flatMap((text) => resolvePermission(model, text))
  const owners = given.filter(({ action, resource }) => model.find(resource)?.least[action] === 'owner')
  return [...new Set(owners.map(({ action, resource }) => `${resource}.${action}`))]
}
