import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import type { OpContext } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { type JobWorkshop, openWorkshop, queue, until } from './fixtures/workshop.ts'
import { defineJob, done, enqueue, failed, JobInterrupted, pageJobs, readJob, requestCancellation, retryJob } from './index.ts'

let shop: JobWorkshop
let db: JobWorkshop['db']
beforeAll(async () => {
  shop = await openWorkshop(inject('cluster'))
  db = shop.db
})
afterEach(() => shop.rest())
afterAll(() => db.drop())

const empty = z.object({})

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
    await shop.work([
      defineJob({
        kind: 'test.steps',
        payload: empty,
        long: true,
        handler: async (given, _, job) => {
          for (let step = 1; ; step++) {
            await tenantTx(given, 'write', async (tx) => job.save(tx, { done: step, total: 1_000, checkpoint: { step } })).catch(
              (error: unknown) => {
                reason = error
                throw error
              },
            )
            job.progress(step, 1_000, `Step ${step}`)
          }
        },
      }),
    ])
    const id = await queue(ctx, 'test.steps')
    await expect.poll(async () => (await readJob(ctx, id)).progress?.done ?? 0, { timeout: 10_000 }).toBeGreaterThan(3)
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
    await shop.work([
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
    const first = await shop.work([job], { drainMs: 50 })
    const id = await queue(ctx, 'test.stopped')
    await expect.poll(() => starts.length, { timeout: 8_000 }).toBe(1)
    await first.stop()
    expect(await readJob(ctx, id)).toMatchObject({ state: 'queued', attempts: 1, failures: 0 })
    await shop.work([job])
    await until(ctx, id, 'done')
    expect(starts).toEqual([undefined, { at: 5 }])
  })
})
