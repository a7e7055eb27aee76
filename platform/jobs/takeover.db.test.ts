import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { openPool } from '@freehold/postgres'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { createTestDatabase, quietLog, type TestDatabase } from '../../test/harness/database.ts'
import { countingJob, stuckJob } from './fixtures/counting-job.ts'
import type { CountingWorkerSettings } from './fixtures/counting-worker.ts'
import { defineJob, enqueue, enqueueAll, type Job, readJob, requestCancellation, startWorker, type StartedWorker } from './index.ts'
import { cancelJob } from './job-queries.ts'
import { crashLimit, recover } from './routing-queries.ts'

const cluster = inject('cluster')
let db: TestDatabase
let workers: StartedWorker[] = []
let children: ChildProcess[] = []

beforeAll(async () => {
  db = await createTestDatabase(cluster)
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
  children = []
})
afterAll(() => db.drop())

const config = (user: string, password: string) => ({ host: cluster.host, port: cluster.port, database: db.name, user, password })
const connection = () => config('freehold_jobs', cluster.passwords.jobs)

async function work(job: Job): Promise<StartedWorker> {
  const worker = await startWorker({ placement: db.placement, access: db.access, jobs: [job], log: quietLog, connection: connection() })
  workers.push(worker)
  return worker
}

async function workElsewhere(): Promise<ChildProcess> {
  const settings: CountingWorkerSettings = {
    app: config('freehold_app', cluster.passwords.app),
    control: config('freehold_control', cluster.passwords.control),
    jobs: connection(),
    sealKey: cluster.sealKey,
  }
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('fixtures/counting-worker.ts', import.meta.url)), JSON.stringify(settings)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

async function kill(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

const steps = () =>
  tenantTx(db.acme.as('member'), 'read', (tx) =>
    tx.sql<{ step: number; attempt: number }>(
      `select (payload->>'step')::int as step, (payload->>'attempt')::int as attempt from jobs.job where tenant_id = $1 and kind = 'test.counted' order by id`,
      [tx.ctx.tenant],
    ),
  )

describe('a worker that dies by kill −9', () => {
  it('is followed by another one within seconds, which goes on where it stopped; every step happens once', async () => {
    const ctx = db.acme.as('member')
    const child = await workElsewhere()
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, countingJob.request({ steps: 60 })))
    await expect.poll(async () => (await readJob(ctx, id)).progress?.done ?? 0, { timeout: 8_000, interval: 10 }).toBeGreaterThan(9)
    await kill(child)
    const reached = (await readJob(ctx, id)).progress?.done ?? 0
    expect(reached).toBeLessThan(60)
    await work(countingJob)
    await expect.poll(() => readJob(ctx, id), { timeout: 10_000 }).toMatchObject({ state: 'done', attempts: 2 })
    const all = await steps()
    expect(all.map(({ step }) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
    expect(new Set(all.map(({ attempt }) => attempt))).toEqual(new Set([1, 2]))
  })

  it('is noticed by its connection, long before its silence would be', async () => {
    const ctx = db.globex.as('member')
    const child = await workElsewhere()
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, countingJob.request({ steps: 400 })))
    await expect.poll(() => readJob(ctx, id), { timeout: 8_000, interval: 10 }).toMatchObject({ state: 'running', attempts: 1 })
    await work(countingJob)
    await kill(child)
    await expect.poll(() => readJob(ctx, id), { timeout: 10_000, interval: 10 }).toMatchObject({ state: 'running', attempts: 2 })
    await requestCancellation(ctx, id)
    await expect.poll(() => readJob(ctx, id), { timeout: 10_000 }).toMatchObject({ state: 'cancelled' })
  })

  it('sets a job that gets nowhere aside when one worker after the other dies with it', async () => {
    const ctx = db.globex.as('member')
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, stuckJob.request({})))
    for (let death = 1; death <= crashLimit; death++) {
      const child = await workElsewhere()
      await expect.poll(() => readJob(ctx, id), { timeout: 10_000, interval: 10 }).toMatchObject({ state: 'running', attempts: death })
      await kill(child)
    }
    await work(defineJob({ kind: 'test.nothing', payload: z.object({}), handler: async () => undefined }))
    await expect.poll(() => readJob(ctx, id), { timeout: 10_000 }).toMatchObject({ state: 'dead', error: { code: 'worker_crashed' } })
  })
})

