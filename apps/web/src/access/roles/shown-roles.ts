import type { PolicyDesk } from '../draft/use-policy.ts'
import { cellOf, rulesFor } from '../model/document.ts'
import type { Extent, RoleOverview } from '../types.ts'

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
    return { ...base, cell: (resource, action) => draftCell(desk, role.key, resource, action) }
  })
  return [...builtIn, ...own]
}

function fromServer(role: RoleOverview): ShownRole {
  return { ...role, fresh: false, cell: (resource, action) => role.cells[resource]?.[action] ?? 'none' }
}

function draftCell(desk: PolicyDesk, key: string, name: string, action: string): Extent {
  const resource = desk.model.resources.find((candidate) => candidate.name === name)
  return resource === undefined ? 'none' : cellOf(desk.document, `role:${key}`, resource, action)
}

/** The rules behind a cell, as far as they are the organization's own. */
export function ownRules(desk: PolicyDesk, key: string) {
  return rulesFor(desk.document, `role:${key}`)
}
