import type { AccessResource, FieldSelection, PolicyDocument, Rule } from '../types.ts'
import { freeId } from './document.ts'
import { covers } from './permissions.ts'

export type FieldLevel = 'write' | 'read' | 'hidden'

export interface FieldCell {
  readonly level: FieldLevel
  /** A rule with conditions or at a place says otherwise for some records. */
  readonly sometimes: boolean
  /** All rules that speak of this field for whom the column names. */
  readonly rules: readonly Rule[]
}

function names(fields: FieldSelection, field: string): boolean {
  return 'except' in fields ? !fields.except.includes(field) : fields.includes(field)
}

/** What the document says of one field for one role, without what rules for others (everyone, teams, people) say. */
export function fieldCell(document: PolicyDocument, resource: AccessResource, who: string, field: string): FieldCell {
  const rules = document.rules.filter(
    (rule) =>
      rule.fields !== undefined &&
      rule.who.includes(who) &&
      names(rule.fields, field) &&
      ['read', 'update'].some((action) => rule.permissions.some((permission) => covers(permission, resource, action))),
  )
  const always = rules.filter((rule) => rule.effect !== 'allow' && rule.when === undefined && rule.at === undefined)
  const denies = (action: string) => always.some((rule) => rule.permissions.some((permission) => covers(permission, resource, action)))
  return {
    level: denies('read') ? 'hidden' : denies('update') ? 'read' : 'write',
    sometimes: rules.some((rule) => rule.when !== undefined || rule.at !== undefined),
    rules,
  }
}

/** Rules that this page itself keeps: plain denies of fields of one resource for one role. */
function isOwn(rule: Rule, resource: AccessResource, who: string): boolean {
  return (
    rule.effect === 'deny' &&
    rule.fields !== undefined &&
    !('except' in rule.fields) &&
    rule.when === undefined &&
    rule.at === undefined &&
    rule.who.length === 1 &&
    rule.who[0] === who &&
    rule.permissions.every((permission) => ['read', 'update', 'create'].some((action) => permission === `${resource.name}.${action}`))
  )
}

/** Puts the field at this level: out of the rules that this page keeps for it, into the one of the level. */
export function withFieldLevel(
  document: PolicyDocument,
  resource: AccessResource,
  who: string,
  field: string,
  level: FieldLevel,
): PolicyDocument {
  const cleared = document.rules.flatMap((rule): Rule[] => {
    if (!isOwn(rule, resource, who) || rule.fields === undefined || 'except' in rule.fields || !rule.fields.includes(field)) return [rule]
    const fields = rule.fields.filter((other) => other !== field)
    return fields.length === 0 ? [] : [{ ...rule, fields }]
  })
  if (level === 'write') return { ...document, rules: cleared }
  const permissions = level === 'hidden' ? [`${resource.name}.read`] : [`${resource.name}.create`, `${resource.name}.update`]
  const found = cleared.find((rule) => isOwn(rule, resource, who) && rule.permissions.toSorted().join() === permissions.join())
  if (found !== undefined && found.fields !== undefined && !('except' in found.fields)) {
    const fields = [...found.fields, field]
    return { ...document, rules: cleared.map((rule) => (rule === found ? { ...rule, fields } : rule)) }
  }
  const base = `${who.replace(/^role:/, '')}-${resource.name}-${level === 'hidden' ? 'hidden' : 'read-only'}`
  const id = freeId(base, new Set(cleared.map((rule) => rule.id)))
  return { ...document, rules: [...cleared, { id, effect: 'deny', who: [who], permissions, fields: [field] }] }
}
