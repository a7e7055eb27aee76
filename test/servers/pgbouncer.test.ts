import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createAccess, withAccess } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'
import { Sealer, SingleDatabase, tenantRead, tenantTx } from '@freehold/tenancy'
import { controlTx } from '@freehold/tenancy/control'
import { createTestDatabase, quietLog, type TestDatabase } from '../harness/database.ts'

/** T11: through PgBouncer in transaction mode, with fewer server connections than clients; nothing may live in a session. */
let db: TestDatabase
let pooled: SingleDatabase
beforeAll(async () => {
  const cluster = inject('cluster')
  db = await createTestDatabase(cluster)
  const through = (user: string, password: string) => ({
    host: '127.0.0.1',
    port: Number(process.env['FREEHOLD_TEST_PGBOUNCER_PORT']),
    database: db.name,
    user,
    password,
  })
  pooled = await SingleDatabase.open({
    app: through('freehold_app', cluster.passwords.app),
    control: through('freehold_control', cluster.passwords.control),
    sealer: new Sealer(Buffer.from(cluster.sealKey, 'hex')),
    // Debian's PgBouncer 1.18 cannot keep prepared statements in transaction mode (1.21 can).
    prepare: false,
    poolSize: 12,
  })
})
afterAll(async () => {
  await pooled.close()
  // PgBouncer keeps its server connections: the database is dropped with the cluster.
  await db.placement.close()
})

describe('through PgBouncer in transaction mode', () => {
  it('every transaction sees its own organization, whoever used the connection before', async () => {
    const runs = Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? db.acme : db.globex))
    const seen = await Promise.all(
      runs.map(async (organization, i) => {
        const ctx = organization.as('member', { placement: pooled })
        const query = { text: 'select distinct tenant_id from identity.member', values: [] }
        if (i % 3 === 0) return (await tenantRead(ctx, [query]))[0]
        return tenantTx(ctx, i % 3 === 1 ? 'read' : 'write', (tx) => tx.all(query))
      }),
    )
    expect(seen).toEqual(runs.map((organization) => [{ tenant_id: organization.tenant }]))
  })

  it('writes with their ledger entries, and rolls back', async () => {
    const ctx = db.acme.as('owner', { placement: pooled })
    await tenantTx(ctx, 'write', (tx) =>
      tx.sql(`insert into crm.company (tenant_id, name, currency) values ($1, 'Pooled', 'EUR')`, [ctx.tenant]),
    )
    await tenantTx(ctx, 'write', async (tx) => {
      await tx.sql(`insert into crm.company (tenant_id, name, currency) values ($1, 'Gone', 'EUR')`, [ctx.tenant])
      throw new Error('on purpose')
    }).catch(() => undefined)
    const [companies, entries] = await tenantRead(ctx, [
      { text: 'select name from crm.company where tenant_id = $1', values: [ctx.tenant] },
      { text: `select action from ledger.entry where tenant_id = $1 and object = 'company'`, values: [ctx.tenant] },
    ])
    expect(companies).toEqual([{ name: 'Pooled' }])
    expect(entries).toEqual([{ action: 'created' }])
  })

  it('a revocation waits for the writers before it and is met by all after it', async () => {
    const access = createAccess({ model: crmAccessModel, placement: pooled, log: quietLog })
    const person = await db.acme.person({ role: 'member' })
    const write = async (name: string) => {
      const base = { ...person.as(), placement: pooled }
      const ctx = { ...base, ...withAccess(await access.viewFor(base, base.actor)) }
      ctx.authorize('create', 'companies')
      await tenantTx(ctx, 'write', (tx) =>
        tx.sql(`insert into crm.company (tenant_id, name, currency) values ($1, $2, 'EUR')`, [ctx.tenant, name]),
      )
    }
    const before = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => write(`Before ${i}`)))
    expect(before.every(({ status }) => status === 'fulfilled')).toBe(true)
    await controlTx(pooled, async (tx) => {
      await tx.enter({ tenant: db.acme.tenant, requestId: 'test', actor: { kind: 'system', name: 'Test' } }, { governs: true })
      await tx.sql(`update identity.member set role = 'viewer' where tenant_id = $1 and id = $2`, [db.acme.tenant, person.id])
    })
    const after = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => write(`After ${i}`)))
    expect(after.every((one) => one.status === 'rejected' && (one.reason as { code?: string }).code === 'forbidden')).toBe(true)
  })
})
