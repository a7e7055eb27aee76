import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Sealer } from '@freehold/tenancy'
import type { Column, TenantTable } from './catalogue.ts'

/** One organization's seeded rows, by table. */
export type Seeded = Map<string, Record<string, unknown> & { id: string }>

/**
 * Puts one row into every tenant table, made from the catalogue alone: types, listed values, references. A table that it cannot
 * fill fails here, and with it the build: no table goes without being attacked (T12).
 */
export async function seedOrganization(admin: pg.Client, sealer: Sealer, tenant: string, tables: TenantTable[]): Promise<Seeded> {
  const seeded: Seeded = new Map()
  await admin.query('begin')
  await enterAs(admin, sealer, tenant)
  for (const table of tables) {
    const first = () =>
      admin.query<Record<string, unknown> & { id: string }>(`select * from ${table.name} where tenant_id = $1 limit 1`, [tenant])
    if ((await first()).rowCount === 0) await insertRow(admin, tenant, table, seeded)
    const [row] = (await first()).rows
    if (row) seeded.set(table.name, row)
  }
  await admin.query('commit')
  return seeded
}

export async function enterAs(client: pg.Client, sealer: Sealer, tenant: string): Promise<void> {
  const seal = sealer.seal({ tenant, requestId: 'attack', actor: { kind: 'system', name: 'Attack' } })
  await client.query('select tenancy.enter($1, false)', [seal])
}

const textSamples = ['EUR', 'attack', 'attack@globex.example', '0'.repeat(64)]

/** Required columns first; where a check wants something else, its columns take the next sample, optional references are filled. */
async function insertRow(admin: pg.Client, tenant: string, table: TenantTable, seeded: Seeded): Promise<void> {
  const values = valuesFor(table, tenant, seeded, randomUUID())
  let failure: unknown
  for (let attempt = 0; attempt < 20; attempt++) {
    await admin.query('savepoint attempt')
    try {
      await admin.query(insertStatement(table.name, values), Object.values(values))
      await admin.query('release attempt')
      return
    } catch (error) {
      failure = error
      await admin.query('rollback to attempt')
      await vary(admin, table, values, seeded, (error as pg.DatabaseError).constraint)
    }
  }
  throw new Error(`No row could be made for ${table.name} from the catalogue`, { cause: failure })
}

async function vary(
  admin: pg.Client,
  table: TenantTable,
  values: Record<string, unknown>,
  seeded: Seeded,
  constraint?: string,
): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select a.attname as name from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
     where k.conrelid = $1::regclass and k.conname = $2`,
    [table.name, constraint],
  )
  const columns = table.columns.filter((column) => rows.some((row) => row.name === column.name))
  const empty = columns.find(
    (column) => values[column.name] === undefined && !column.given && (!column.references || seeded.has(column.references)),
  )
  if (empty) {
    values[empty.name] = valueFor(empty, seeded)
    return
  }
  for (const column of columns.filter((candidate) => candidate.type === 'text' && !candidate.references && !candidate.allowed)) {
    values[column.name] = textSamples[textSamples.indexOf(String(values[column.name])) + 1]
  }
}

export function insertStatement(table: string, values: Record<string, unknown>): string {
  const names = Object.keys(values)
  return `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`
}

export function valuesFor(table: TenantTable, tenant: string, seeded: Seeded, id: string): Record<string, unknown> {
  const required = table.columns.filter((column) => column.required && !column.given && column.name !== 'tenant_id' && column.name !== 'id')
  // A profile has the id of its member.
  const own = table.columns.find((column) => column.name === 'id')
  return {
    tenant_id: tenant,
    id: own?.references ? valueFor(own, seeded) : id,
    ...Object.fromEntries(required.map((column) => [column.name, valueFor(column, seeded)])),
  }
}

export function valueFor(column: Column, seeded: Seeded): unknown {
  if (column.references) return seeded.get(column.references)?.[column.referenced ?? 'id']
  if (column.allowed) return column.allowed[0]
  const samples: Record<string, unknown> = {
    text: textSamples[0],
    character: 'EUR',
    integer: 1,
    smallint: 1,
    bigint: 1,
    boolean: true,
    uuid: randomUUID(),
    date: '2026-01-02',
    'timestamp with time zone': '2026-01-02T03:04:05Z',
    jsonb: '{}',
    bytea: Buffer.alloc(32, 1),
    'text[]': ['attack'],
    numeric: 1,
    'double precision': 1,
  }
  if (!(column.type in samples)) throw new Error(`The attack suite has no sample of type ${column.type} (column ${column.name})`)
  return samples[column.type]
}
