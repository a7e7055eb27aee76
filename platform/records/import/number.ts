export type DecimalMark = '.' | ','

const currencies: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  '₽': 'RUB',
  '₩': 'KRW',
  '₺': 'TRY',
  '₪': 'ILS',
  zł: 'PLN',
  Kč: 'CZK',
}
const symbols =
  /^(-|\+|\()?\s*(US\$|[$€£¥₹₽₩₺₪]|[A-Z]{3})?\s*(-)?\s*([\d.,'’\u00a0\u202f ]*\d[\d.,'’\u00a0\u202f ]*)\s*(%|US\$|[$€£¥₹₽₩₺₪]|zł|Kč|[A-Z]{3})?\s*(-|\))?$/
const spaces = /[\u00a0\u202f '’]/g

export interface ParsedNumber {
  /** Digits with a point and a sign, `-1234.50`: exact, not a float. */
  readonly digits: string
  /** ISO code, where a symbol or a code stands with the number. */
  readonly currency?: string
  readonly percent?: true
}

/**
 * A number as people write it: `1,234.50`, `1.234,50 €`, `(200)`, `$1 200`, `12%`. `undefined` where the text is none.
 * With the comma as the decimal mark, `1.234` is one thousand two hundred and thirty-four.
 */
export function parseNumber(text: string, decimal: DecimalMark): ParsedNumber | undefined {
  const plain = /^-?\d+$/.test(text) ? text : undefined
  if (plain !== undefined) return { digits: plain }
  const match = symbols.exec(text.trim())
  if (match === null) return undefined
  const digits = ungroup((match[4] ?? '').replace(spaces, ''), decimal)
  if (digits === undefined) return undefined
  const bracketed = match[1] === '(' && match[6] === ')'
  if (
    (match[1] === '(') !== (match[6] === ')') ||
    [match[1], match[3], match[6]].filter((sign) => sign !== undefined && sign !== ')').length > 1
  )
    return undefined
  const negative = bracketed || match[1] === '-' || match[3] === '-' || match[6] === '-'
  const mark = match[2] ?? match[5]
  const currency = mark === undefined || mark === '%' ? undefined : (currencies[mark.replace('US$', '$')] ?? mark)
  if (currency !== undefined && !isCurrency(currency)) return undefined
  return {
    digits: `${negative && Number(digits) !== 0 ? '-' : ''}${digits}`,
    ...(currency === undefined ? {} : { currency }),
    ...(match[5] === '%' ? { percent: true } : {}),
  }
}

/** Takes the thousands marks out, but only where they stand right: `1,23` is not 123. */
function ungroup(text: string, decimal: DecimalMark): string | undefined {
  const group = decimal === '.' ? ',' : '.'
  const [whole, fraction, ...more] = text.split(decimal)
  if (more.length > 0 || whole === undefined || fraction?.includes(group) === true) return undefined
  const [first = '', ...groups] = whole.split(group)
  if (groups.length > 0 && (first === '' || first.length > 3 || groups.some((part) => part.length !== 3))) return undefined
  const joined = [first, ...groups].join('')
  if (joined === '' && (fraction === undefined || fraction === '')) return undefined
  const whole0 = joined === '' ? '0' : joined
  return fraction === undefined || fraction === '' ? whole0 : `${whole0}.${fraction}`
}

const digitsOf = new Map<string, number>()
const known = new Set(Intl.supportedValuesOf('currency'))

/** How many digits the currency has after the point: 2 for most, 0 for yen, 3 for dinars (ISO 4217, through Intl). */
export function minorDigits(currency: string): number {
  let digits = digitsOf.get(currency)
  if (digits === undefined) {
    digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
    digitsOf.set(currency, digits)
  }
  return digits
}

/** True for a code of ISO 4217 that this runtime knows. */
export function isCurrency(code: string): boolean {
  return known.has(code)
}

/** `-1234.5` with 2 digits → -123450. `undefined` where there are more digits than the currency has or the number is too large to be exact. */
export function toMinorUnits(digits: string, places: number, scale = 1): number | undefined {
  const negative = digits.startsWith('-')
  const [whole = '0', fraction = ''] = (negative ? digits.slice(1) : digits).split('.')
  if (whole.length > 16) return undefined
  const scaled = BigInt(whole + fraction) * BigInt(scale) * 10n ** BigInt(places)
  const divisor = 10n ** BigInt(fraction.length)
  if (scaled % divisor !== 0n) return undefined
  const value = Number(scaled / divisor) * (negative ? -1 : 1)
  return Number.isSafeInteger(value) ? value + 0 : undefined
}

/** 123450 with 2 digits → `1234.50`; the exact inverse of `toMinorUnits`. */
export function fromMinorUnits(value: number, places: number): string {
  if (places === 0) return String(value)
  const digits = String(Math.abs(value)).padStart(places + 1, '0')
  return `${value < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/** Collects what a column's numbers say about their decimal mark. */
export function createDecimalObserver(): {
  add(text: string): void
  result(): { numbers: number; decimal: DecimalMark; ambiguous: boolean }
} {
  let numbers = 0
  let point = 0
  let comma = 0
  let either = 0
  return {
    add(text) {
      if (text.length > 40) return
      const byPoint = parseNumber(text, '.')
      const byComma = parseNumber(text, ',')
      if (byPoint === undefined && byComma === undefined) return
      numbers += 1
      if (byPoint !== undefined && byComma !== undefined) {
        if (byPoint.digits !== byComma.digits) either += 1
        return
      }
      if (byPoint !== undefined) point += 1
      else comma += 1
    },
    result: () => ({ numbers, decimal: comma > point ? ',' : '.', ambiguous: point === comma && either > 0 }),
  }
}
