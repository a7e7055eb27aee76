import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { currentContext, type OpContext, Problem } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { createTestDatabase, quietLog, type TestDatabase } from '../../test/harness/database.ts'
import { defineJob, done, enqueue, failed, type Job, type JobView, JobInterrupted, pageJobs, readJob, requestCancellation, retryJob, startWorker, type StartedWorker, type WorkerOptions } from './index.ts'

const cluster = inject('cluster')
let db: TestDatabase
let workers: StartedWorker[] = []

beforeAll(async () => {
  db = await createTestDatabase(cluster)
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})
afterAll(() => db.drop())

async function work(jobs: readonly Job[], options: Partial<WorkerOptions> = {}): Promise<StartedWorker> {
  const connection = { host: cluster.host, port: cluster.port, database: db.name, user: 'freehold_jobs', password: cluster.passwords.jobs }
  const worker = await startWorker({ placement: db.placement, jobs, log: quietLog, connection, ...options })
  workers.push(worker)
  return worker
}

const queue = (ctx: OpContext, kind: string, payload: object = {}) => tenantTx(ctx, 'write', (tx) => enqueue(tx, { kind, payload: { ...payload } }))

async function until(ctx: OpContext, id: string, state: JobView['state']): Promise<JobView> {
  return expect.poll(() => readJob(ctx, id), { timeout: 8_000, interval: 20 }).toMatchObject({ state }).then(() => readJob(ctx, id))
}

const tick = { first: 20, factor: 1, most: 20 }
const empty = z.object({})

