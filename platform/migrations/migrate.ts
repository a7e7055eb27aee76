import type { Client } from 'pg'
import { type Migration, readMigrations } from './catalogue.ts'

/** Why the database and the code do not fit; shown as it is, `code` for programs. */
export class MigrationError extends Error {
  readonly code: 'database_newer' | 'checksum_changed' | 'failed' | 'nothing_to_undo'
  constructor(code: MigrationError['code'], message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'MigrationError'
    this.code = code
  }
}

export interface MigrationStatus {
  applied: { number: number; name: string; package: string; appliedAt: Date; milliseconds: number }[]
  pending: { number: number; name: string; package: string }[]
}

interface AppliedRow {
  number: number
  name: string
  package: string
  checksum: string
  applied_at: Date
  milliseconds: number
}

// Any constant does, as long as every Freehold uses the same: one migrator at a time on a database.
const migrationLock = 7_420_001

/** What is applied and what is pending. Refuses a database that is newer than the code or whose history was edited. */
export async function migrationStatus(client: Client, migrations: Migration[] = readMigrations()): Promise<MigrationStatus> {
  const rows = await appliedRows(client)
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  for (const row of rows) {
    const migration = known.get(row.number)
    if (!migration) {
      throw new MigrationError(
        'database_newer',
        `The database has migration ${row.number} (${row.name}), which this version of Freehold does not know. Run the newer version, or undo it there first: npx freehold migrate --down 1`,
      )
    }
    if (migration.checksum !== row.checksum) {
      throw new MigrationError(
        'checksum_changed',
        `Migration ${row.number} (${row.name}) was changed after it had been applied. Restore it and write a new one.`,
      )
    }
  }
  const done = new Set(rows.map((row) => row.number))
  return {
    applied: rows.map((row) => ({
      number: row.number,
      name: row.name,
      package: row.package,
      appliedAt: row.applied_at,
      milliseconds: row.milliseconds,
    })),
    pending: migrations
      .filter((migration) => !done.has(migration.number))
      .map(({ number, name, package: owner }) => ({ number, name, package: owner })),
  }
}

/** Applies everything pending, each in a transaction of its own with its `verify`. Returns what it did. */
export async function migrateUp(client: Client, migrations: Migration[] = readMigrations()): Promise<MigrationStatus['pending']> {
  return locked(client, async () => {
    const { pending } = await migrationStatus(client, migrations)
    for (const next of pending) {
      const migration = migrations.find((candidate) => candidate.number === next.number)
      if (migration) await applyOne(client, migration)
    }
    return pending
  })
}

/** Undoes the last `count` migrations, newest first. Returns what it undid. */
export async function migrateDown(
  client: Client,
  count: number,
  migrations: Migration[] = readMigrations(),
): Promise<MigrationStatus['pending']> {
  return locked(client, async () => {
    const { applied } = await migrationStatus(client, migrations)
    if (applied.length === 0) throw new MigrationError('nothing_to_undo', 'No migration is applied, so there is nothing to undo.')
    const undone = applied.slice(-count).reverse()
    for (const step of undone) {
      const migration = migrations.find((candidate) => candidate.number === step.number)
      if (!migration) continue
      await inTransaction(client, `undo ${migration.number} (${migration.name})`, async () => {
        await client.query(migration.down)
        await client.query('delete from freehold_migration.applied where number = $1', [migration.number])
      })
    }
    return undone.map(({ number, name, package: owner }) => ({ number, name, package: owner }))
  })
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  const started = performance.now()
  await inTransaction(client, `migration ${migration.number} (${migration.package}: ${migration.name})`, async () => {
    await client.query(migration.up)
    await client.query(migration.verify)
    await client.query(
      'insert into freehold_migration.applied (number, name, package, checksum, milliseconds) values ($1, $2, $3, $4, $5)',
      [migration.number, migration.name, migration.package, migration.checksum, Math.round(performance.now() - started)],
    )
  })
}

/** As the migrator, who owns everything and is subject to row security all the same. Waits at most 5 s for a lock (M2). */
async function inTransaction(client: Client, what: string, fn: () => Promise<void>): Promise<void> {
  await client.query('begin')
  try {
    await client.query(`set local role freehold_migrator`)
    await client.query(`set local lock_timeout = '5s'`)
    await client.query(`set local statement_timeout = '10min'`)
    await client.query(`set local search_path = pg_catalog, public`)
    await fn()
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationError(
      'failed',
      `${what} failed and was rolled back: ${error instanceof Error ? error.message : String(error)}`,
      error,
    )
  }
}

async function locked<T>(client: Client, fn: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [migrationLock])
  try {
    await client.query('set role freehold_migrator')
    await client.query(`
      create schema if not exists freehold_migration;
      create table if not exists freehold_migration.applied (
        number int primary key, name text not null, package text not null, checksum text not null,
        milliseconds int not null, applied_at timestamptz not null default clock_timestamp())`)
    await client.query('reset role')
    return await fn()
  } finally {
    await client.query('reset role')
    await client.query('select pg_advisory_unlock($1)', [migrationLock])
  }
}

async function appliedRows(client: Client): Promise<AppliedRow[]> {
  const { rows: found } = await client.query<{ there: boolean }>(`select to_regclass('freehold_migration.applied') is not null as there`)
  if (!found[0]?.there) return []
  await client.query('set role freehold_migrator')
  try {
    const { rows } = await client.query<AppliedRow>('select * from freehold_migration.applied order by number')
    return rows
  } finally {
    await client.query('reset role')
  }
}
