import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { withAdmin } from '../../test/harness/cluster.ts'
import { bootstrapRoles, type Migration, migrateDown, migrateUp, migrationStatus, readMigrations } from './index.ts'

const cluster = inject('cluster')
const migrations = readMigrations()
let name: string
let client: pg.Client

beforeEach(async () => {
  name = `freehold_migrate_${randomBytes(4).toString('hex')}`
  await withAdmin(cluster, 'postgres', (admin) => admin.query(`create database ${name} template template0`))
  client = new pg.Client({ host: cluster.host, port: cluster.port, ...cluster.admin, database: name })
  await client.connect()
  await bootstrapRoles(client, cluster.passwords)
})
afterEach(async () => {
  await client.end()
  await withAdmin(cluster, 'postgres', (admin) => admin.query(`drop database ${name}`))
})

/** Everything that migrations make: relations with columns, constraints, indexes, policies, functions, grants, triggers. */
async function catalogue(): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(`
    with s as (select oid, nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public', 'freehold_migration'))
    select 'schema ' || nspname as line from s
    union all select format('column %s.%s.%s %s %s %s', nspname, relname, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid))
      from s join pg_class c on relnamespace = s.oid join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped left join pg_attrdef d on adrelid = c.oid and adnum = attnum
    union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) from s join pg_constraint k on connamespace = s.oid
    union all select 'index ' || indexdef from pg_indexes join s on schemaname = nspname
    union all select format('policy %s %s %s %s', tablename, policyname, qual, with_check) from pg_policies join s on schemaname = nspname
    union all select format('function %s %s %s %s', p.oid::regprocedure, prosecdef, proowner::regrole, md5(prosrc)) from s join pg_proc p on pronamespace = s.oid
    union all select format('trigger %s', pg_get_triggerdef(t.oid)) from s join pg_class c on relnamespace = s.oid join pg_trigger t on tgrelid = c.oid where not tgisinternal
    union all select format('grants %s %s', c.oid::regclass, relacl) from s join pg_class c on relnamespace = s.oid
    order by 1`)
  return rows.map((row) => row.line)
}

describe('migrations', () => {
  it('go up, all the way down, and up again to the same catalogue', async () => {
    const applied = await migrateUp(client)
    expect(applied).toHaveLength(migrations.length)
    const before = await catalogue()
    expect(before.length).toBeGreaterThan(200)
    for (const expected of migrations.toReversed()) {
      expect((await migrateDown(client, 1)).map((undone) => undone.number)).toEqual([expected.number])
    }
    expect(await catalogue()).toEqual([])
    await migrateUp(client)
    expect(await catalogue()).toEqual(before)
  })

  it('stop at a failing one, with everything before it kept and nothing of it', async () => {
    const broken: Migration = {
      number: 9000,
      name: 'broken',
      package: 'platform/broken',
      up: 'create table tenancy.half (id int); select 1 / 0',
      down: '',
      verify: '',
      checksum: 'x',
    }
    await expect(migrateUp(client, [...migrations, broken])).rejects.toThrow(/9000.*broken.*division by zero/)
    const { applied, pending } = await migrationStatus(client, [...migrations, broken])
    expect(applied).toHaveLength(migrations.length)
    expect(pending).toMatchObject([{ number: 9000 }])
    expect((await catalogue()).some((line) => line.includes('tenancy.half'))).toBe(false)
  })

  it('count as failed when their verification does', async () => {
    const unverified: Migration = {
      number: 9001,
      name: 'unverified',
      package: 'platform/x',
      up: 'create table tenancy.half (id int)',
      down: '',
      verify: `do $$ begin raise exception 'no effect'; end $$`,
      checksum: 'x',
    }
    await expect(migrateUp(client, [...migrations, unverified])).rejects.toThrow(/no effect/)
    expect((await catalogue()).some((line) => line.includes('tenancy.half'))).toBe(false)
  })

  it('refuse a database that is newer than the code, and an edited history', async () => {
    await migrateUp(client)
    await expect(migrationStatus(client, migrations.slice(0, -1))).rejects.toMatchObject({ code: 'database_newer' })
    const edited = migrations.map((migration, i) => (i === 0 ? { ...migration, checksum: 'other' } : migration))
    await expect(migrateUp(client, edited)).rejects.toMatchObject({ code: 'checksum_changed' })
  })

  it('are applied once when two start at the same moment', async () => {
    const second = new pg.Client({ host: cluster.host, port: cluster.port, ...cluster.admin, database: name })
    await second.connect()
    const [one, other] = await Promise.all([migrateUp(client), migrateUp(second)])
    await second.end()
    expect(one.length + other.length).toBe(migrations.length)
  })

  it('have numbers, packages and all three files', () => {
    expect(new Set(migrations.map((migration) => migration.number)).size).toBe(migrations.length)
    for (const migration of migrations) expect(migration.verify.trim(), migration.name).not.toBe('')
  })
})
