import { allActions } from '../model/model.ts'
import type { AccessModel } from '../model/model.ts'
import type { Permission } from '../engine/decision.ts'

/**
 * How permissions are written (USR15): `deals.read` or, with its area, `crm.deals.read`; a star stands for everything from there on, so
 * it is the last segment and follows at least one fixed one: `deals.*`, `crm.deals.*`, `crm.*`. A bare `*` is the built-in owner's alone.
 */
export const ownerPermission = '*'

/** Whether the text names a permission of its own or a star does. Says nothing of whether there is such a resource. */
export function matches(permission: string, area: string, resource: string, action: string): boolean {
  if (permission === ownerPermission) return true
  const short = [resource, action]
  const long = [area, ...short]
  const parts = permission.split('.')
  if (parts.at(-1) !== '*') return isPrefix(parts, long, long.length) || isPrefix(parts, short, short.length)
  const fixed = parts.slice(0, -1)
  return fixed.length > 0 && (isPrefix(fixed, long, undefined) || isPrefix(fixed, short, undefined))
}

/** Hostile texts are no reason to remember them all. */
const mostRemembered = 2_000
const resolved = new WeakMap<AccessModel, Map<string, readonly Permission[]>>()

/**
 * Resolved when asked, not stored (USR15). What has no meaning (`nobody`) and what nobody knows is none of them: [] is no permission.
 * Remembered: a policy of 1,000 rules names the same few permissions; resolving each anew took three quarters of the time to read it.
 */
export function resolvePermission(model: AccessModel, text: string): readonly Permission[] {
  const remembered = resolved.get(model) ?? new Map<string, readonly Permission[]>()
  resolved.set(model, remembered)
  const known = remembered.get(text)
  if (known !== undefined) return known
  const permissions = permissionsNamed(model, text)
  if (remembered.size < mostRemembered) remembered.set(text, permissions)
  return permissions
}

function permissionsNamed(model: AccessModel, text: string): Permission[] {
  return model.resources.flatMap(({ name: resource, area }) =>
    allActions
      .filter((action) => model.knows(action, resource) && matches(text, area, resource, action))
      .map((action) => ({ action, resource })),
  )
}

/** `length`: how many segments there must be; undefined: fewer than in `of`, since a star stands for at least one. */
function isPrefix(parts: readonly string[], of: readonly string[], length: number | undefined): boolean {
  const fits = length === undefined ? parts.length < of.length : parts.length === length
  return fits && parts.every((part, i) => part === of[i])
}