describe('queueing', () => {
  it('is part of the transaction: rolled back, there is no job', async () => {
    const ctx = db.acme.as('member')
    await expect(
      tenantTx(ctx, 'write', async (tx) => {
        await enqueue(tx, { kind: 'test.rolled_back', payload: {} })
        throw new Problem('wrong_state')
      }),
    ).rejects.toThrow(Problem)
    expect((await pageJobs(ctx, { kind: 'test.rolled_back', limit: 10 })).items).toEqual([])
  })

  it('shows a job to its own organization only', async () => {
    const id = await queue(db.acme.as('member'), 'test.nobody_does_this')
    const other = db.globex.as('owner')
    await expect(readJob(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(requestCancellation(other, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(retryJob(other, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await pageJobs(other, { limit: 200 })).items.map((job) => job.id)).not.toContain(id)
    expect(await readJob(db.acme.as('member'), id)).toMatchObject({ state: 'queued', attempts: 0 })
  })

  it('keeps one waiting job per key, and queues a second one once the first has begun', async () => {
    const ctx = db.acme.as('member')
    const request = { kind: 'test.keyed', payload: {}, dedupeKey: 'a' }
    const first = await tenantTx(ctx, 'write', (tx) => enqueue(tx, request))
    expect(await tenantTx(ctx, 'write', (tx) => enqueue(tx, request))).toBe(first)
    const elsewhere = await tenantTx(db.globex.as('member'), 'write', (tx) => enqueue(tx, request))
    expect(elsewhere).not.toBe(first)
    let begun: () => void = () => undefined
    const running = new Promise<void>((resolve) => (begun = resolve))
    let finish: () => void = () => undefined
    const held = new Promise<void>((resolve) => (finish = resolve))
    await work([defineJob({ kind: 'test.keyed', payload: empty, handler: async () => (begun(), held) })])
    await running
    await until(ctx, first, 'running')
    const second = await tenantTx(ctx, 'write', (tx) => enqueue(tx, request))
    expect(second).not.toBe(first)
    finish()
    await until(ctx, second, 'done')
  })
})

describe('doing', () => {
  it('restores the context of whoever queued it', async () => {
    const seen: OpContext[] = []
    const ctx = db.globex.as('admin', { operationId: '7b0e7a52-2ad3-4c1a-9f4d-0f1f6d1a2b3c' })
    await work([
      defineJob({
        kind: 'test.context',
        payload: z.object({ n: z.int() }),
        handler: async (given, payload) => {
          seen.push(given, currentContext())
          const rows = await tenantTx(given, 'read', (tx) => tx.sql<{ tenant_id: string }>('select distinct tenant_id from identity.member', []))
          return done({ tenants: rows.map((row) => row.tenant_id), n: payload.n })
        },
      }),
    ])
    const id = await queue(ctx, 'test.context', { n: 7 })
    expect(await until(ctx, id, 'done')).toMatchObject({ attempts: 1, result: { tenants: [db.globex.tenant], n: 7 } })
    expect(seen[0]).toBe(seen[1])
    expect(seen[0]).toMatchObject({ tenant: ctx.tenant, actor: ctx.actor, kind: 'job', requestId: ctx.requestId, operationId: ctx.operationId })
    expect(() => seen[0]?.authorize('delete', 'organization')).toThrow(Problem)
  })

  it('does not act for a member who may not act any more', async () => {
    let ran = false
    await work([defineJob({ kind: 'test.gone', payload: empty, handler: async () => void (ran = true) })], {
      restoreActor: async (_, queuedBy) => `${queuedBy.name} has left.`,
    })
    const ctx = db.acme.as('member')
    const job = await until(ctx, await queue(ctx, 'test.gone'), 'dead')
    expect(job.error).toEqual({ code: 'actor_gone', detail: 'member of acme has left.' })
    expect(ran).toBe(false)
  })

  it('sets a job aside whose route names another organization', async () => {
    const ran: string[] = []
    const ctx = db.acme.as('member')
    const relay = await db.jobs()
    const handler = async (given: OpContext) => void ran.push(given.tenant)
    await work([defineJob({ kind: 'test.routed', payload: empty, handler })])
    // What a fault in the queue would look like: the engine hands the job out under the other organization.
    const id = await queue(ctx, 'test.elsewhere')
    await relay.query(`update jobs.job set state = 'ready' where id = $1`, [id])
    await relay.query(`select graphile_worker.add_job('test.routed', json_build_object('tenant', $1::text, 'id', $2::text), job_key := $2::text)`, [db.globex.tenant, id])
    expect((await until(ctx, id, 'dead')).error?.code).toBe('misrouted')
    expect(ran).toEqual([])
  })

  it('retries by the policy of the kind, then keeps a dead letter that can be retried', async () => {
    const attempts: number[] = []
    let broken = true
    const ctx = db.acme.as('member')
    await work([
      defineJob({
        kind: 'test.flaky',
        payload: empty,
        retry: { kind: 'exponential', attempts: 3, ...tick },
        handler: async (_, __, job) => {
          attempts.push(job.attempt)
          return broken ? failed('refused', 'The other side refused.') : done()
        },
      }),
    ])
    const id = await queue(ctx, 'test.flaky')
    expect(await until(ctx, id, 'dead')).toMatchObject({ attempts: 3, failures: 3, error: { code: 'refused', detail: 'The other side refused.' } })
    expect((await pageJobs(ctx, { state: 'dead', kind: 'test.flaky', limit: 5 })).items.map((job) => job.id)).toEqual([id])
    broken = false
    await retryJob(ctx, id)
    expect(await until(ctx, id, 'done')).toMatchObject({ attempts: 4, failures: 0, error: null })
    expect(attempts).toEqual([1, 2, 3, 4])
    await expect(retryJob(ctx, id)).rejects.toMatchObject({ code: 'wrong_state' })
  })

  it('logs a bug and tells the organization nothing of it', async () => {
    const errors: object[] = []
    const ctx = db.acme.as('member')
    await work([defineJob({ kind: 'test.bug', payload: empty, retry: { kind: 'none' }, handler: async () => Promise.reject(new TypeError('secret detail')) })], {
      log: { ...quietLog, error: (fields) => void errors.push(fields) },
    })
    const job = await until(ctx, await queue(ctx, 'test.bug'), 'dead')
    expect(job.error?.code).toBe('internal_error')
    expect(JSON.stringify(job)).not.toContain('secret detail')
    expect(errors).toHaveLength(1)
  })

  it('does not start on a payload that the kind cannot read', async () => {
    const ctx = db.acme.as('member')
    let ran = false
    await work([defineJob({ kind: 'test.strict', payload: z.object({ n: z.int() }), handler: async () => void (ran = true) })])
    const job = await until(ctx, await queue(ctx, 'test.strict', { n: 'seven' }), 'dead')
    expect(job).toMatchObject({ attempts: 1, error: { code: 'invalid_payload' } })
    expect(ran).toBe(false)
  })

  it('stops one that takes too long', async () => {
    const ctx = db.acme.as('member')
    await work([
      defineJob({
        kind: 'test.slow',
        payload: empty,
        retry: { kind: 'none' },
        timeoutMs: 50,
        handler: (_, __, job) => new Promise((_resolve, reject) => job.cancelled.addEventListener('abort', () => reject(job.cancelled.reason))),
      }),
    ])
    expect((await until(ctx, await queue(ctx, 'test.slow'), 'dead')).error?.code).toBe('timed_out')
  })

  it('waits until runAt', async () => {
    const ctx = db.acme.as('member')
    await work([defineJob({ kind: 'test.later', payload: empty, handler: async () => undefined })])
    const runAt = new Date(Date.now() + 600)
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, { kind: 'test.later', payload: {}, runAt }))
    const job = await until(ctx, id, 'done')
    expect(Date.parse(job.startedAt ?? '')).toBeGreaterThanOrEqual(runAt.getTime())
  })
})

describe('cancelling', () => {
  it('ends a waiting job at once', async () => {
    const ctx = db.acme.as('member')
    const id = await queue(ctx, 'test.nobody_does_this')
    expect(await requestCancellation(ctx, id)).toMatchObject({ state: 'cancelled', attempts: 0 })
    await expect(requestCancellation(ctx, id)).rejects.toMatchObject({ code: 'wrong_state' })
    await expect(requestCancellation(db.acme.as('viewer'), id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('tells a running one, and rolls back the step in which it learns of it', async () => {
    const ctx = db.acme.as('member')
    let reason: unknown
    await work([
      defineJob({
        kind: 'test.steps',
        payload: empty,
        long: true,
        handler: async (given, _, job) => {
          for (let step = 1; ; step++) {
            await tenantTx(given, 'write', async (tx) => job.save(tx, { done: step, total: 1_000, checkpoint: { step } })).catch((error: unknown) => {
              reason = error
              throw error
            })
            job.progress(step, 1_000, `Step ${step}`)
          }
        },
      }),
    ])
    const id = await queue(ctx, 'test.steps')
    await expect.poll(async () => (await readJob(ctx, id)).progress?.done ?? 0, { timeout: 5_000 }).toBeGreaterThan(3)
    await requestCancellation(ctx, id)
    const job = await until(ctx, id, 'cancelled')
    expect(job.progress?.total).toBe(1_000)
    expect(reason).toBeInstanceOf(JobInterrupted)
    await retryJob(ctx, id)
    await until(ctx, id, 'running')
    await requestCancellation(ctx, id)
    expect((await until(ctx, id, 'cancelled')).progress?.done).toBeGreaterThan(0)
  })
})

describe('completing with the last step', () => {
  it('is one commit with its effect', async () => {
    const ctx = db.acme.as('member')
    const before = await readCount(ctx)
    await work([
      defineJob({
        kind: 'test.complete',
        payload: empty,
        handler: async (given, _, job) => {
          await tenantTx(given, 'write', async (tx) => {
            await enqueue(tx, { kind: 'test.effect', payload: {} })
            await job.complete(tx, { by: job.attempt })
          })
          return failed('ignored', 'It is over already.')
        },
      }),
    ])
    const job = await until(ctx, await queue(ctx, 'test.complete'), 'done')
    expect(job.result).toEqual({ by: 1 })
    expect(await readCount(ctx)).toBe(before + 1)
  })

  const readCount = async (ctx: OpContext) => (await pageJobs(ctx, { kind: 'test.effect', limit: 200 })).items.length
})

describe('stopping', () => {
  it('waits for what runs, tells what does not end, and the next worker goes on from the checkpoint', async () => {
    const ctx = db.acme.as('member')
    const starts: unknown[] = []
    const job = defineJob({
      kind: 'test.stopped',
      payload: empty,
      retry: { kind: 'none' },
      handler: async (given, _, run) => {
        starts.push(run.checkpoint)
        if (run.checkpoint !== undefined) return done()
        await tenantTx(given, 'write', (tx) => run.save(tx, { checkpoint: { at: 5 } }))
        await new Promise((_resolve, reject) => run.cancelled.addEventListener('abort', () => reject(run.cancelled.reason)))
        return done()
      },
    })
    const first = await work([job], { drainMs: 50 })
    const id = await queue(ctx, 'test.stopped')
    await expect.poll(() => starts.length).toBe(1)
    await first.stop()
    expect(await readJob(ctx, id)).toMatchObject({ state: 'queued', attempts: 1, failures: 0 })
    await work([job])
    await until(ctx, id, 'done')
    expect(starts).toEqual([undefined, { at: 5 }])
  })
})

describe('purging', () => {
  it('removes what is past its time, dead letters later, and nothing that is not finished', async () => {
    const ctx = db.acme.as('member')
    const relay = await db.jobs()
    const ids: string[] = []
    for (const [state, days] of [['done', 8], ['done', 6], ['cancelled', 8], ['dead', 8], ['dead', 31]] as const) {
      const id = await queue(ctx, 'test.old')
      await relay.query(`update jobs.job set state = $2, finished_at = now() - $3::int * interval '1 day' where id = $1`, [id, state, days])
      ids.push(id)
    }
    ids.push(await queue(ctx, 'test.old'))
    await work([])
    const left = async () => (await pageJobs(ctx, { kind: 'test.old', limit: 10 })).items.map((job) => ids.indexOf(job.id)).sort()
    await expect.poll(left).toEqual([1, 3, 5])
  })
})

describe('metrics', () => {
  it('counts by state without naming anybody', async () => {
    const worker = await work([defineJob({ kind: 'test.counted', payload: empty, handler: async () => undefined })])
    const ctx = db.globex.as('member')
    const before = await worker.metrics()
    await until(ctx, await queue(ctx, 'test.counted'), 'done')
    const after = await worker.metrics()
    expect(after.done).toBe(before.done + 1)
    expect(after.workers).toBe(1)
    expect(JSON.stringify(after)).not.toContain(ctx.tenant)
  })
})
