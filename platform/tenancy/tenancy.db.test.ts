import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { Problem } from '@freehold/kernel'
import { createTestDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { tenantRead, tenantTx } from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

const insertCompany = (name: string) => ({
  text: `insert into crm.company (tenant_id, name, currency) values (tenancy.current_tenant(), $1, 'EUR') returning id`,
  values: [name],
})
const companies = (tenant: string) => ({
  text: 'select name, version from crm.company where tenant_id = $1 order by name',
  values: [tenant],
})

describe('tenantTx', () => {
  it('shows each organization its own rows', async () => {
    for (const own of [db.acme, db.globex]) {
      const rows = await tenantTx(own.as('owner'), 'read', (tx) =>
        tx.sql<{ tenant_id: string }>('select tenant_id from identity.member', []),
      )
      expect(rows).toHaveLength(5)
      expect(rows.every((row) => row.tenant_id === own.tenant)).toBe(true)
    }
  })

  it('saves all or nothing', async () => {
    const failing = tenantTx(db.acme.as('owner'), 'write', async (tx) => {
      await tx.all(insertCompany('Half done'))
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    const [rows] = await tenantRead(db.acme.as('owner'), [companies(db.acme.tenant)])
    expect(rows).toEqual([])
  })

  it('does not report success when a failed statement was swallowed', async () => {
    const swallowing = tenantTx(db.acme.as('owner'), 'write', async (tx) => {
      await tx.all(insertCompany('Swallowed'))
      await tx.sql('select 1 / 0', []).catch(() => undefined)
    })
    await expect(swallowing).rejects.toThrow(/nothing was saved/)
  })

  it('cannot write when it only reads, in both forms', async () => {
    const ctx = db.acme.as('owner')
    await expect(tenantTx(ctx, 'read', (tx) => tx.all(insertCompany('No')))).rejects.toThrow(/read-only/)
    await expect(tenantRead(ctx, [insertCompany('No')])).rejects.toThrow(/read-only/)
    await expect(tenantRead(ctx, [{ text: `select set_config('transaction_read_only', 'off', true)`, values: [] }])).rejects.toThrow(
      /read-write/,
    )
  })

  it('refuses a transaction inside a transaction instead of waiting for ever', async () => {
    const ctx = db.acme.as('owner')
    await expect(tenantTx(ctx, 'read', () => tenantTx(ctx, 'read', (tx) => tx.sql('select 1', [])))).rejects.toThrow(/Pass its tx on/)
  })

  it('records who, what, before and after with the database clock', async () => {
    const ctx = db.acme.as('admin', { operationId: randomUUID() })
    await tenantTx(ctx, 'write', async (tx) => {
      const [row] = await tx.all<{ id: string }>(insertCompany('Before'))
      await tx.sql(`update crm.company set name = 'After' where tenant_id = $1 and id = $2`, [ctx.tenant, row?.id])
      await tx.sql('update crm.company set deleted_at = clock_timestamp() where tenant_id = $1 and id = $2', [ctx.tenant, row?.id])
      await tx.sql('delete from crm.company where tenant_id = $1 and id = $2', [ctx.tenant, row?.id])
    })
    const [entries] = await tenantRead(db.acme.as('owner'), [
      {
        text: 'select action, before, after, actor_name, request_id, operation_id from ledger.entry where tenant_id = $1 and operation_id = $2 order by id',
        values: [ctx.tenant, ctx.operationId],
      },
    ])
    expect(entries).toMatchObject([
      { action: 'created', before: null, after: { name: 'Before' }, actor_name: ctx.actor.name, request_id: ctx.requestId },
      { action: 'updated', before: { name: 'Before' }, after: { name: 'After' } },
      { action: 'deleted', before: { deleted_at: null } },
      { action: 'purged', before: { name: 'After' }, after: null },
    ])
    const [theirs] = await tenantRead(db.globex.as('owner'), [
      { text: 'select 1 from ledger.entry where operation_id = $1', values: [ctx.operationId] },
    ])
    expect(theirs).toEqual([])
  })

  it('recovers when connections are cut, and says that nothing was saved', async () => {
    const ctx = db.acme.as('owner')
    const cut = () =>
      db.admin((admin) =>
        admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'freehold_app' and datname = $1`, [db.name]),
      )
    const broken = tenantTx(ctx, 'write', async (tx) => {
      await tx.all(insertCompany('Cut off'))
      await cut()
      await tx.sql('select 1', [])
    })
    await expect(broken).rejects.toMatchObject({ code: 'unavailable' })
    const [rows] = await tenantRead(ctx, [companies(ctx.tenant)])
    expect(rows).toEqual([])
  })

  it('stops a statement that takes too long', async () => {
    await db.admin((admin) => admin.query(`alter role freehold_app in database ${db.name} set statement_timeout = '300ms'`))
    await db.admin((admin) =>
      admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'freehold_app' and datname = $1`, [db.name]),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    const failure = await tenantTx(db.acme.as('owner'), 'read', (tx) => tx.sql('select pg_sleep(5)', [])).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(Problem)
    expect((failure as Problem).code).toBe('too_costly')
    await db.admin((admin) => admin.query(`alter role freehold_app in database ${db.name} reset statement_timeout`))
  })

  it('serialises concurrent writers of one record: each sees the other’s version', async () => {
    const ctx = db.globex.as('owner')
    const id = await tenantTx(ctx, 'write', async (tx) => (await tx.one<{ id: string }>(insertCompany('Shared'))).id)
    const bump = () =>
      tenantTx(ctx, 'write', (tx) =>
        tx.run({
          text: 'update crm.company set employees = coalesce(employees, 0) + 1 where tenant_id = $1 and id = $2',
          values: [ctx.tenant, id],
        }),
      )
    await Promise.all(Array.from({ length: 20 }, bump))
    const [rows] = await tenantRead(ctx, [companies(ctx.tenant)])
    expect(rows).toEqual([{ name: 'Shared', version: 21 }])
  })
})
