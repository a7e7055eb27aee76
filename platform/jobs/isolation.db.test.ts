import { setTimeout as sleep } from 'node:timers/promises'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, quietLog, type TestDatabase } from '../../test/harness/database.ts'
import { defineJob, enqueue, enqueueAll, pageJobs, startWorker, type StartedWorker } from './index.ts'

const cluster = inject('cluster')
let db: TestDatabase
let worker: StartedWorker
const started: { tenant: string; kind: string }[] = []
let release: () => void = () => undefined
const blocked = new Promise<void>((resolve) => (release = resolve))

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  worker = await startWorker({
    placement: db.placement,
    access: db.access,
    log: quietLog,
    connection: { host: cluster.host, port: cluster.port, database: db.name, user: 'freehold_jobs', password: cluster.passwords.jobs },
    concurrency: 4,
    jobs: [
      defineJob({
        kind: 'test.short',
        payload: z.object({}),
        handler: async (ctx) => (started.push({ tenant: ctx.tenant, kind: 'short' }), sleep(2)),
      }),
      defineJob({
        kind: 'test.long',
        payload: z.object({}),
        long: true,
        handler: async (ctx) => (started.push({ tenant: ctx.tenant, kind: 'long' }), blocked),
      }),
    ],
  })
})
afterAll(async () => {
  release()
  await worker.stop()
  await db.drop()
})

const queue = (organization: TestDatabase['acme'], kind: string, count: number) =>
  tenantTx(organization.as('member'), 'write', (tx) =>
    enqueueAll(
      tx,
      Array.from({ length: count }, () => ({ kind, payload: {} })),
    ),
  )

const refused = async (query: Promise<unknown>, code = '42501') => expect(query).rejects.toMatchObject({ code })

describe('the application, with SQL of its own', () => {
  it('cannot enter the engine, see workers, or delete jobs', async () => {
    const app = await db.app()
    await refused(app.query('select * from graphile_worker.jobs'))
    await refused(app.query(`select graphile_worker.add_job('test.short')`))
    await refused(app.query('select * from jobs.worker'))
    await expect(
      tenantTx(db.acme.as('owner'), 'write', (tx) => tx.sql('delete from jobs.job where tenant_id = $1', [db.acme.tenant])),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('reads, queues and changes nothing without an organization', async () => {
    const app = await db.app()
    await refused(app.query('select id from jobs.job'), 'FH001')
    await refused(
      app.query(`insert into jobs.job (kind, payload, actor_kind, actor_name, request_id) values ('test.short', '{}', 'system', 'x', 'x')`),
      'FH001',
    )
    await refused(app.query(`update jobs.job set state = 'queued'`), 'FH001')
  })

  it('cannot queue for, look into or change another organization', async () => {
    const [theirs] = await queue(db.globex, 'test.unknown', 1)
    await tenantTx(db.acme.as('owner'), 'write', async (tx) => {
      expect(await tx.sql('select id from jobs.job where id = $1', [theirs])).toEqual([])
      expect(await tx.sql(`update jobs.job set state = 'queued' where id = $1 returning id`, [theirs])).toEqual([])
    })
    const forged = tenantTx(db.acme.as('owner'), 'write', (tx) =>
      tx.sql(
        `insert into jobs.job (tenant_id, kind, payload, actor_kind, actor_name, request_id) values ($1, 'test.short', '{}', 'system', 'x', 'x')`,
        [db.globex.tenant],
      ),
    )
    await expect(forged).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the relay', () => {
  it('sees where jobs go and nothing of what is in them', async () => {
    const relay = await db.jobs()
    await queue(db.acme, 'test.unknown', 1)
    const { rows } = await relay.query<{ tenant_id: string }>(`select distinct tenant_id from jobs.job where kind = 'test.unknown'`)
    expect(new Set(rows.map((row) => row.tenant_id))).toEqual(new Set([db.acme.tenant, db.globex.tenant]))
    for (const column of ['payload', 'checkpoint', 'result', 'actor_id', 'actor_name', 'error_detail', 'dedupe_key']) {
      await refused(relay.query(`select ${column} from jobs.job`))
      await refused(relay.query(`update jobs.job set state = state where ${column} is null`))
      await refused(relay.query(`delete from jobs.job returning ${column}`))
    }
    await refused(relay.query(`update jobs.job set payload = '{}'`))
    await refused(relay.query(`update jobs.job set tenant_id = $1`, [db.acme.tenant]))
    await refused(relay.query('select id from identity.member'))
  })

  it('hands the engine nothing but routes', async () => {
    const relay = await db.jobs()
    await tenantTx(db.acme.as('member'), 'write', (tx) => enqueue(tx, { kind: 'test.short', payload: { secret: 'of acme' } }))
    await expect
      .poll(() => pageJobs(db.acme.as('member'), { kind: 'test.short', state: 'done', limit: 1 }))
      .toMatchObject({ items: [{ state: 'done' }] })
    const { rows } = await relay.query<{ text: string }>(`select payload::text as text from graphile_worker._private_jobs`)
    expect(rows.every((row) => !row.text.includes('secret'))).toBe(true)
  })
})

describe('fairness', () => {
  it('lets a small organization in between the 600 jobs of a large one', async () => {
    started.length = 0
    await queue(db.acme, 'test.short', 600)
    await expect.poll(() => started.length, { timeout: 8_000, interval: 5 }).toBeGreaterThan(20)
    const before = started.length
    await queue(db.globex, 'test.short', 15)
    await expect.poll(() => started.filter((job) => job.tenant === db.globex.tenant).length, { timeout: 10_000, interval: 5 }).toBe(15)
    const last = started.findLastIndex((job) => job.tenant === db.globex.tenant)
    // Alternating: 15 of each, the window of 8 that was full before, and what ran until the commit was seen.
    expect(started.slice(before, last).filter((job) => job.tenant === db.acme.tenant).length).toBeLessThan(60)
    await expect.poll(async () => (await worker.metrics()).queued, { timeout: 15_000 }).toBeLessThanOrEqual(2)
  })

  it('keeps slots free from long jobs: for short ones, and for the long ones of others', async () => {
    started.length = 0
    await queue(db.acme, 'test.long', 10)
    await expect.poll(() => started.length, { timeout: 8_000 }).toBe(2)
    await queue(db.globex, 'test.long', 1)
    await expect.poll(() => started.filter((job) => job.tenant === db.globex.tenant).length, { timeout: 8_000 }).toBe(1)
    await queue(db.acme, 'test.short', 3)
    await expect.poll(() => started.filter((job) => job.kind === 'short').length, { timeout: 8_000 }).toBe(3)
    expect(started.filter((job) => job.kind === 'long')).toHaveLength(3)
    release()
    await expect.poll(() => started.filter((job) => job.kind === 'long').length, { timeout: 8_000 }).toBe(11)
  })
})
