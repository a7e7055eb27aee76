import type { PolicyDesk } from '../draft/use-policy.ts'
import { cellOf, rulesFor } from '../model/document.ts'
import type { AccessResource, Extent, RoleOverview, Rule } from '../types.ts'

/** A role as the grid shows it. */
export interface ShownRole {
  readonly key: string
  readonly name: string
  readonly description: string | null
  readonly builtIn: boolean
  readonly people: number
  /** In the draft only. */
  readonly fresh: boolean
  readonly cell: (resource: string, action: string) => Extent
}

/** The roles as the draft would have them: the organization's own are computed from it, the built-in ones come from the server. */
export function shownRoles(desk: PolicyDesk, saved: readonly RoleOverview[]): ShownRole[] {
  const builtIn = saved.filter((role) => role.builtIn).map((role) => fromServer(role))
  const own = desk.document.roles.map((role): ShownRole => {
    const known = saved.find((other) => other.key === role.key && !other.builtIn)
    const fresh = known === undefined
    const changed = desk.draft !== undefined || desk.unsent
    const base = { ...role, description: role.description ?? null, builtIn: false, people: known?.people ?? 0, fresh }
    if (known !== undefined && !changed) return { ...fromServer(known), name: role.name }
    const rules = ownRules(desk, role.key)
    const resources = new Map(desk.model.resources.map((resource) => [resource.name, resource]))
    return { ...base, cell: (name, action) => draftCell(rules, resources.get(name), action) }
  })
  return [...builtIn, ...own]
}

function fromServer(role: RoleOverview): ShownRole {
  return { ...role, fresh: false, cell: (resource, action) => role.cells[resource]?.[action] ?? 'none' }
}

function draftCell(rules: readonly Rule[], resource: AccessResource | undefined, action: string): Extent {
  return resource === undefined ? 'none' : cellOf(rules, resource, action)
}

/** The rules behind a cell, as far as they are the organization's own. */
export function ownRules(desk: PolicyDesk, key: string): Rule[] {
  return rulesFor(desk.document, `role:${key}`)
}
