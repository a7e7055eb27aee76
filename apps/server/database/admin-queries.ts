import pg from 'pg'
import type { ClientConfig } from 'pg'

/** Runs `fn` on one connection as the administrator; bootstrap, migrations and checks only. */
export async function withAdmin<T>(connection: ClientConfig, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...connection, application_name: 'freehold-admin' })
  // A connection that breaks between statements must not end the process; the next statement on it fails and says so.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}

/** As PostgreSQL numbers itself: 180004 is 18.4. */
export async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ number: string }>(`select current_setting('server_version_num') as number`)
  return Number(rows[0]?.number)
}

export async function createDatabaseIfMissing(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
}

/** Makes the server's seal key known, so that its contexts are accepted. Repeating it changes nothing. */
export async function registerSealKey(client: pg.Client, registration: { text: string; values: unknown[] }): Promise<void> {
  await client.query('set role freehold_migrator')
  await client.query(registration)
  await client.query('reset role')
}
