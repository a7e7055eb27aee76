import { expect, test } from 'vitest'
import { addDays, daysBetween, isDay, presetRange } from './calendar.ts'

// A Sunday, at the end of a leap February: weeks begin on Monday, months know their length.
const today = '2032-02-29'

test.each([
  ['today', '2032-02-29', '2032-02-29'],
  ['yesterday', '2032-02-28', '2032-02-28'],
  ['this-week', '2032-02-23', '2032-02-29'],
  ['next-week', '2032-03-01', '2032-03-07'],
  ['this-month', '2032-02-01', '2032-02-29'],
  ['next-month', '2032-03-01', '2032-03-31'],
  ['last-quarter', '2031-10-01', '2031-12-31'],
  ['last-year', '2031-01-01', '2031-12-31'],
  ['last-7-days', '2032-02-23', '2032-02-29'],
  ['next-30-days', '2032-02-29', '2032-03-29'],
] as const)('%s is %s to %s', (preset, from, to) => {
  expect(presetRange(preset, today)).toEqual({ from, to })
})

test('last month in January is December of the year before', () => {
  expect(presetRange('last-month', '2026-01-15')).toEqual({ from: '2025-12-01', to: '2025-12-31' })
})

test('days are counted over a change of clocks', () => {
  expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
  expect(daysBetween('2026-03-28', '2026-04-01')).toBe(4)
})

test('a day that does not exist is none', () => {
  expect(isDay('2026-02-29')).toBe(false)
  expect(isDay('2028-02-29')).toBe(true)
})
