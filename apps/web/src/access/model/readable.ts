import type { PolicyDocument } from '../types.ts'

/** Whether what somebody wrote has the shape that the pages can show, whatever else is wrong with it. */
export function isReadable(document: unknown): document is PolicyDocument {
  if (!isObject(document)) return false
  const { roles, rules, settings } = document
  return (
    Array.isArray(roles) &&
    roles.every((role) => isObject(role) && typeof role['key'] === 'string' && typeof role['name'] === 'string') &&
    Array.isArray(rules) &&
    rules.every(isReadableRule) &&
    isObject(settings)
  )
}

/** The same of one rule. */
export function isReadableRule(rule: unknown): boolean {
  if (!isObject(rule) || typeof rule['id'] !== 'string') return false
  const { effect, who, permissions, fields, when } = rule
  const named = fields === undefined || isTexts(fields) || (isObject(fields) && isTexts(fields['except']))
  return (
    ['allow', 'deny', 'forbid'].includes(String(effect)) &&
    isTexts(who) &&
    isTexts(permissions) &&
    named &&
    (when === undefined || isCondition(when))
  )
}

function isCondition(when: unknown): boolean {
  if (!isObject(when)) return false
  for (const kind of ['all', 'any'])
    if (kind in when) {
      const parts = when[kind]
      return Array.isArray(parts) && parts.every(isCondition)
    }
  if ('not' in when) return isCondition(when['not'])
  return 'shared' in when || (typeof when['attribute'] === 'string' && typeof when['operator'] === 'string')
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
