import { openPool } from '@freehold/postgres'
import { tenantRead, tenantTx } from '@freehold/tenancy'
import { createTestDatabase } from '../test/harness/database.ts'
import type { BenchEnv, Measure } from './measure.ts'
import { inTurns, rate } from './rate.ts'

/**
 * What the sealed context costs: one row by its key, four clients, prepared. Floor: the same query on the same rows without
 * row security and without context, as begin, query, commit sent together by the same driver.
 */
export async function measure(env: BenchEnv): Promise<Measure[]> {
  const db = await createTestDatabase(env.cluster)
  const bare = openPool({ connection: { host: env.cluster.host, port: env.cluster.port, database: db.name, ...env.cluster.admin }, max: 6, name: 'bench' })
  try {
    const ctx = db.acme.as('owner')
    await db.admin((admin) => admin.query(`create schema bench; create table bench.member as select * from identity.member; create unique index on bench.member (tenant_id, id)`))
    const values = [ctx.tenant, ctx.actor.kind === 'member' ? ctx.actor.id : '']
    const query = { text: 'select id, name, role from identity.member where tenant_id = $1 and id = $2', values, name: 'bench-member' }
    const same = { text: 'select id, name, role from bench.member where tenant_id = $1 and id = $2', values, name: 'bench-bare' }
    const floor = async (): Promise<void> => {
      const client = await bare.connect()
      await Promise.all([client.query({ text: 'begin', name: 'bench-begin' }), client.query(same), client.query({ text: 'commit', name: 'bench-commit' })])
      client.release()
    }
    const seen = await inTurns({
      floor: () => rate(floor),
      read: () => rate(() => tenantRead(ctx, [query])),
      transaction: () => rate(() => tenantTx(ctx, 'read', (tx) => tx.all(query))),
    })
    const against = (name: string, value: number): Measure => {
      const ratio = value / seen.floor
      return { name, value, unit: 'tx/s', floor: seen.floor, ratio, goal: 'at most 25 % dearer (≥ 0.8)', met: ratio >= 0.8 }
    }
    return [against('context.read', seen.read), against('context.transaction', seen.transaction)]
  } finally {
    await bare.end()
    await db.drop()
  }
}
