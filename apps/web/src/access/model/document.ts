import type { Extent, PolicyDocument, RoleDefinition, RoleTemplate, Rule } from '../types.ts'
import type { AccessResource } from '../types.ts'
import { covers } from './permissions.ts'

/** Changes to a policy's document; each answers a new one. */

export function withRule(document: PolicyDocument, rule: Rule): PolicyDocument {
  const known = document.rules.some((other) => other.id === rule.id)
  return { ...document, rules: known ? document.rules.map((other) => (other.id === rule.id ? rule : other)) : [...document.rules, rule] }
}

export function withoutRule(document: PolicyDocument, id: string): PolicyDocument {
  return { ...document, rules: document.rules.filter((rule) => rule.id !== id) }
}

export function withRole(document: PolicyDocument, role: RoleDefinition): PolicyDocument {
  const known = document.roles.some((other) => other.key === role.key)
  return { ...document, roles: known ? document.roles.map((other) => (other.key === role.key ? role : other)) : [...document.roles, role] }
}

/** The role, its rules, and its name in rules that name others too. */
export function withoutRole(document: PolicyDocument, key: string): PolicyDocument {
  const who = `role:${key}`
  return {
    ...document,
    roles: document.roles.filter((role) => role.key !== key),
    rules: document.rules
      .filter((rule) => !(rule.who.length === 1 && rule.who[0] === who))
      .map((rule) => ({ ...rule, who: rule.who.filter((one) => one !== who) })),
  }
}

/** A role with copies of the template's rules, named after the role. */
export function withTemplate(document: PolicyDocument, template: RoleTemplate, role: RoleDefinition): PolicyDocument {
  const own = `role:${role.key}`
  const taken = new Set(document.rules.map((rule) => rule.id))
  const rules = template.rules.map((rule): Rule => {
    const id = freeId(rule.id.startsWith(template.key) ? rule.id.replace(template.key, role.key) : `${role.key}-${rule.id}`, taken)
    taken.add(id)
    return { ...rule, id, who: rule.who.map((who) => (who === `role:${template.key}` || who === 'role:$role' ? own : who)) }
  })
  return { ...withRole(document, { ...role, template: template.key }), rules: [...document.rules, ...rules] }
}

/** A role called so, with the template's rules if there is one. Its key is like its name, and none that is taken. */
export function withNewRole(
  document: PolicyDocument,
  template: RoleTemplate | undefined,
  { name, description = template?.description ?? null }: { name: string; description?: string | null },
): PolicyDocument {
  const taken = new Set([...reserved, ...document.roles.map((role) => role.key)])
  const role = { key: keyFor(name, taken), name, ...(description !== null && { description }) }
  return template === undefined ? withRole(document, role) : withTemplate(document, template, role)
}

const reserved = ['guest', 'viewer', 'member', 'admin', 'owner', 'everyone', 'system']

/** `Site manager` → `site-manager`; at most 60 characters, not one of those taken. */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
  return freeId(plain === '' ? 'role' : plain, taken)
}

export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.slice(0, 56)
  if (!taken.has(base)) return base
  let number = 2
  while (taken.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}

/** What rules give for one action, as far as they alone say it. `rules`: those that name the role. */
export function cellOf(rules: readonly Rule[], resource: AccessResource, action: string): Extent {
  const about = rules.filter((rule) => rule.fields === undefined && rule.permissions.some((one) => covers(one, resource, action)))
  const bounded = (rule: Rule) => rule.when !== undefined || rule.at !== undefined
  if (about.some((rule) => rule.effect !== 'allow' && !bounded(rule))) return 'none'
  const allows = about.filter((rule) => rule.effect === 'allow')
  if (allows.length === 0) return 'none'
  return allows.length === about.length && allows.some((rule) => !bounded(rule)) ? 'all' : 'some'
}

export function rulesFor(document: PolicyDocument, who: string): Rule[] {
  return document.rules.filter((rule) => rule.who.includes(who))
}
