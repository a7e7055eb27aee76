import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { z } from 'zod'
import { Problem } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { type JobWorkshop, openWorkshop, queue, until } from './fixtures/workshop.ts'
import { defineJob, enqueue, pageJobs, readJob, requestCancellation, retryJob } from './index.ts'

let shop: JobWorkshop
let db: JobWorkshop['db']
beforeAll(async () => {
  shop = await openWorkshop(inject('cluster'))
  db = shop.db
})
afterEach(() => shop.rest())
afterAll(() => db.drop())

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
    await shop.work([defineJob({ kind: 'test.keyed', payload: empty, handler: async () => (begun(), held) })])
    await running
    await until(ctx, first, 'running')
    const second = await tenantTx(ctx, 'write', (tx) => enqueue(tx, request))
    expect(second).not.toBe(first)
    finish()
    await until(ctx, second, 'done')
  })
})

describe('purging', () => {
  it('removes what is past its time, dead letters later, and nothing that is not finished', async () => {
    const ctx = db.acme.as('member')
    const relay = await db.jobs()
    const ids: string[] = []
    for (const [state, days] of [
      ['done', 8],
      ['done', 6],
      ['cancelled', 8],
      ['dead', 8],
      ['dead', 31],
    ] as const) {
      const id = await queue(ctx, 'test.old')
      await relay.query(`update jobs.job set state = $2, finished_at = now() - $3::int * interval '1 day' where id = $1`, [id, state, days])
      ids.push(id)
    }
    ids.push(await queue(ctx, 'test.old'))
    await shop.work([])
    const left = async () =>
      (await pageJobs(ctx, { kind: 'test.old', limit: 10 })).items.map((job) => ids.indexOf(job.id)).toSorted((a, b) => a - b)
    await expect.poll(left, { timeout: 8_000 }).toEqual([1, 3, 5])
  })
})

describe('metrics', () => {
  it('counts by state without naming anybody', async () => {
    const worker = await shop.work([defineJob({ kind: 'test.counted', payload: empty, handler: async () => undefined })])
    const ctx = db.globex.as('member')
    const before = await worker.metrics()
    await until(ctx, await queue(ctx, 'test.counted'), 'done')
    const after = await worker.metrics()
    expect(after.done).toBe(before.done + 1)
    expect(after.workers).toBe(1)
    expect(JSON.stringify(after)).not.toContain(ctx.tenant)
  })
})
