import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { authorizer } from '@freehold/access'
import type { Actor, Log, OpContext, Role } from '@freehold/kernel'
import { Sealer, SingleDatabase } from '@freehold/tenancy'
import { type Cluster, withAdmin } from './cluster.ts'

export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

/** An organization of a test with a person for each role. */
export interface TestOrganization {
  readonly tenant: string
  readonly slug: string
  /** A fresh operation of the person with this role. */
  as(role: Role, overrides?: Partial<OpContext>): OpContext
}

export interface TestDatabase {
  readonly name: string
  readonly placement: SingleDatabase
  readonly sealer: Sealer
  /** Two, always: what one does, the other must not notice. */
  readonly acme: TestOrganization
  readonly globex: TestOrganization
  /** A raw connection as the application's role, as an attacker with SQL would have it. */
  app(): Promise<pg.Client>
  control(): Promise<pg.Client>
  jobs(): Promise<pg.Client>
  /** As the cluster's administrator: to look, never to act for the application. */
  admin<T>(fn: (client: pg.Client) => Promise<T>): Promise<T>
  drop(): Promise<void>
}

/** A database of one's own, cloned from the migrated template (about 50 ms). Call `drop` in afterAll: leaked connections fail it. */
export async function createTestDatabase(cluster: Cluster, options: { prepare?: boolean } = {}): Promise<TestDatabase> {
  const name = `freehold_test_${randomBytes(6).toString('hex')}`
  await withAdmin(cluster, 'postgres', (admin) => admin.query(`create database ${name} template ${cluster.template}`))
  await withAdmin(cluster, name, closeDatabase(name))
  const sealer = new Sealer(Buffer.from(cluster.sealKey, 'hex'))
  const config = (user: string, password: string) => ({ host: cluster.host, port: cluster.port, database: name, user, password })
  const placement = await SingleDatabase.open({
    app: config('freehold_app', cluster.passwords.app),
    control: config('freehold_control', cluster.passwords.control),
    sealer,
    poolSize: 6,
    ...options,
  })
  const clients: pg.Client[] = []
  const open = async (user: string, password: string): Promise<pg.Client> => {
    const client = new pg.Client(config(user, password))
    await client.connect()
    clients.push(client)
    return client
  }
  const admin = <T>(fn: (client: pg.Client) => Promise<T>) => withAdmin(cluster, name, fn)
  return {
    name,
    placement,
    sealer,
    acme: await makeOrganization(admin, placement, 'acme'),
    globex: await makeOrganization(admin, placement, 'globex'),
    app: () => open('freehold_app', cluster.passwords.app),
    control: () => open('freehold_control', cluster.passwords.control),
    jobs: () => open('freehold_jobs', cluster.passwords.jobs),
    admin,
    async drop() {
      await Promise.all(clients.map((client) => client.end()))
      await placement.close()
      await withAdmin(cluster, 'postgres', (client) => client.query(`drop database ${name}`))
    },
  }
}

/** A clone does not inherit the database's own privileges: close it like the bootstrap does. */
function closeDatabase(name: string) {
  return async (admin: pg.Client): Promise<void> => {
    await admin.query(`revoke all on database ${name} from public`)
    await admin.query(`grant create, connect on database ${name} to freehold_migrator`)
    await admin.query(`grant connect on database ${name} to freehold_app, freehold_control, freehold_jobs`)
    await admin.query(`alter database ${name} set synchronous_commit = off`)
  }
}

const roles: readonly Role[] = ['owner', 'admin', 'member', 'viewer']

async function makeOrganization(admin: TestDatabase['admin'], placement: SingleDatabase, slug: string): Promise<TestOrganization> {
  const tenant = randomUUID()
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
  return {
    tenant,
    slug,
    as(role, overrides = {}) {
      const actor: Actor = { kind: 'member', id: ids.get(role) ?? '', role, name: `${role} of ${slug}` }
      return {
        tenant,
        actor,
        kind: 'test',
        requestId: `test-${randomBytes(6).toString('hex')}`,
        log: quietLog,
        placement,
        authorize: authorizer(actor),
        ...overrides,
      }
    },
  }
}
