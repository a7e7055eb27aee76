import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { bootstrapRoles, type Migration, migrateUp, readMigrations, type RolePasswords } from '@freehold/migrations'
import { Sealer } from '@freehold/tenancy'
import { EmbeddedPostgres } from '../../apps/server/embedded/embedded-postgres.ts'
import { ownerRole } from '../../apps/server/embedded/initialisation.ts'

/** How tests reach the cluster; plain data, handed from the global setup to every test file. */
export interface Cluster {
  /** Socket folder or host name. */
  host: string
  port: number
  admin: { user: string; password: string }
  passwords: RolePasswords
  /** Hex. */
  sealKey: string
  template: string
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** A real PostgreSQL with a migrated template database. FREEHOLD_TEST_DATABASE_URL uses one that runs already (test:servers). */
export async function startCluster(migrations = readMigrations()): Promise<{ cluster: Cluster; stop: () => Promise<void> }> {
  const password = randomBytes(18).toString('base64url')
  const url = process.env['FREEHOLD_TEST_DATABASE_URL']
  const server = url === undefined ? await startEmbedded(password) : { ...fromUrl(url), stop: () => Promise.resolve() }
  const secret = () => randomBytes(18).toString('base64url')
  const cluster: Cluster = {
    host: server.host,
    port: server.port,
    admin: server.admin,
    passwords: { app: secret(), control: secret(), jobs: secret() },
    sealKey: randomBytes(32).toString('hex'),
    template: `freehold_template_${randomBytes(4).toString('hex')}`,
  }
  await makeTemplate(cluster, migrations)
  return {
    cluster,
    async stop() {
      await withAdmin(cluster, 'postgres', (admin) => admin.query(`drop database if exists ${cluster.template} with (force)`))
      await server.stop()
    },
  }
}

export async function withAdmin<T>(cluster: Cluster, database: string, fn: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ host: cluster.host, port: cluster.port, ...cluster.admin, database })
  await admin.connect()
  try {
    return await fn(admin)
  } finally {
    await admin.end()
  }
}

async function startEmbedded(password: string) {
  const home = mkdtempSync(join(tmpdir(), 'fht-'))
  // The database's own system user must be able to pass through.
  chmodSync(home, 0o711)
  const postgres = await EmbeddedPostgres.start({
    home,
    ownerPassword: password,
    log: quiet,
    onLost: (error) => {
      throw error
    },
  })
  return {
    host: postgres.socketFolder,
    port: 5432,
    admin: { user: ownerRole, password },
    async stop() {
      await postgres.stop(5_000)
      rmSync(home, { recursive: true, force: true })
    },
  }
}

function fromUrl(text: string) {
  const url = new URL(text)
  return {
    host: decodeURIComponent(url.searchParams.get('host') ?? url.hostname),
    port: Number(url.port || 5432),
    admin: { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
  }
}

async function makeTemplate(cluster: Cluster, migrations: Migration[]): Promise<void> {
  await withAdmin(cluster, 'postgres', (admin) => admin.query(`create database ${cluster.template} template template0 encoding 'UTF8'`))
  await withAdmin(cluster, cluster.template, async (admin) => {
    await bootstrapRoles(admin, cluster.passwords)
    // Tests lose nothing by a crash of the machine; a commit costs a tenth of a millisecond instead of several.
    await admin.query(`alter database ${cluster.template} set synchronous_commit = off`)
    await migrateUp(admin, migrations)
    await admin.query('set role freehold_migrator')
    await admin.query(new Sealer(Buffer.from(cluster.sealKey, 'hex')).registration())
  })
}
