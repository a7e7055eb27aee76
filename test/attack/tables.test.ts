import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { withAdmin } from '../harness/cluster.ts'
import { createTestDatabase, type TestDatabase } from '../harness/database.ts'
import { type TenantTable, tenantTables } from './catalogue.ts'
import { enterAs, insertStatement, type Seeded, seedOrganization, valuesFor } from './seed.ts'

/** Every tenant table, every verb, as the other organization, with any SQL the application's role can run (T1, T5, T12). */
const cluster = inject('cluster')
const tables = await withAdmin(cluster, cluster.template, tenantTables)

let db: TestDatabase
let app: pg.Client
let own: Seeded
let foreign: Seeded
let before: string

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  await db.admin(async (admin) => {
    own = await seedOrganization(admin, db.sealer, db.acme.tenant, tables)
    foreign = await seedOrganization(admin, db.sealer, db.globex.tenant, tables)
  })
  app = await db.app()
  before = await fingerprint(db.globex.tenant)
})
afterAll(() => db.drop())

const fingerprint = (tenant: string): Promise<string> =>
  db.admin(async (admin) => {
    const parts = []
    for (const table of tables) {
      const { rows } = await admin.query<{ all: string }>(
        `select coalesce(string_agg(t::text, ',' order by t.id), '') as all from ${table.name} t where tenant_id = $1`,
        [tenant],
      )
      parts.push(`${table.name}:${rows[0]?.all}`)
    }
    return parts.join('\n')
  })

/** One attack in a transaction of its own, in acme's genuine context, rolled back. Gives the rows or the error. */
async function attempt(
  text: string,
  values: unknown[] = [],
  context: string | null = db.acme.tenant,
): Promise<{ rows: unknown[]; count: number; error?: pg.DatabaseError }> {
  await app.query('begin')
  try {
    if (context !== null) await enterAs(app, db.sealer, context)
    const result = await app.query(text, values)
    return { rows: result.rows, count: result.rowCount ?? 0 }
  } catch (error) {
    return { rows: [], count: 0, error: error as pg.DatabaseError }
  } finally {
    await app.query('rollback')
  }
}

/** Refused outright, or done to no row: both leave the victim alone and tell nothing. */
const nothing = (result: { rows: unknown[]; count: number; error?: pg.DatabaseError }): boolean =>
  result.error ? ['42501', 'FH005', 'FH006'].includes(result.error.code ?? '') : result.count === 0 && result.rows.length === 0

it('finds tenant tables to attack', () => {
  expect(tables.length).toBeGreaterThan(10)
})

