import type { Action, Role } from '@freehold/kernel'

/** From least to most. Each role may do all that the ones before it may, so one name in a cell says it for all. */
export const roles = ['viewer', 'member', 'admin', 'owner'] as const satisfies readonly Role[]

/** `nobody`: the action has no meaning for the resource; it is refused to everybody, the system included. */
type Cell = Role | 'nobody'
type Row = Readonly<Record<Action, Cell>>

export const actions = ['read', 'create', 'update', 'delete', 'restore', 'import', 'export', 'manage'] as const satisfies readonly Action[]

type Cells = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]

function row(...cells: Cells): Row {
  const [read, create, update, remove, restore, bring, take, manage] = cells
  return { read, create, update, delete: remove, restore, import: bring, export: take, manage }
}

/**
 * The built-in roles, whole: the least role that may do the action to the resource. docs/reference/roles.md is generated from here.
 * Reading the ledger is the organization-wide view; the timeline of one record goes with reading that record.
 */
const grid = {
  //                 read      create    update    delete    restore   import    export    manage
  companies: /*   */ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  contacts: /*    */ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  products: /*    */ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  deals: /*       */ row('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'admin'),
  notes: /*       */ row('viewer', 'member', 'member', 'member', 'member', 'nobody', 'member', 'admin'),
  pipelines: /*   */ row('viewer', 'admin', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'admin'),
  tags: /*        */ row('viewer', 'member', 'member', 'member', 'nobody', 'nobody', 'nobody', 'admin'),
  members: /*     */ row('viewer', 'admin', 'admin', 'admin', 'nobody', 'admin', 'admin', 'owner'),
  invitations: /* */ row('admin', 'admin', 'admin', 'admin', 'nobody', 'nobody', 'nobody', 'owner'),
  organization: /**/ row('viewer', 'nobody', 'admin', 'owner', 'nobody', 'nobody', 'owner', 'owner'),
  imports: /*     */ row('member', 'member', 'member', 'member', 'nobody', 'nobody', 'nobody', 'admin'),
  jobs: /*        */ row('member', 'member', 'member', 'member', 'nobody', 'nobody', 'nobody', 'admin'),
  trash: /*       */ row('member', 'nobody', 'nobody', 'admin', 'member', 'nobody', 'nobody', 'admin'),
  ledger: /*      */ row('admin', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'admin', 'nobody'),
  search: /*      */ row('viewer', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody'),
  objects: /*     */ row('viewer', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'nobody', 'admin'),
} as const satisfies Record<string, Row>

export type Resource = keyof typeof grid
export const resources = Object.keys(grid) as readonly Resource[]

// Own properties only: `constructor` and `__proto__` are no resources. A Map also keeps a hostile name from reaching the prototype.
const rows: ReadonlyMap<string, Row> = new Map(Object.entries(grid))

/** The least role that may, `nobody`, or undefined where the grid does not know the pair. */
export function leastRole(action: string, resource: string): Cell | undefined {
  const cells = rows.get(resource)
  if (cells === undefined) return undefined
  return (actions as readonly string[]).includes(action) ? cells[action as Action] : undefined
}

export function reaches(role: Role, least: Role): boolean {
  const rank = roles.indexOf(role)
  return rank >= 0 && rank >= roles.indexOf(least)
}
