import type { Action } from '../../api-types.ts'
import type { AccessModel, AccessResource, Rule } from '../types.ts'

/** One line of a rule: what may be done to some kinds of things. A resource may be `crm`; the action `'*'` stands for every action. */
export interface Grant {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
}

/** `deals.read`, `companies.read`, `crm.contacts.*` → kinds of things with the same actions together, in the order of writing. */
export function grantsOf(permissions: readonly string[]): Grant[] {
  const actionsByResource = new Map<string, string[]>()
  for (const permission of permissions) {
    const at = permission.lastIndexOf('.')
    const [resource, action] = at < 0 ? [permission, '*'] : [permission.slice(0, at), permission.slice(at + 1)]
    const actions = actionsByResource.get(resource)
    if (actions === undefined) actionsByResource.set(resource, [action])
    else if (!actions.includes(action)) actions.push(action)
  }
  const grants = new Map<string, { actions: string[]; resources: string[] }>()
  for (const [resource, named] of actionsByResource) {
    const actions = named.includes('*') ? ['*'] : named
    const key = actions.toSorted().join()
    const grant = grants.get(key)
    if (grant === undefined) grants.set(key, { actions, resources: [resource] })
    else grant.resources.push(resource)
  }
  return [...grants.values()]
}

export function permissionsOf(grants: readonly Grant[]): string[] {
  return [
    ...new Set(
      grants.flatMap(({ resources, actions }) => resources.flatMap((resource) => actions.map((action) => `${resource}.${action}`))),
    ),
  ]
}

/** The resources behind a name: one (`deals`, `crm.deals`), or all of an area (`crm`). */
export function resourcesNamed(model: AccessModel, written: string): AccessResource[] {
  return model.resources.filter(({ name, area }) => written === name || written === `${area}.${name}` || written === area)
}

/** Whether the permission names this action of this resource. */
export function covers(permission: string, resource: Pick<AccessResource, 'name' | 'area'>, action: string): boolean {
  const { name, area } = resource
  if (permission === '*') return true
  return (
    [name, `${area}.${name}`].some((prefix) => permission === `${prefix}.${action}` || permission === `${prefix}.*`) ||
    permission === `${area}.*`
  )
}

/** Everything a rule's conditions and fields can be about: what all of its resources have. */
export function commonRecord(model: AccessModel, rule: Pick<Rule, 'permissions'>): NonNullable<AccessResource['record']> | undefined {
  const records = grantsOf(rule.permissions)
    .flatMap((grant) => grant.resources)
    .flatMap((resource) => resourcesNamed(model, resource))
    .map((resource) => resource.record)
  const [first, ...others] = records
  if (first == null || others.includes(null)) return undefined
  const everywhere = (name: string, part: 'attributes' | 'fields') =>
    others.every((other) => other != null && Object.hasOwn(other[part], name))
  const kept = <T>(entries: Readonly<Record<string, T>>, part: 'attributes' | 'fields') =>
    Object.fromEntries(Object.entries(entries).filter(([name]) => everywhere(name, part)))
  return { object: first.object, attributes: kept(first.attributes, 'attributes'), fields: kept(first.fields, 'fields') }
}

const verbs: Readonly<Record<Action, string>> = {
  read: 'see',
  create: 'add',
  update: 'change',
  delete: 'delete',
  restore: 'restore',
  share: 'share',
  import: 'import',
  export: 'export',
  manage: 'manage',
}

export function verbOf(action: string): string {
  return action === '*' ? 'do everything with' : (verbs[action as Action] ?? action)
}

/** Column heads of a grid. */
export function verbTitle(action: string): string {
  const verb = action === '*' ? 'everything' : verbOf(action)
  return verb.charAt(0).toUpperCase() + verb.slice(1)
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** `see, change and delete`. */
export function listed(words: readonly string[], last = 'and'): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
}
