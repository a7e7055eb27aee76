import { describe, expect, it } from 'vitest'
import { Problem } from '@freehold/kernel'
import { z } from 'zod'
import { defineJob, done, failed, JobInterrupted, PayloadError } from './job.ts'
import { afterReturn, afterThrow, type AttemptFacts } from './transition.ts'

const facts = (failures: number, interrupted?: JobInterrupted): AttemptFacts => ({
  policy: { kind: 'table', delays: [10, 20], jitter: 0 },
  failures,
  interrupted,
})

describe('after a return', () => {
  it('is done, with what the handler gave back', () => {
    expect(afterReturn(undefined, facts(0))).toEqual({ to: 'done' })
    expect(afterReturn(done({ rows: 3 }), facts(0))).toEqual({ to: 'done', result: { rows: 3 } })
  })

  it('is done even when it was cancelled meanwhile: the work is there', () => {
    expect(afterReturn(done(), facts(0, new JobInterrupted('cancelled', '')))).toEqual({ to: 'done' })
  })

  it('goes back by policy, at the stated time, or never', () => {
    expect(afterReturn(failed('busy', 'Busy.'), facts(1))).toEqual({ to: 'queued', delay: 20, failures: 2, code: 'busy', detail: 'Busy.' })
    expect(afterReturn(failed('busy', 'Busy.', { afterMs: 7_000 }), facts(1))).toMatchObject({ to: 'queued', delay: 7_000 })
    expect(afterReturn(failed('busy', 'Busy.', { afterMs: 7_000 }), facts(2))).toMatchObject({ to: 'dead', failures: 3 })
    expect(afterReturn(failed('gone', 'Gone.', 'never'), facts(0))).toMatchObject({ to: 'dead', code: 'gone' })
  })
})

describe('after a throw', () => {
  it.each([
    ['cancelled', { to: 'cancelled' }],
    ['lost', { to: 'lost' }],
    ['stopping', { to: 'queued', delay: 0, failures: 1, code: null, detail: null }],
    ['timeout', { to: 'queued', delay: 20, failures: 2, code: 'timed_out', detail: 'why' }],
  ] as const)('of the interruption "%s" follows it, and it is no bug', (why, transition) => {
    const interruption = new JobInterrupted(why, 'why')
    expect(afterThrow(interruption, facts(1))).toEqual({ transition, bug: false })
    // Whatever else breaks while it is being interrupted.
    expect(afterThrow(new Error('socket closed'), facts(1, interruption))).toEqual({ transition, bug: false })
  })

  it('of a Problem tries again only where that can help', () => {
    expect(afterThrow(new Problem('unavailable'), facts(0)).transition).toMatchObject({ to: 'queued', code: 'unavailable' })
    expect(afterThrow(new Problem('stale_version'), facts(0)).transition.to).toBe('queued')
    expect(afterThrow(new Problem('not_found'), facts(0))).toMatchObject({ transition: { to: 'dead', code: 'not_found' }, bug: false })
  })

  it('of a bug says nothing of it and reports it', () => {
    const { transition, bug } = afterThrow(new TypeError('x of undefined'), facts(0))
    expect(bug).toBe(true)
    expect(transition).toMatchObject({ to: 'queued', code: 'internal_error' })
    expect(JSON.stringify(transition)).not.toContain('undefined')
  })

  it('of an unreadable payload is final', () => {
    const job = defineJob({ kind: 'test.strict', payload: z.object({ n: z.int() }), handler: async () => undefined })
    expect(() => job.request({ n: 0.5 })).toThrow(PayloadError)
    expect(job.request({ n: 1 }, { dedupeKey: 'k' })).toEqual({ kind: 'test.strict', payload: { n: 1 }, dedupeKey: 'k' })
    const error = new PayloadError('test.strict', new z.ZodError([]))
    expect(afterThrow(error, facts(0))).toMatchObject({ transition: { to: 'dead', code: 'invalid_payload' }, bug: true })
  })

  it('refuses a kind that is no name', () => {
    expect(() => defineJob({ kind: 'Import Run', payload: z.object({}), handler: async () => undefined })).toThrow(TypeError)
  })
})
