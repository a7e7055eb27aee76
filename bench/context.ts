import type pg from 'pg'
import { openPool } from '@freehold/postgres'
import { tenantRead, tenantTx } from '@freehold/tenancy'
import { createTestDatabase } from '../test/harness/database.ts'
import { pageAddress, somePage, statementOf } from './deal-page.ts'
import { fillDeals } from './large-organization.ts'
import { signIn } from '../test/harness/http.ts'
import type { BenchEnv, Measure } from './measure.ts'
import { inTurns, rate } from './rate.ts'

/**
 * What the sealed context costs, four clients, prepared statements: for one row by its key, the smallest query there is; for 50 rows
 * of one table in order; for the page of deals with the names of what they refer to, the statement people cause most. Floor: the same query on the same rows without row security and without context, as begin,
 * query, commit sent together by the same driver.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  const bare = openPool({
    connection: { host: env.cluster.host, port: env.cluster.port, database: db.name, ...env.cluster.admin },
    max: 6,
    name: 'bench',
  })
  try {
    const ctx = db.acme.as('owner')
    await fillDeals(db, 20_000, 20)
    const { rows } = await db.admin((admin) =>
      admin.query<{ id: string }>('select id from crm.company where tenant_id = $1 limit 1', [ctx.tenant]),
    )
    const page = await somePage(db)
    const deals = await statementOf(db, pageAddress(page), await signIn(db, db.acme, 'member'))
    const queries = {
      row: {
        text: 'select id, name, version, updated_at from crm.company where tenant_id = $1 and id = $2',
        values: [ctx.tenant, rows[0]?.id],
      },
      rows: {
        text: 'select id, name, version, updated_at from crm.deal where tenant_id = $1 and deleted_at is null order by updated_at desc, id limit 50',
        values: [ctx.tenant],
      },
      page: { text: deals, values: [ctx.tenant, page.owner, page.stage] },
    }
    const measures: Measure[] = []
    for (const [name, { text, values }] of Object.entries(queries)) {
      const query = { text, values, name: `bench-${name}` }
      // A superuser passes row security: the same rows and indexes, nothing verified.
      const same = { text, values, name: `bare-${name}` }
      const seen = await inTurns({
        floor: () => rate(() => bareTransaction(bare, same)),
        read: () => rate(() => tenantRead(ctx, [query])),
        transaction: () => rate(() => tenantTx(ctx, 'read', (tx) => tx.all(query))),
      })
      measures.push(
        against(`context.${name}-read`, seen.read, seen.floor),
        against(`context.${name}-transaction`, seen.transaction, seen.floor),
      )
    }
    return measures
  } finally {
    await bare.end()
    await db.drop()
  }
}

async function bareTransaction(pool: pg.Pool, query: { text: string; values: unknown[]; name: string }): Promise<void> {
  const client = await pool.connect()
  await Promise.all([
    client.query({ text: 'begin', name: 'bench-begin' }),
    client.query(query),
    client.query({ text: 'commit', name: 'bench-commit' }),
  ])
  client.release()
}

function against(name: string, value: number, floor: number): Measure {
  const ratio = value / floor
  return { name, value, unit: 'tx/s', floor, ratio, goal: 'at most 25 % dearer (≥ 0.8)', met: ratio >= 0.8 }
}
