import { describe, expect, it } from 'vitest'
import { currencies, guessCurrency } from './currency-guess.ts'

describe('the first currency offered', () => {
  it.each([
    ['en-US', 'USD'],
    ['de-DE', 'EUR'],
    ['de-CH', 'CHF'],
    ['de', 'EUR'],
    ['ja', 'JPY'],
    ['en-GB', 'GBP'],
    ['es-AR', 'USD'],
  ])('%s → %s', (locale, currency) => {
    expect(guessCurrency(locale)).toBe(currency)
    expect(currencies).toContain(currency)
  })
})
