import type { Action, Role } from '@freehold/kernel'

/**
 * What permissions are about, as data: which resources there are, what can be done to them, which attributes conditions may name. The
 * platform adds its own resources, a domain hands in its records (`accessResource` of `@freehold/records`).
 */
export type AttributeType = 'id' | 'text' | 'number' | 'boolean' | 'date' | 'dateTime' | 'time' | 'choice' | 'list' | 'address'

export interface Attribute {
  readonly type: AttributeType
  /** As people read it: `Owner`. */
  readonly label: string
  /** Of a choice, and of a list of choices. Ordered from least to most where `ordered`. */
  readonly values?: readonly string[]
  /** A choice whose values can be compared with `lt` … `gte`: classification. */
  readonly ordered?: boolean
  /** What an id points at (`member`, `team`, `node`, `company`): ids of two kinds are not comparable. Of a list: what its ids point at. */
  readonly refers?: string
  /** Of a number, as sentences say it; amounts of money (`minorUnits`) are said in the organization's currency. */
  readonly unit?: string
  /** SQL column of a resource's attribute; ids, text, bigint, date, timestamptz, boolean, text[] as the type says. */
  readonly column?: string
}

/** The unit of amounts of money: 1054 is 10.54 in most currencies. */
export const minorUnits = 'minor units'

export type Attributes = Readonly<Record<string, Attribute>>

/** The least built-in role that may do the action to any record; `nobody`: it has no meaning there. */
export type LeastRoles = Readonly<Record<Action, Role | 'nobody'>>

export interface ResourceModel {
  /** As in permissions: `deals`. */
  readonly name: string
  /** First segment of the long form `crm.deals.read`. */
  readonly area: string
  /** `deal`, `deals`, as in sentences. */
  readonly singular: string
  readonly plural: string
  readonly least: LeastRoles
  /** Absent for what is no record: there conditions may use subject and context only, and rules have no fields. */
  readonly record?: RecordModel
}

export interface RecordModel {
  /** With its schema: `crm.deal`. Has tenant_id and id. */
  readonly table: string
  /** Singular name, as shares store it: `deal`. */
  readonly object: string
  /** By field name. Field rules may name each of them. */
  readonly attributes: Attributes
  /** Labels of all fields by name, those that are no attributes too (long text): what field rules and field access are about. */
  readonly fields: Readonly<Record<string, string>>
  /** Fields that say which record this one belongs to: shares reach down through them. */
  readonly parents: readonly { readonly attribute: string; readonly resource: string }[]
  /** Nobody sees a record of this kind without seeing the one it belongs to: notes. */
  readonly embedded: boolean
}

/** Of whoever acts; the same in every organization. */
export const subjectAttributes = {
  id: { type: 'id', label: 'the person', refers: 'member' },
  roles: { type: 'list', label: 'the person’s roles' },
  /** Teams of the person and the teams that these are part of. */
  teams: { type: 'list', label: 'the person’s teams', refers: 'team' },
  /** All members of those teams of which the person is a direct member, the person included. */
  teammates: { type: 'list', label: 'the person’s teammates', refers: 'member' },
  /** Everybody who reports to the person, directly or through others. */
  reports: { type: 'list', label: 'the people who report to the person', refers: 'member' },
  territories: { type: 'list', label: 'the person’s territories', refers: 'territory' },
  /** The nodes of the hierarchy that the person is assigned to, and all below them. */
  nodes: { type: 'list', label: 'the person’s places', refers: 'node' },
  /** Highest classification that the person may see; unknown where nobody said. */
  clearance: {
    type: 'choice',
    label: 'the person’s clearance',
    values: ['public', 'internal', 'confidential', 'restricted'],
    ordered: true,
  },
} as const satisfies Attributes

/** Of the moment and the way in which it is asked. */
export const contextAttributes = {
  /** `HH:MM` in the organization's time zone. */
  time: { type: 'time', label: 'the time of day' },
  date: { type: 'date', label: 'the date' },
  weekday: { type: 'choice', label: 'the day of the week', values: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] },
  /** Whether it is the person's shift; unknown for people without one. */
  onShift: { type: 'boolean', label: 'it is the person’s shift' },
  /** Unknown where there is no request: in a job, on the command line. */
  address: { type: 'address', label: 'the network address' },
  /** Number of factors that the session was opened with: 1 a password, 2 with a second factor. */
  factors: { type: 'number', label: 'the number of sign-in factors' },
  kind: { type: 'choice', label: 'the way in', values: ['http', 'job', 'cli', 'test'] },
} as const satisfies Attributes

export const builtInRoles = ['guest', 'viewer', 'member', 'admin', 'owner'] as const satisfies readonly Role[]

export const allActions = [
  'read',
  'create',
  'update',
  'delete',
  'restore',
  'share',
  'import',
  'export',
  'manage',
] as const satisfies readonly Action[]

/** The resources of an installation. Made once, at start. Throws on a name used twice. */
export class AccessModel {
  readonly resources: readonly ResourceModel[]
  readonly subject: Attributes
  readonly context: Attributes = contextAttributes
  readonly #byName: ReadonlyMap<string, ResourceModel>

  constructor(resources: readonly ResourceModel[], subject: Attributes = subjectAttributes) {
    this.resources = resources
    this.subject = subject
    this.#byName = new Map(resources.map((resource) => [resource.name, resource]))
    if (this.#byName.size < resources.length) throw new Error('Two resources have one name')
    for (const resource of resources)
      for (const { resource: parent } of resource.record?.parents ?? [])
        if (this.#byName.get(parent)?.record === undefined) throw new Error(`${resource.name} belongs to ${parent}, which is no record`)
  }

  find(name: string): ResourceModel | undefined {
    return this.#byName.get(name)
  }

  /** By the singular name of the object: `deal`. */
  ofObject(object: string): ResourceModel | undefined {
    return this.resources.find((resource) => resource.record?.object === object)
  }

  /** Whether anybody may do it at all. */
  knows(action: string, resource: string): boolean {
    const least = this.#byName.get(resource)?.least
    return least !== undefined && Object.hasOwn(least, action) && least[action as Action] !== 'nobody'
  }
}

/** A row of the grid of built-in roles, in the order of `allActions`. */
export function leastRoles(...cells: readonly (Role | 'nobody')[]): LeastRoles {
  if (cells.length !== allActions.length) throw new Error(`A row has ${allActions.length} cells`)
  return Object.fromEntries(allActions.map((action, i) => [action, cells[i]])) as LeastRoles
}

export function reaches(role: Role, least: Role): boolean {
  const rank = (builtInRoles as readonly string[]).indexOf(role)
  return rank >= 0 && rank >= builtInRoles.indexOf(least)
}
