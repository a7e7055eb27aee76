import type { Condition, Effect, FieldSelection, PolicyDocument, PolicySettings, RoleDefinition, Rule } from '../language/policy.ts'
import { operators, shareLevels } from '../language/policy.ts'
import type { AccessModel } from '../model/model.ts'

/**
 * A stored policy as far as it can be read. Policies are validated before they are stored; what is read here may come from a restored
 * backup, another version or a hand in the database, and must neither stop the process nor open anything (fail closed): a broken allow
 * counts for nothing, a broken deny or forbid applies, to everybody but owners, who can mend it.
 */
export function readDocument(stored: unknown, model: AccessModel): PolicyDocument {
  if (stored === null) return empty
  if (!isObject(stored) || !Array.isArray(stored['rules'])) {
    return { ...empty, rules: [mended({ id: 'unreadable-policy', effect: 'forbid', who: [], permissions: [] }, model)] }
  }
  const rules = stored['rules'].flatMap((rule: unknown, i) => (isRule(rule) ? [rule] : replacement(rule, idOf(rule, i), model)))
  return { roles: rolesOf(stored['roles']), rules, settings: settingsOf(stored['settings']) }
}

const settings: PolicySettings = { secondApprover: false, manyPeople: 25 }
const empty: PolicyDocument = { roles: [], rules: [], settings }
/** Deeper conditions are refused where policies are written; a stack has an end. */
const deepest = 32

const unknown: Condition = { attribute: 'unreadable', operator: 'eq', value: true }
const byOthersThanOwners: Condition = { not: { attribute: 'subject.roles', operator: 'contains', value: 'owner' } }

function replacement(given: unknown, id: string, model: AccessModel): Rule[] {
  const { effect, who, permissions, fields, at } = isObject(given) ? given : {}
  if (effect === 'allow') return []
  return [
    mended(
      {
        id,
        effect: effect === 'deny' ? 'deny' : 'forbid',
        who: isTexts(who) ? (who as Rule['who']) : [],
        permissions: isTexts(permissions) ? permissions : [],
        ...(fields === undefined ? {} : { fields: isFields(fields) ? fields : { except: [] } }),
        ...(typeof at === 'string' ? { at } : {}),
      },
      model,
    ),
  ]
}

/** Whom and what it is about: everybody and everything, where that cannot be read. */
function mended(rule: Rule, model: AccessModel): Rule {
  const areas = [...new Set(model.resources.map(({ area }) => `${area}.*`))]
  return {
    ...rule,
    who: rule.who.length === 0 ? ['everyone'] : rule.who,
    permissions: rule.permissions.length === 0 ? areas : rule.permissions,
    when: { all: [unknown, byOthersThanOwners] },
  }
}

function isRule(given: unknown): given is Rule {
  if (!isObject(given)) return false
  const { id, effect, who, permissions, fields, when, at } = given
  return (
    typeof id === 'string' &&
    (['allow', 'deny', 'forbid'] satisfies Effect[] as unknown[]).includes(effect) &&
    isTexts(who) &&
    isTexts(permissions) &&
    (fields === undefined || isFields(fields)) &&
    (when === undefined || isCondition(when, deepest)) &&
    (at === undefined || typeof at === 'string')
  )
}

function isFields(given: unknown): given is FieldSelection {
  return isTexts(given) || (isObject(given) && isTexts(given['except']))
}

function isCondition(given: unknown, depth: number): given is Condition {
  if (!isObject(given) || depth === 0) return false
  for (const key of ['all', 'any']) {
    const parts = given[key]
    if (parts !== undefined) return Array.isArray(parts) && parts.every((part) => isCondition(part, depth - 1))
  }
  if (given['not'] !== undefined) return isCondition(given['not'], depth - 1)
  if (given['shared'] !== undefined) return (shareLevels as readonly unknown[]).includes(given['shared'])
  return (
    typeof given['attribute'] === 'string' && (operators as readonly unknown[]).includes(given['operator']) && isOperand(given['value'])
  )
}

function isOperand(given: unknown): boolean {
  if (given === undefined || isLiteral(given)) return true
  if (Array.isArray(given)) return given.every(isLiteral)
  return isObject(given) && typeof given['attribute'] === 'string'
}

function isLiteral(given: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof given)
}

function isTexts(given: unknown): given is string[] {
  return Array.isArray(given) && given.length > 0 && given.every((one) => typeof one === 'string')
}

function isObject(given: unknown): given is Record<string, unknown> {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

function idOf(rule: unknown, position: number): string {
  return isObject(rule) && typeof rule['id'] === 'string' ? rule['id'] : `rule-${position + 1}`
}

function rolesOf(given: unknown): RoleDefinition[] {
  if (!Array.isArray(given)) return []
  return given.filter(
    (role): role is RoleDefinition => isObject(role) && typeof role['key'] === 'string' && typeof role['name'] === 'string',
  )
}

function settingsOf(given: unknown): PolicySettings {
  const { secondApprover, manyPeople } = isObject(given) ? given : {}
  return {
    // What cannot be read asks for the second person.
    secondApprover: given === undefined ? false : secondApprover !== false,
    manyPeople: typeof manyPeople === 'number' ? manyPeople : settings.manyPeople,
  }
}
