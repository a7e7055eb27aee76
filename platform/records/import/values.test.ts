import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardFormula, guardText, unguard } from '../export/cell-guard.ts'
import { choice, date, integer, money, tags, text } from '../definition/field.ts'
import { converter, taken, type Reading } from './conversion.ts'
import { createDateObserver, parseDate } from './date.ts'
import { createDecimalObserver, fromMinorUnits, parseNumber, toMinorUnits } from './number.ts'

const plain: Reading = { dateOrder: 'ymd', decimal: '.', scale: 1, take: 'all' }

describe('dates', () => {
  it.each([
    ['10/20/2016', 'mdy', '2016-10-20'],
    ['20.10.2016', 'dmy', '2016-10-20'],
    ['1.2.2016', 'dmy', '2016-02-01'],
    ['2016-10-20', 'mdy', '2016-10-20'],
    ['1996-07-04 00:00:00.000', 'dmy', '1996-07-04'],
    ['20161020', 'dmy', '2016-10-20'],
    ['4 July 1996', 'ymd', '1996-07-04'],
    ['Jul 4th, 1996', 'ymd', '1996-07-04'],
    ['3/1/17', 'mdy', '2017-03-01'],
    ['3/1/99', 'mdy', '1999-03-01'],
  ] as const)('reads %s with the order %s', (written, order, expected) => {
    expect(parseDate(written, order)?.date).toBe(expected)
  })

  it.each(['2016-02-30', '31/31/2016', '0000-01-01', 'soon', '12', '1,5', '10/20-2016'])('does not take %s for a date', (written) => {
    expect(parseDate(written, 'mdy') ?? parseDate(written, 'dmy')).toBeUndefined()
  })

  it('learns the order from one day above 12 and says when nothing tells', () => {
    const order = (...values: string[]) => {
      const observer = createDateObserver()
      values.forEach(observer.add)
      return observer.result()
    }
    expect(order('3/1/2017', '10/20/2016')).toMatchObject({ order: 'mdy', ambiguous: false })
    expect(order('3/1/2017', '20/10/2016')).toMatchObject({ order: 'dmy', ambiguous: false })
    expect(order('3/1/2017', '4/5/2017')).toMatchObject({ ambiguous: true })
    expect(order('03.01.2017')).toMatchObject({ order: 'dmy', ambiguous: false })
    expect(order('2017-01-03')).toMatchObject({ order: 'ymd', ambiguous: false })
  })
})

describe('numbers', () => {
  it.each([
    ['1,234.50', '.', '1234.50'],
    ['1.234,50 €', ',', '1234.50'],
    ['$1,054', '.', '1054'],
    ['(200)', '.', '-200'],
    ['1 234 567,8', ',', '1234567.8'],
    ["1'000.5 CHF", '.', '1000.5'],
    ['EUR 12', '.', '12'],
    ['12%', '.', '12'],
    ['.5', '.', '0.5'],
  ] as const)('reads %s', (written, decimal, digits) => {
    expect(parseNumber(written, decimal)?.digits).toBe(digits)
  })

  it.each(['1,23', '1.2.3', '12 apples', 'XXQ 5', '', '1,2345', '(5', '--5'])('does not take %s for a number', (written) => {
    expect(parseNumber(written, '.')).toBeUndefined()
  })

  it('knows the currency from its symbol', () => {
    expect(parseNumber('€ 5', '.')?.currency).toBe('EUR')
    expect(parseNumber('5 USD', '.')?.currency).toBe('USD')
  })

  it('tells a decimal comma from a thousands comma by the whole column', () => {
    const mark = (...values: string[]) => {
      const observer = createDecimalObserver()
      values.forEach(observer.add)
      return observer.result()
    }
    expect(mark('1,234', '0,5')).toMatchObject({ decimal: ',' })
    expect(mark('1,234', '0.5')).toMatchObject({ decimal: '.' })
    expect(mark('1,234', '5')).toMatchObject({ ambiguous: true })
  })

  it('keeps amounts exact, there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), fc.constantFrom(0, 2, 3), (amount, places) => {
        expect(toMinorUnits(fromMinorUnits(amount, places), places)).toBe(amount)
      }),
    )
    expect(toMinorUnits('1100.04', 2, 1_000_000)).toBe(110_004_000_000)
    expect(toMinorUnits('10.555', 2)).toBeUndefined()
  })
})

describe('cells', () => {
  it('takes words for nothing as blank in numbers, and as words in texts where they may be some', () => {
    for (const nothing of ['NULL', 'N/A', '-', '', ' null ', '#N/A'])
      expect(converter(text('Name'), plain)(nothing)).toEqual({ value: null })
    expect(converter(text('Name'), plain)('None')).toEqual({ value: 'None' })
    expect(converter(integer('Size'), plain)('none')).toEqual({ value: null })
  })

  it('says in a sentence why a cell cannot be read', () => {
    expect(converter(integer('Size', { min: 0 }), plain)('-3')).toEqual({ problem: '"-3" is less than 0.' })
    expect(converter(date('Day'), { ...plain, dateOrder: 'dmy' })('10/20/2016')).toEqual({
      problem: '"10/20/2016" is not a date when the day comes first.',
    })
    expect(converter(money('Price'), plain)('12%')).toEqual({ problem: '"12%" is a percentage, not an amount of money.' })
    expect(converter(text('Code', { max: 3 }), plain)('abcd')).toEqual({ problem: '"abcd" has 4 characters; at most 3 fit.' })
    const status = choice('Status', [{ value: 'active', label: 'Active', hue: 'green' }])
    expect(converter(status, plain)('ACTIVE')).toEqual({ value: 'active' })
    expect(converter(status, plain)('gone')).toEqual({ problem: '"gone" is none of Active.' })
  })

  it('takes a part where asked to', () => {
    expect(taken('2013 (1888)', 'firstNumber')).toBe('2013')
    expect(taken('Saint Paul, Minnesota', 'beforeComma')).toBe('Saint Paul')
    expect(taken('Saint Paul, Minnesota', 'afterComma')).toBe('Minnesota')
  })

  it('separates tags and joins equal ones', () => {
    expect(converter(tags('Tags'), plain)('a, b;c, a')).toEqual({ value: ['a', 'b;c'] })
    expect(converter(tags('Tags'), plain)('a;b')).toEqual({ value: ['a', 'b'] })
  })

  it('makes one line of several and drops control characters', () => {
    expect(converter(text('Address'), plain)('Main\r\nStreet\u0007 1')).toEqual({ value: 'Main Street 1' })
  })
})

describe('guards against formulas', () => {
  it('come off as they were put on, whatever the text', () => {
    const sharp = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', 'N', 'U', 'L', 'a', '/'), maxLength: 8 })
    fc.assert(
      fc.property(fc.oneof(sharp, fc.string(), fc.constantFrom('NULL', "'NULL", '-', "''-", "'s-Hertogenbosch")), (written) => {
        expect(unguard(guardFormula(written))).toBe(written)
        expect(unguard(guardText(written))).toBe(written)
        expect(guardFormula(written)).not.toMatch(/^[=+\-@\t\r]/)
      }),
    )
  })
})
