import { describe, expect, test } from 'vitest'
import { editableText, parseDate, parseMoney, parseValue } from './values.ts'
import { fieldNamed } from './fixture.ts'

describe('amounts', () => {
  test.each([
    ['1,234.50', 'USD', 123_450],
    ['1.234,50', 'EUR', 123_450],
    ['1 234,5', 'EUR', 123_450],
    ['$1,200', 'USD', 120_000],
    ['1.200 €', 'EUR', 120_000],
    ['12k', 'USD', 1_200_000],
    ['1.5m', 'USD', 150_000_000],
    ['0.5', 'USD', 50],
    ['.5', 'USD', 50],
    ['1,234,567', 'USD', 123_456_700],
    ['1054', 'JPY', 1054],
  ])('%s %s', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ ok: true, value: minor })
  })

  test.each([
    ['abc', 'USD'],
    ['1,2,3', 'USD'],
    ['1.005', 'EUR'],
    ['10.50', 'JPY'],
    ['1.2345', 'USD'],
    ['99999999999999999', 'USD'],
  ])('%s %s', (text, currency) => {
    // 1.005 EUR groups thousands: a thousand and five.
    if (text === '1.005') expect(parseMoney(text, currency)).toEqual({ ok: true, value: 100_500 })
    else expect(parseMoney(text, currency).ok).toBe(false)
  })

  test('what the editor shows is read back as the same value', () => {
    const amount = fieldNamed('amount')
    for (const [minor, currency] of [
      [123_450, 'USD'],
      [100_500, 'EUR'],
      [7, 'USD'],
      [1054, 'JPY'],
      [1_234_567, 'KWD'],
    ] as const) {
      expect(parseValue(amount, editableText(amount, minor, currency), currency)).toEqual({ ok: true, value: minor })
    }
  })
})

describe('dates', () => {
  test.each([
    ['2026-03-31', '2026-03-31'],
    ['31.3.2026', '2026-03-31'],
    ['31/03/2026', '2026-03-31'],
    ['3/31/2026', '2026-03-31'],
    ['today', '2026-02-10'],
    ['+7', '2026-02-17'],
  ])('%s', (text, day) => {
    expect(parseDate(text, '2026-02-10')).toEqual({ ok: true, value: day })
  })

  test('refuses what can be read two ways, and what is no day', () => {
    expect(parseDate('3/4/2026', '2026-02-10')).toEqual({ ok: false, message: 'Day or month first? Type it as 2026-03-31' })
    expect(parseDate('30.2.2026', '2026-02-10').ok).toBe(false)
    expect(parseDate('soon', '2026-02-10').ok).toBe(false)
  })
})

describe('the rest', () => {
  test('a required field cannot be emptied, another becomes null', () => {
    expect(parseValue(fieldNamed('name'), '  ', 'USD')).toEqual({ ok: false, message: 'name is required' })
    expect(parseValue(fieldNamed('closedOn'), '', 'USD')).toEqual({ ok: true, value: null })
    expect(parseValue(fieldNamed('tags'), '', 'USD')).toEqual({ ok: true, value: [] })
  })

  test('whole numbers with groups, within bounds', () => {
    expect(parseValue(fieldNamed('seats'), '12,500', 'USD')).toEqual({ ok: true, value: 12_500 })
    expect(parseValue(fieldNamed('seats'), '-1', 'USD')).toEqual({ ok: false, message: 'At least 0' })
    expect(parseValue(fieldNamed('seats'), '1.5', 'USD').ok).toBe(false)
  })

  test('tags are trimmed and once each', () => {
    expect(parseValue(fieldNamed('tags'), ' vip, vip ,, Q3', 'USD')).toEqual({ ok: true, value: ['vip', 'Q3'] })
  })
})