describe('several workers', () => {
  it('go on feeding when the one that fed stops, and hear of a cancellation that another process was told', async () => {
    const ctx = db.acme.as('member')
    const job = defineJob({
      kind: 'test.until_cancelled',
      payload: z.object({}),
      handler: (_, __, run) =>
        new Promise((_resolve, reject) => run.cancelled.addEventListener('abort', () => reject(run.cancelled.reason))),
    })
    const [first] = [await work(job), await work(job)]
    await first?.stop()
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, { kind: 'test.until_cancelled', payload: {} }))
    await expect.poll(() => readJob(ctx, id), { timeout: 10_000 }).toMatchObject({ state: 'running' })
    // As another process does it: the row changes and nobody here is told.
    expect(await tenantTx(ctx, 'write', (tx) => cancelJob(tx, id))).toBe('running')
    await expect.poll(() => readJob(ctx, id), { timeout: 10_000 }).toMatchObject({ state: 'cancelled', cancelRequested: true })
  })
})

describe('a worker whose connections break', () => {
  it('goes on by itself: session, engine, and the job it was doing', async () => {
    const ctx = db.acme.as('member')
    const quick = defineJob({ kind: 'test.quick', payload: z.object({}), handler: async () => undefined })
    await work(quick)
    const before = await tenantTx(ctx, 'write', (tx) => enqueue(tx, quick.request({})))
    await expect.poll(() => readJob(ctx, before), { timeout: 10_000 }).toMatchObject({ state: 'done' })
    for (let round = 0; round < 3; round++) {
      await tenantTx(ctx, 'write', (tx) =>
        enqueueAll(
          tx,
          Array.from({ length: 200 }, () => quick.request({})),
        ),
      )
      await db.admin((admin) =>
        admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'freehold_jobs'`,
        ),
      )
      await expect.poll(unfinished, { timeout: 45_000 }).toEqual([])
    }
  }, 150_000)

  const unfinished = () =>
    tenantTx(db.acme.as('member'), 'read', (tx) =>
      tx.sql(`select state, attempts, error_code from jobs.job where tenant_id = $1 and kind = 'test.quick' and state <> 'done'`, [
        tx.ctx.tenant,
      ]),
    )
})

describe('a worker that was given up for dead and is not', () => {
  it('cannot save, finish or fail what another one has taken over', async () => {
    const ctx = db.acme.as('member')
    const log: string[] = []
    let letGo: () => void = () => undefined
    const blocked = new Promise<void>((resolve) => (letGo = resolve))
    const job = defineJob({
      kind: 'test.zombie',
      payload: z.object({}),
      handler: async (given, _, run) => {
        log.push(`start ${run.attempt}`)
        if (run.attempt > 1) return
        await blocked
        const saved = tenantTx(given, 'write', async (tx) => {
          await enqueue(tx, { kind: 'test.zombie_effect', payload: {} })
          await run.save(tx, { done: 1 })
        })
        await saved.then(
          () => log.push('saved'),
          (error: unknown) => log.push(`refused: ${error instanceof Error ? error.message : ''}`),
        )
        return { kind: 'failed', code: 'zombie', detail: 'Must not be written.', retry: 'never' }
      },
    })
    await work(job)
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, { kind: 'test.zombie', payload: {} }))
    await expect.poll(() => log, { timeout: 8_000 }).toEqual(['start 1'])
    await giveUp()
    await expect.poll(() => readJob(ctx, id), { timeout: 8_000 }).toMatchObject({ state: 'done', attempts: 2 })
    letGo()
    await expect.poll(() => log.at(-1), { timeout: 8_000 }).toMatch(/^refused/)
    await workers[0]?.stop()
    expect(await readJob(ctx, id)).toMatchObject({ state: 'done', attempts: 2, error: null })
    const effects = await tenantTx(ctx, 'read', (tx) =>
      tx.sql(`select id from jobs.job where tenant_id = $1 and kind = 'test.zombie_effect'`, [ctx.tenant]),
    )
    expect(effects).toEqual([])
  })

  /** As another process would after a silence. */
  async function giveUp(): Promise<void> {
    const pool = openPool({ connection: connection(), max: 1, name: 'test' })
    try {
      for (let found = 0; found === 0;) {
        await pool.query(`update jobs.worker set seen_at = now() - interval '1 minute'`)
        found = (await recover(pool)).takenOver
      }
    } finally {
      await pool.end()
    }
  }
})
