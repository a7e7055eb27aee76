import type { Action, Actor, Role } from '@freehold/kernel'
import { actions, leastRole, reaches, resources } from './grid.ts'
import type { Resource } from './grid.ts'

/** An answer and what made it: `rule` is the cell of the grid, or why there is none. */
export type Decision =
  | { readonly allowed: true; readonly rule: string }
  | { readonly allowed: false; readonly rule: string; readonly needs: Role | undefined }

/**
 * Decides without asking anything else; what the grid does not know is denied (fail closed).
 * The system (maintenance, the command line of whoever runs the machine) may do whatever some role may.
 */
export function decide(actor: Actor, action: Action, resource: string): Decision {
  const least = leastRole(action, resource)
  if (least === undefined) return { allowed: false, rule: `no rule knows ${resource}.${action}`, needs: undefined }
  const rule = `${resource}.${action}: ${least}`
  if (least === 'nobody') return { allowed: false, rule, needs: undefined }
  if (actor.kind === 'system') return { allowed: true, rule }
  if (actor.kind === 'member' && reaches(actor.role, least)) return { allowed: true, rule }
  return { allowed: false, rule, needs: least }
}

/** What a role may do, for a page that disables what will be refused. Resources with nothing allowed are left out. */
export function permissionsOf(role: Role): Record<string, Action[]> {
  const permissions: Partial<Record<Resource, Action[]>> = {}
  for (const resource of resources) {
    const allowed = actions.filter((action) => {
      const least = leastRole(action, resource)
      return least !== undefined && least !== 'nobody' && reaches(role, least)
    })
    if (allowed.length > 0) permissions[resource] = allowed
  }
  return permissions
}
