import { randomBytes, randomUUID } from 'node:crypto'
import { type Access, OperationAccess, type PolicyDocument, type Shift, withAccess } from '@freehold/access'
import type { Actor, Log, OpContext, Role } from '@freehold/kernel'
import type { SingleDatabase } from '@freehold/tenancy'
import { type ControlTx, controlTx } from '@freehold/tenancy/control'
import type pg from 'pg'

/** Somebody of a test's organization. */
export interface TestPerson {
  readonly id: string
  /** A fresh operation of theirs. */
  as(overrides?: Partial<OpContext>): OpContext
}

export interface NewPerson {
  readonly name?: string
  /** Default guest: may do what the test gives them. */
  readonly role?: Role
  readonly managerId?: string
  readonly teams?: readonly string[]
  readonly territories?: readonly string[]
  readonly nodes?: readonly string[]
  /** Given in person; with a place or an end: an object. */
  readonly roles?: readonly (string | { readonly role: string; readonly nodeId?: string; readonly expiresAt?: Date })[]
  readonly clearance?: string
  readonly shift?: Shift
}

/** An organization of a test with a person for each role. */
export interface TestOrganization {
  readonly tenant: string
  readonly slug: string
  /** A fresh operation of the person with this role. */
  as(role: Role, overrides?: Partial<OpContext>): OpContext
  /** A further member. */
  person(person?: NewPerson): Promise<TestPerson>
  team(name: string, parentId?: string): Promise<string>
  territory(name: string): Promise<string>
  node(name: string, kind: string, parentId?: string): Promise<string>
  /** The next version of the policy; nothing checks it. */
  setPolicy(document: Partial<PolicyDocument>): Promise<void>
  /** Any change of what decides, as the program would make it. Operations that `as` begins afterwards know of it. */
  change<T>(fn: (tx: ControlTx) => Promise<T>): Promise<T>
}

interface Surroundings {
  readonly admin: <T>(fn: (client: pg.Client) => Promise<T>) => Promise<T>
  readonly placement: SingleDatabase
  readonly access: Access
  readonly log: Log
}

const roles: readonly Role[] = ['owner', 'admin', 'member', 'viewer', 'guest']

export async function makeOrganization(surroundings: Surroundings, slug: string): Promise<TestOrganization> {
  const { access, placement, log } = surroundings
  const tenant = randomUUID()
  const ids = await insertOrganization(surroundings, tenant, slug)
  let snapshot = await access.snapshot(tenant)
  const current = async () => (snapshot = await access.snapshot(tenant))
  const source = { cached: () => snapshot, current, revision: async () => (await current()).revision }
  const operation = (id: string, role: Role, name: string, overrides: Partial<OpContext>): OpContext => {
    const actor: Actor = { kind: 'member', id, role, name }
    const view = new OperationAccess({ model: access.model, member: { id, source }, context: { now: new Date(), kind: 'test' } })
    const requestId = `test-${randomBytes(6).toString('hex')}`
    return { tenant, actor, kind: 'test', requestId, log, placement, ...withAccess(view), ...overrides }
  }
  const change: TestOrganization['change'] = async (fn) => {
    const result = await controlTx(placement, async (tx) => {
      await tx.enter({ tenant, requestId: 'test-setup', actor: { kind: 'system', name: 'Test' } }, { governs: true })
      return fn(tx)
    })
    await current()
    return result
  }
  const insert = (table: string, values: Record<string, unknown>) => change((tx) => insertRow(tx, tenant, table, values))
  return {
    tenant,
    slug,
    as: (role, overrides = {}) => operation(ids.get(role) ?? '', role, `${role} of ${slug}`, overrides),
    async person(person = {}) {
      const id = await change((tx) => insertPerson(tx, tenant, person))
      return { id, as: (overrides = {}) => operation(id, person.role ?? 'guest', person.name ?? id, overrides) }
    },
    team: (name, parentId) => insert('access.team', { name, parent_id: parentId ?? null }),
    territory: (name) => insert('access.territory', { name }),
    node: (name, kind, parentId) => insert('access.node', { name, kind, parent_id: parentId ?? null }),
    async setPolicy(document) {
      const settings = { secondApprover: false, manyPeople: 25 }
      await change((tx) =>
        tx.sql(
          `insert into access.policy (tenant_id, version, document, reason)
           select $1, coalesce(max(version), 0) + 1, $2::jsonb, 'test' from access.policy where tenant_id = $1`,
          [tenant, JSON.stringify({ roles: [], rules: [], settings, ...document })],
        ),
      )
    },
    change,
  }
}

async function insertOrganization({ admin, placement }: Surroundings, tenant: string, slug: string): Promise<Map<Role, string>> {
  const ids = new Map<Role, string>(roles.map((role) => [role, randomUUID()]))
  await admin(async (client) => {
    await client.query('begin')
    await client.query('select tenancy.enter($1, false)', [
      placement.control().sealer.seal({ tenant, requestId: 'test-setup', actor: { kind: 'system', name: 'Test' } }),
    ])
    await client.query(`insert into control.organization (id, slug, name) values ($1, $2, initcap($2))`, [tenant, slug])
    for (const [role, id] of ids) {
      await client.query(
        `insert into identity.member (tenant_id, id, name, email, role, status) values ($1, $2, initcap($3) || ' ' || initcap($4), $3 || '@' || $4 || '.example', $3, 'active')`,
        [tenant, id, role, slug],
      )
    }
    await client.query('commit')
  })
  return ids
}

async function insertPerson(tx: ControlTx, tenant: string, person: NewPerson): Promise<string> {
  const { name = 'Somebody', role = 'guest', managerId = null, clearance, shift } = person
  const id = await insertRow(tx, tenant, 'identity.member', { name, role, status: 'active', manager_id: managerId })
  for (const team_id of person.teams ?? []) await insertRow(tx, tenant, 'access.team_member', { team_id, member_id: id })
  for (const node_id of person.nodes ?? []) await insertRow(tx, tenant, 'access.node_member', { node_id, member_id: id })
  for (const territory_id of person.territories ?? [])
    await insertRow(tx, tenant, 'access.territory_member', { territory_id, member_id: id })
  for (const given of person.roles ?? []) {
    const { role: key, nodeId = null, expiresAt = null } = typeof given === 'string' ? { role: given } : given
    await insertRow(tx, tenant, 'access.role_assignment', { role: key, member_id: id, node_id: nodeId, expires_at: expiresAt })
  }
  if (clearance !== undefined || shift !== undefined) {
    const { start = null, end = null, days = null } = shift ?? {}
    await insertRow(tx, tenant, 'access.profile', {
      id,
      clearance: clearance ?? null,
      shift_start: start,
      shift_end: end,
      shift_days: days,
    })
  }
  return id
}

async function insertRow(tx: ControlTx, tenant: string, table: string, values: Record<string, unknown>): Promise<string> {
  const names = Object.keys(values)
  const [row] = await tx.sql<{ id: string }>(
    `insert into ${table} (tenant_id, ${names.join(', ')}) values ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')}) returning id`,
    [tenant, ...Object.values(values)],
  )
  if (row === undefined) throw new Error(`No row was stored in ${table}`)
  return row.id
}
