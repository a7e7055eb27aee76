import type { RoleDefinition, Rule, Who } from './policy.ts'

/** A role to begin with: an organization copies it under a key of its own and changes the copy. */
export interface RoleTemplate {
  /** As in `role:<key>` of its rules. */
  readonly key: string
  readonly name: string
  readonly description: string
  readonly rules: readonly Rule[]
}

const idLimit = 60

/** The role and its rules, to be added to a document. `key` names the role and begins the ids of its rules. */
export function copyTemplate(template: RoleTemplate, key: string, name: string): { role: RoleDefinition; rules: Rule[] } {
  return {
    role: { key, name, description: template.description, template: template.key },
    rules: template.rules.map((rule) => ({
      ...rule,
      id: copiedId(rule.id, key),
      who: rule.who.map((who): Who => (who === `role:${template.key}` ? `role:${key}` : who)),
    })),
  }
}

function copiedId(id: string, key: string): string {
  return `${key.slice(0, idLimit - 1 - id.length)}-${id}`
}
