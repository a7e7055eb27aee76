import { describe, expect, it, vi } from 'vitest'

// What the page of somebody in the United States says; the machine that runs this may stand elsewhere.
vi.hoisted(() => Object.defineProperty(globalThis, 'navigator', { value: { language: 'en-US' }, configurable: true }))

import { countOf, formatCount, formatDate, formatMoney, formatMoneyShort, initialsOf, minorUnits } from './format.ts'

describe('amounts', () => {
  it('turns minor units into what the currency has', () => {
    expect(minorUnits('EUR')).toBe(100)
    expect(minorUnits('JPY')).toBe(1)
    expect(minorUnits('KWD')).toBe(1000)
  })

  it('leaves out zeros after the point, never anything else', () => {
    expect(formatMoney(105_400, 'USD')).toBe('$1,054')
    expect(formatMoney(105_450, 'USD')).toBe('$1,054.50')
    expect(formatMoney(105_407, 'USD')).toBe('$1,054.07')
    expect(formatMoney(1054, 'JPY')).toBe('¥1,054')
    expect(formatMoney(0, 'USD')).toBe('$0')
    expect(formatMoney(-250, 'USD')).toBe('-$2.50')
  })

  it('shortens totals', () => {
    expect(formatMoneyShort(1_000_553_400, 'USD')).toBe('$10M')
    expect(formatMoneyShort(7_020_000, 'EUR')).toBe('€70.2K')
  })
})

describe('counts', () => {
  it('says when the server stopped counting', () => {
    expect(formatCount(10_000, true)).toBe('10,000+')
  })

  it('agrees in number', () => {
    expect(countOf(1, 'Company', 'Companies')).toBe('1 company')
    expect(countOf(8800, 'Deal', 'Deals')).toBe('8,800 deals')
    expect(countOf(0, 'Deal', 'Deals')).toBe('0 deals')
  })
})

describe('dates', () => {
  it('names the neighbours of today and dates the rest, whatever the hour', () => {
    vi.useFakeTimers({ now: new Date(2026, 2, 15, 23, 30) })
    try {
      expect(formatDate('2026-03-15')).toBe('Today')
      expect(formatDate('2026-03-14')).toBe('Yesterday')
      expect(formatDate('2026-03-16')).toBe('Tomorrow')
      expect(formatDate('2026-01-02')).toBe('Jan 2')
      expect(formatDate('2016-10-20')).toBe('Oct 20, 2016')
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('initials', () => {
  it('takes the first and the last word, in any script', () => {
    expect(initialsOf('Ana Maria Weber')).toBe('AW')
    expect(initialsOf('شركة النور')).toBe('شا')
    expect(initialsOf('Zoë')).toBe('Z')
    expect(initialsOf('  ')).toBe('?')
  })
})
