import { isDeepStrictEqual } from 'node:util'
import { resolvePermission } from '../language/permission.ts'
import type { Effect, FieldSelection, PolicyDocument, Rule } from '../language/policy.ts'
import type { AccessModel, ResourceModel } from '../model/model.ts'
import { changedRules, decidesAlike } from './changed-rules.ts'

export interface LostRestriction {
  readonly rule: Rule
  readonly change: 'removed' | 'weakened'
}

/**
 * Denies and forbids that the new document no longer has, or has in a form that holds back less. In doubt it counts as weakened: two
 * conditions that are not the same text are not compared any further, except that no condition at all is the stronger one.
 */
export function lostRestrictions(model: AccessModel, before: PolicyDocument, after: PolicyDocument): LostRestriction[] {
  return changedRules(before, after).flatMap(({ before: rule, after: now }): LostRestriction[] => {
    if (rule === undefined || rule.effect === 'allow') return []
    if (after.rules.some((other) => decidesAlike(other, rule))) return []
    if (now === undefined) return [{ rule, change: 'removed' }]
    return holdsAsMuch(model, rule, now) ? [] : [{ rule, change: 'weakened' }]
  })
}

const strength: Record<Effect, number> = { allow: 0, deny: 1, forbid: 2 }

function holdsAsMuch(model: AccessModel, rule: Rule, now: Rule): boolean {
  return (
    strength[now.effect] >= strength[rule.effect] &&
    (now.who.includes('everyone') || includesAll(now.who, rule.who)) &&
    includesAll(permissionsOf(model, now), permissionsOf(model, rule)) &&
    includesAll(fieldsOf(model, now), fieldsOf(model, rule)) &&
    (now.when === undefined || isDeepStrictEqual(now.when, rule.when)) &&
    // A rule that is set lower reaches fewer records, one that is set higher is overridden by more rules.
    now.at === rule.at
  )
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one))
}

function permissionsOf(model: AccessModel, rule: Rule): string[] {
  return rule.permissions.flatMap((text) => resolvePermission(model, text)).map(({ action, resource }) => `${resource}.${action}`)
}

/** `deals.margin` …; of a rule about records themselves `deals`. */
function fieldsOf(model: AccessModel, rule: Rule): string[] {
  const resources = new Set(rule.permissions.flatMap((text) => resolvePermission(model, text)).map(({ resource }) => resource))
  return [...resources].flatMap((name) => {
    const resource = model.find(name)
    if (rule.fields === undefined || resource === undefined) return [name]
    return selectedFields(resource, rule.fields).map((field) => `${name}.${field}`)
  })
}

/** Names of the resource's fields that the selection means. */
export function selectedFields({ record }: ResourceModel, selection: FieldSelection): string[] {
  const all = Object.keys(record?.fields ?? {})
  if ('except' in selection) return all.filter((field) => !selection.except.includes(field))
  return all.filter((field) => selection.includes(field))
}
