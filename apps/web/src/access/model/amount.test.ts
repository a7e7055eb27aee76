import { describe, expect, it } from 'vitest'
import { asKept, asWritten } from './amount.ts'

describe('an amount in a condition', () => {
  it.each([
    [10_000.5, 100, 1_000_050],
    [0.29, 100, 29],
    [1.1, 1000, 1100],
    [5000, 1, 5000],
    [1.5, 1, 1.5],
    ['2026-01-31', 100, '2026-01-31'],
  ])('%s of %i minor units is kept as %s, and read back', (written, units, kept) => {
    expect(asKept(written, units)).toBe(kept)
    expect(asWritten(kept, units)).toBe(written)
  })
})
