import type { Client } from 'pg'

/** Login roles and what they are for. Passwords are per installation; the migrator and the two owners cannot log in. */
export interface RolePasswords {
  app: string
  control: string
  jobs: string
}

const logins = { app: 'freehold_app', control: 'freehold_control', jobs: 'freehold_jobs' } as const
/** `freehold_migrator` owns; `freehold_ledger` owns the ledger's writer; `freehold_index` owns the index functions. */
const owners = ['freehold_migrator', 'freehold_ledger', 'freehold_index'] as const

/** No statement holds others up for ever (T10), and texts of times are the same everywhere. */
const sessionSettings = [
  `statement_timeout = '15s'`,
  `lock_timeout = '10s'`,
  // Also bounds how long a forgotten transaction holds back the ledger's horizon.
  `idle_in_transaction_session_timeout = '60s'`,
  `timezone = 'UTC'`,
  `datestyle = 'ISO'`,
]

/**
 * Creates the cluster-wide roles where missing, sets their passwords, and closes the database to everybody else.
 * Idempotent. `admin` needs CREATEROLE and to own the database, as a managed PostgreSQL's first user does; not superuser.
 */
export async function bootstrapRoles(admin: Client, passwords: RolePasswords): Promise<void> {
  const { rows } = await admin.query<{ rolname: string }>(`select rolname from pg_roles where rolname like 'freehold\\_%'`)
  const existing = new Set(rows.map((row) => row.rolname))
  for (const role of owners) {
    if (!existing.has(role)) await admin.query(`create role ${role} nologin nosuperuser nobypassrls nocreaterole nocreatedb noinherit`)
  }
  for (const [key, role] of Object.entries(logins) as [keyof RolePasswords, string][]) {
    if (!existing.has(role)) await admin.query(`create role ${role} login nosuperuser nobypassrls nocreaterole nocreatedb noinherit`)
    // A role's password cannot be a bound parameter; the literal is quoted by the driver.
    await admin.query(`alter role ${role} password ${admin.escapeLiteral(passwords[key])}`)
  }
  for (const setting of sessionSettings) {
    for (const role of Object.values(logins)) await admin.query(`alter role ${role} set ${setting}`)
  }
  await admin.query(`grant ${owners.join(', ')}, freehold_jobs to current_user`)
  await admin.query(`grant freehold_ledger, freehold_index, freehold_jobs to freehold_migrator`)
  const { rows: named } = await admin.query<{ name: string }>(`select quote_ident(current_database()) as name`)
  const database = named[0]?.name ?? ''
  await admin.query(`revoke all on database ${database} from public`)
  await admin.query(`revoke create on schema public from public`)
  await admin.query(`grant create, connect on database ${database} to freehold_migrator`)
  await admin.query(`grant connect on database ${database} to ${Object.values(logins).join(', ')}`)
}
