import { bootstrapRoles, migrateUp, migrationStatus } from '@freehold/migrations'
import type { Log } from '@freehold/kernel'
import { Sealer } from '@freehold/tenancy'
import type pg from 'pg'
import type { Secrets } from '../home/secrets.ts'
import { createDatabaseIfMissing, registerSealKey, serverVersion, withAdmin } from './admin-queries.ts'
import type { Connections } from './connection.ts'

const oldest = 15
const newest = 18

/** `sealKey` in the secrets is 32 random bytes, base64url. */
export function sealerOf(secrets: Secrets): Sealer {
  return new Sealer(Buffer.from(secrets.contextSeal, 'base64url'))
}

/** The embedded cluster begins without our database. */
export async function createEmbeddedDatabase(connections: Connections): Promise<void> {
  const name = connections.admin.database ?? ''
  await withAdmin({ ...connections.admin, database: 'postgres' }, (client) => createDatabaseIfMissing(client, name))
}

/** Roles, migrations, seal key. Throws for an unsupported version and for a database that is newer than this program. */
export async function prepareDatabase(connections: Connections, secrets: Secrets, log: Log): Promise<void> {
  await asAdmin(connections, async (client) => {
    await migrationStatus(client)
    await bootstrapRoles(client, { app: secrets.databaseApp, control: secrets.databaseControl, jobs: secrets.databaseJobs })
    const applied = await migrateUp(client)
    if (applied.length > 0)
      log.info({ migrations: applied.map(({ number, name }) => `${number} ${name}`) }, `applied ${applied.length} migrations`)
    await registerSealKey(client, sealerOf(secrets).registration())
  })
}

/** Connects as the administrator, with errors that say what to do, and refuses versions that nobody tested. */
export async function asAdmin<T>(connections: Connections, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  return withAdmin(connections.admin, async (client) => {
    assertSupported(await serverVersion(client))
    return fn(client)
  }).catch((error: unknown) => {
    throw explain(error, connections)
  })
}

/** `version`: server_version_num. */
export function assertSupported(version: number): void {
  const major = Math.floor(version / 10_000)
  if (major >= oldest && major <= newest) return
  throw new Error(`This PostgreSQL is version ${major}; Freehold works with ${oldest} to ${newest}. Point DATABASE_URL at one of those.`)
}

const connectionHelp: Record<string, string> = {
  '28P01': 'The database refuses the user name or the password.',
  '28000': 'The database does not let this user in from here.',
  '3D000': 'The database does not exist; create it first.',
  '42501': 'The user of DATABASE_URL may not do what is needed: it must own the database and may create roles (CREATEROLE).',
  ECONNREFUSED: 'Nothing answers at the address of the database.',
  ENOTFOUND: 'The host of the database is not known.',
  ENOENT: 'There is no socket at the address of the database.',
}

function explain(error: unknown, { admin }: Connections): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const help = connectionHelp[code]
  if (help === undefined || !(error instanceof Error)) return error
  return new Error(`${help} (${admin.user ?? ''}@${admin.host ?? ''}:${admin.port ?? 5432}/${admin.database ?? ''}: ${error.message})`, {
    cause: error,
  })
}
