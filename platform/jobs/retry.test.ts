import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allowedAttempts, defaultRetry, nextDelay, type RetryPolicy } from './retry.ts'

const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true })
const policy: fc.Arbitrary<RetryPolicy> = fc.oneof(
  fc.constant<RetryPolicy>({ kind: 'none' }),
  fc.record({
    kind: fc.constant('exponential' as const),
    attempts: fc.integer({ min: 1, max: 20 }),
    first: fc.integer({ min: 1, max: 60_000 }),
    factor: fc.double({ min: 1, max: 4, noNaN: true }),
    most: fc.integer({ min: 1, max: 3_600_000 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    delays: fc.array(fc.nat(86_400_000), { maxLength: 12 }),
    jitter: fc.double({ min: 0, max: 0.5, noNaN: true }),
  }),
)

describe('retry', () => {
  it('ends after exactly the attempts that the policy allows', () => {
    fc.assert(
      fc.property(policy, random, (given, chance) => {
        let attempts = 1
        while (nextDelay(given, attempts, () => chance) !== undefined) attempts++
        expect(attempts).toBe(allowedAttempts(given))
      }),
    )
  })

  it('spreads exponential delays over the upper half of what is due, below the most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), random, (attempt, chance) => {
        if (defaultRetry.kind !== 'exponential') throw new Error('the default changed')
        const full = Math.min(defaultRetry.most, defaultRetry.first * defaultRetry.factor ** (attempt - 1))
        const delay = nextDelay(defaultRetry, attempt, () => chance) ?? -1
        expect(delay).toBeGreaterThanOrEqual(Math.floor(full / 2))
        expect(delay).toBeLessThanOrEqual(Math.ceil(full))
      }),
    )
  })

  it('follows a table', () => {
    const table: RetryPolicy = { kind: 'table', delays: [0, 5_000, 300_000], jitter: 0.1 }
    expect([1, 2, 3, 4].map((attempt) => nextDelay(table, attempt, () => 0.5))).toEqual([0, 5_000, 300_000, undefined])
    expect(nextDelay(table, 2, () => 0)).toBe(4_500)
  })
})
