import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { type Access, createAccess } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'
import type { Log } from '@freehold/kernel'
import { Sealer, SingleDatabase } from '@freehold/tenancy'
import { type Cluster, withAdmin } from './cluster.ts'
import { makeOrganization, type TestOrganization } from './organization.ts'

export type { TestOrganization, TestPerson } from './organization.ts'

export const quietLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

export interface TestDatabase {
  readonly name: string
  readonly placement: SingleDatabase
  readonly sealer: Sealer
  /** What decides, over the whole model of the CRM. */
  readonly access: Access
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
  const access = createAccess({ model: crmAccessModel, placement, log: quietLog })
  const admin = <T>(fn: (client: pg.Client) => Promise<T>) => withAdmin(cluster, name, fn)
  return {
    name,
    placement,
    sealer,
    access,
    acme: await makeOrganization({ admin, placement, access, log: quietLog }, 'acme'),
    globex: await makeOrganization({ admin, placement, access, log: quietLog }, 'globex'),
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
