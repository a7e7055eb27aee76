import { formatNumber, minorUnits } from '../../format.ts'
import { isDay, localDay, addDays } from './calendar.ts'
import type { FieldMeta } from '../../api-types.ts'
import type { FieldValue } from './metadata.ts'

/** Between what a person types and what the API takes. Refusals are sentences for the cell; the server has the last word. */
export type Parsed = { readonly ok: true; readonly value: FieldValue } | { readonly ok: false; readonly message: string }

const refuse = (message: string): Parsed => ({ ok: false, message })
const accept = (value: FieldValue): Parsed => ({ ok: true, value })

export function parseValue(field: FieldMeta, input: string, currency: string): Parsed {
  const text = input.trim()
  if (text === '') return field.required ? refuse(`${field.label} is required`) : accept(field.type === 'tags' ? [] : null)
  switch (field.type) {
    case 'integer':
      return parseInteger(text, field)
    case 'money':
      return parseMoney(text, currency)
    case 'date':
      return parseDate(text)
    case 'email':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? accept(text) : refuse('An address looks like name@example.com')
    case 'tags':
      return accept(parseTags(text))
    case 'currency':
      return /^[a-z]{3}$/i.test(text) ? accept(text.toUpperCase()) : refuse('A currency is three letters, such as EUR')
    default:
      return accept(text)
  }
}

function parseInteger(text: string, { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER }: FieldMeta): Parsed {
  const digits = text.replace(/[\s.,'’](?=\d{3}(?:\D|$))/g, '')
  if (!/^[-+]?\d+$/.test(digits)) return refuse('Type a whole number')
  const value = Number(digits)
  if (value < min) return refuse(`At least ${formatNumber(min)}`)
  return value > max ? refuse(`At most ${formatNumber(max)}`) : accept(value)
}

/**
 * Takes "1,234.50", "1.234,50", "1 234,5", "$1,200" and "12k". The last of two different separators is the decimal one;
 * a lone separator before exactly three figures groups thousands, since nobody types thousandths of a dollar.
 */
export function parseMoney(text: string, currency: string): Parsed {
  const digits = currencyDigits(currency)
  const match = /^([-+]?)[^\d.,]*([\d.,\s'’]*\d)\s*([km]?)[^\d]*$/i.exec(text)
  if (match === null) return refuse('Type an amount, such as 1,200.50')
  const [, sign = '', figures = '', unit = ''] = match
  const plain = decimalPoint(figures.replace(/[\s'’]/g, ''), digits)
  if (plain === undefined) return refuse('Type an amount, such as 1,200.50')
  const scale = unit === '' ? 1 : unit.toLowerCase() === 'k' ? 1_000 : 1_000_000
  const [, fraction = ''] = plain.split('.')
  if (scale === 1 && fraction.length > digits)
    return refuse(digits === 0 ? `${currency} has no decimals` : `${currency} has ${digits} decimals`)
  const minor = Math.round(Number(plain) * scale * 10 ** digits)
  if (!Number.isSafeInteger(minor)) return refuse('This amount is too large')
  return accept(sign === '-' ? -minor : minor)
}

/** "1.234,50" → "1234.50"; undefined when the separators make no number. */
function decimalPoint(figures: string, digits: number): string | undefined {
  const last = Math.max(figures.lastIndexOf('.'), figures.lastIndexOf(','))
  if (last === -1) return figures
  const separator = figures.charAt(last)
  const other = separator === '.' ? ',' : '.'
  const repeated = figures.indexOf(separator) !== last
  const groups = repeated || (digits < 3 && !figures.includes(other) && figures.length - last === 4)
  const whole = groups ? figures : figures.slice(0, last)
  if (!/^\d{1,3}(?:[.,]\d{3})*$|^\d*$/.test(whole)) return undefined
  return groups ? whole.replace(/[.,]/g, '') : `${whole.replace(/[.,]/g, '') || '0'}.${figures.slice(last + 1)}`
}

/** Takes "2026-03-01", "1.3.2026", "01/03/2026" only where day and month cannot be confused, "today", "tomorrow", "+7". */
export function parseDate(text: string, today: string = localDay(new Date())): Parsed {
  const words: Readonly<Record<string, number>> = { yesterday: -1, today: 0, tomorrow: 1 }
  const offset = words[text.toLowerCase()] ?? (/^[-+]\d{1,4}$/.test(text) ? Number(text) : undefined)
  if (offset !== undefined) return accept(addDays(today, offset))
  if (isDay(text)) return accept(text)
  const match = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text)
  if (match !== null) {
    const [, first = '', separator, second = '', year = ''] = match
    const day = readDay(Number(first), Number(second), year, separator === '.')
    if (day !== undefined) return accept(day)
    return refuse('Day or month first? Type it as 2026-03-31')
  }
  return refuse('Type a date as 2026-03-31')
}

/** With dots the day comes first everywhere; with slashes only a number over 12 tells. */
function readDay(first: number, second: number, year: string, dotted: boolean): string | undefined {
  const iso = (month: number, day: number) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  if (dotted || first > 12 || first === second) return valid(iso(second, first))
  return second > 12 ? valid(iso(first, second)) : undefined
}

function valid(day: string): string | undefined {
  return isDay(day) ? day : undefined
}

function parseTags(text: string): string[] {
  return [
    ...new Set(
      text
        .split(',')
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ''),
    ),
  ]
}

/** Decimals of a currency: 2 for USD, 0 for JPY; of a code nobody knows, 2. */
function currencyDigits(currency: string): number {
  try {
    return Math.round(Math.log10(minorUnits(currency)))
  } catch {
    return 2
  }
}

/** What the editor shows for a value: plain, as the same parser takes it back. */
export function editableText(field: FieldMeta, value: FieldValue, currency: string): string {
  if (value === null) return ''
  if (Array.isArray(value)) return value.join(', ')
  if (field.type !== 'money' || typeof value !== 'number') return String(value)
  const digits = currencyDigits(currency)
  const amount = value / 10 ** digits
  return Number.isInteger(amount) ? String(amount) : amount.toFixed(digits)
}