describe.each(tables)('$name', (table: TenantTable) => {
  const id = () => foreign.get(table.name)?.id
  const other = () => db.globex.tenant
  const has = (privilege: string) => table.privileges.includes(privilege)

  it('is read by its own organization only', async () => {
    expect(has('select')).toBe(true)
    expect((await attempt(`select * from ${table.name}`)).count).toBeGreaterThan(0)
    expect((await attempt(`select * from ${table.name} where tenant_id <> $1`, [db.acme.tenant])).rows).toEqual([])
    expect((await attempt(`select * from ${table.name} where id = $1`, [id()])).rows).toEqual([])
    expect((await attempt(`select * from ${table.name} where tenant_id = $1 and id = $2 for share`, [other(), id()])).rows).toEqual([])
    expect((await attempt(`select count(*)::int as n from ${table.name} where tenant_id = $1`, [other()])).rows).toEqual([{ n: 0 }])
  })

  it('is changed and removed by its own organization only, also with RETURNING', async () => {
    const column = table.columns.find((candidate) => candidate.name !== 'tenant_id' && candidate.name !== 'id')?.name ?? 'id'
    expect(nothing(await attempt(`update ${table.name} set ${column} = ${column} where id = $1 returning *`, [id()]))).toBe(true)
    expect(nothing(await attempt(`update ${table.name} set ${column} = ${column} where tenant_id = $1 returning *`, [other()]))).toBe(true)
    expect(nothing(await attempt(`delete from ${table.name} where id = $1 returning *`, [id()]))).toBe(true)
    expect(nothing(await attempt(`delete from ${table.name} where tenant_id = $1`, [other()]))).toBe(true)
  })

  it('takes no row for another organization, by insert, upsert, or moving one', async () => {
    const forged = valuesFor(table, other(), foreign, randomUUID())
    expect((await attempt(insertStatement(table.name, forged), Object.values(forged))).error?.code).toBe('42501')
    const clash = valuesFor(table, other(), foreign, id() ?? '')
    expect(
      (
        await attempt(
          `${insertStatement(table.name, clash)} on conflict (tenant_id, id) do update set id = excluded.id`,
          Object.values(clash),
        )
      ).error?.code,
    ).toBe('42501')
    const moved = await attempt(`update ${table.name} set tenant_id = $1 where id = $2`, [other(), own.get(table.name)?.id])
    expect(nothing(moved), 'moving a row').toBe(true)
  })

  it('tells nothing through references: a foreign id answers like one that does not exist', async () => {
    for (const column of table.columns.filter((candidate) => candidate.references)) {
      const probe = async (target: string | undefined) => {
        const { error } = await attempt(`update ${table.name} set ${column.name} = $1 where id = $2`, [target, own.get(table.name)?.id])
        return `${error?.code} ${error?.message}`
      }
      const nowhere = await probe(randomUUID())
      expect(await probe(String(foreign.get(column.references ?? '')?.[column.referenced ?? 'id'])), column.name).toBe(nowhere)
    }
  })

  it('tells nothing through unique values: a copy of a foreign row is accepted', async () => {
    if (!has('insert')) {
      expect((await attempt(`insert into ${table.name} default values`)).error?.code).toBe('42501')
      return
    }
    const row = await db.admin(
      async (admin) =>
        (await admin.query<Record<string, unknown>>(`select * from ${table.name} where tenant_id = $1 and id = $2`, [other(), id()]))
          .rows[0] ?? {},
    )
    // A third organization without any row: PostgreSQL checks unique values before references, so a clash could only be globex's.
    const copy = { ...row, tenant_id: randomUUID(), id: randomUUID() }
    const json = table.columns.filter((column) => column.type === 'jsonb').map((column) => column.name)
    const values = Object.entries(copy).map(([name, value]) => (json.includes(name) && value !== null ? JSON.stringify(value) : value))
    const { error } = await attempt(insertStatement(table.name, copy), values, copy.tenant_id)
    expect(['23503', '42501', undefined]).toContain(error?.code)
  })

  it('answers an error, never rows, without a context', async () => {
    for (const statement of [`select * from ${table.name}`, `update ${table.name} set id = id`, `delete from ${table.name}`]) {
      expect((await attempt(statement, [], null)).error?.code, statement).toMatch(/FH001|42501/)
    }
  })

  it('gives the application no power over the table itself', async () => {
    const orders = [
      `truncate ${table.name}`,
      `alter table ${table.name} disable row level security`,
      `alter table ${table.name} no force row level security`,
      `drop policy tenant_isolation on ${table.name}`,
      `create trigger spy before insert on ${table.name} for each row execute function tenancy.keep_row()`,
      `create index on ${table.name} (id)`,
      `copy ${table.name} to program 'cat'`,
      `create rule spy as on insert to ${table.name} do also nothing`,
    ]
    for (const order of orders) expect((await attempt(order)).error?.code, order).toMatch(/42501|42P17/)
    // Without the right to grant, GRANT only warns; what counts is that it changes nothing.
    await attempt(`grant select on ${table.name} to public`)
    const { rows } = await db.admin((admin) =>
      admin.query(`select from pg_class c, aclexplode(c.relacl) g where c.oid = $1::regclass and g.grantee = 0`, [table.name]),
    )
    expect(rows).toEqual([])
  })

  it('forces row security and keeps the tenant in every key', async () => {
    const { rows } = await db.admin((admin) =>
      admin.query<{ safe: boolean; keys: boolean }>(
        `select c.relrowsecurity and c.relforcerowsecurity as safe,
           not exists (select from pg_index i where i.indrelid = c.oid and i.indisunique
             and not (select attnum from pg_attribute where attrelid = c.oid and attname = 'tenant_id') = any (i.indkey::smallint[])) as keys
         from pg_class c where c.oid = $1::regclass`,
        [table.name],
      ),
    )
    expect(rows).toEqual([{ safe: true, keys: true }])
  })
})

it('has left every row of the other organization as it was, whatever was tried above', async () => {
  expect(await fingerprint(db.globex.tenant)).toBe(before)
})
