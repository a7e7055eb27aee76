import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { currentContext, type OpContext, Problem } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { quietLog } from '../../test/harness/database.ts'
import { type JobWorkshop, openWorkshop, queue, until } from './fixtures/workshop.ts'
import { defineJob, done, enqueue, failed, pageJobs, retryJob } from './index.ts'

let shop: JobWorkshop
let db: JobWorkshop['db']
beforeAll(async () => {
  shop = await openWorkshop(inject('cluster'))
  db = shop.db
})
afterEach(() => shop.rest())
afterAll(() => db.drop())

const tick = { first: 20, factor: 1, most: 20 }
const empty = z.object({})

describe('doing', () => {
  it('restores the context of whoever queued it', async () => {
    const seen: OpContext[] = []
    const ctx = db.globex.as('admin', { operationId: '7b0e7a52-2ad3-4c1a-9f4d-0f1f6d1a2b3c' })
    await shop.work([
      defineJob({
        kind: 'test.context',
        payload: z.object({ n: z.int() }),
        handler: async (given, payload) => {
          seen.push(given, currentContext())
          const rows = await tenantTx(given, 'read', (tx) =>
            tx.sql<{ tenant_id: string }>('select distinct tenant_id from identity.member', []),
          )
          return done({ tenants: rows.map((row) => row.tenant_id), n: payload.n })
        },
      }),
    ])
    const id = await queue(ctx, 'test.context', { n: 7 })
    expect(await until(ctx, id, 'done')).toMatchObject({ attempts: 1, result: { tenants: [db.globex.tenant], n: 7 } })
    expect(seen[0]).toBe(seen[1])
    expect(seen[0]).toMatchObject({
      tenant: ctx.tenant,
      actor: ctx.actor,
      kind: 'job',
      requestId: ctx.requestId,
      operationId: ctx.operationId,
    })
    expect(() => seen[0]?.authorize('delete', 'organization')).toThrow(Problem)
  })

  it('does not act for a member who may not act any more', async () => {
    let ran = false
    await shop.work([defineJob({ kind: 'test.gone', payload: empty, handler: async () => void (ran = true) })], {
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
    await shop.work([defineJob({ kind: 'test.routed', payload: empty, handler })])
    // What a fault in the queue would look like: the engine hands the job out under the other organization.
    const id = await queue(ctx, 'test.elsewhere')
    await relay.query(`update jobs.job set state = 'ready' where id = $1`, [id])
    await relay.query(
      `select graphile_worker.add_job('test.routed', json_build_object('tenant', $1::text, 'id', $2::text), job_key := $2::text)`,
      [db.globex.tenant, id],
    )
    expect((await until(ctx, id, 'dead')).error?.code).toBe('misrouted')
    expect(ran).toEqual([])
  })

  it('retries by the policy of the kind, then keeps a dead letter that can be retried', async () => {
    const attempts: number[] = []
    let broken = true
    const ctx = db.acme.as('member')
    await shop.work([
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
    expect(await until(ctx, id, 'dead')).toMatchObject({
      attempts: 3,
      failures: 3,
      error: { code: 'refused', detail: 'The other side refused.' },
    })
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
    await shop.work(
      [
        defineJob({
          kind: 'test.bug',
          payload: empty,
          retry: { kind: 'none' },
          handler: async () => Promise.reject(new TypeError('secret detail')),
        }),
      ],
      {
        log: { ...quietLog, error: (fields) => void errors.push(fields) },
      },
    )
    const job = await until(ctx, await queue(ctx, 'test.bug'), 'dead')
    expect(job.error?.code).toBe('internal_error')
    expect(JSON.stringify(job)).not.toContain('secret detail')
    expect(errors).toHaveLength(1)
  })

  it('does not start on a payload that the kind cannot read', async () => {
    const ctx = db.acme.as('member')
    let ran = false
    await shop.work([defineJob({ kind: 'test.strict', payload: z.object({ n: z.int() }), handler: async () => void (ran = true) })])
    const job = await until(ctx, await queue(ctx, 'test.strict', { n: 'seven' }), 'dead')
    expect(job).toMatchObject({ attempts: 1, error: { code: 'invalid_payload' } })
    expect(ran).toBe(false)
  })

  it('stops one that takes too long', async () => {
    const ctx = db.acme.as('member')
    await shop.work([
      defineJob({
        kind: 'test.slow',
        payload: empty,
        retry: { kind: 'none' },
        timeoutMs: 50,
        handler: (_, __, job) =>
          new Promise((_resolve, reject) => job.cancelled.addEventListener('abort', () => reject(job.cancelled.reason))),
      }),
    ])
    expect((await until(ctx, await queue(ctx, 'test.slow'), 'dead')).error?.code).toBe('timed_out')
  })

  it('waits until runAt', async () => {
    const ctx = db.acme.as('member')
    await shop.work([defineJob({ kind: 'test.later', payload: empty, handler: async () => undefined })])
    const runAt = new Date(Date.now() + 600)
    const id = await tenantTx(ctx, 'write', (tx) => enqueue(tx, { kind: 'test.later', payload: {}, runAt }))
    const job = await until(ctx, id, 'done')
    expect(Date.parse(job.startedAt ?? '')).toBeGreaterThanOrEqual(runAt.getTime())
  })
})
