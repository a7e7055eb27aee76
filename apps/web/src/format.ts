/**
 * Everything a person reads as a number, an amount or a time is made here: in English, as the page is, the way English is
 * written in the reader's region. `21 Nov 2026` for somebody in Germany, not `vor 3 Minuten` in the middle of an English page.
 */
const locale = `en-${new Intl.Locale(navigator.language).maximize().region ?? 'US'}`

const integers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 })
const moneyFormats = new Map<string, Intl.NumberFormat>()

export function formatNumber(value: number): string {
  return integers.format(value)
}

/** `10,000+` where the server stopped counting. */
export function formatCount(count: number, capped = false): string {
  return `${formatNumber(count)}${capped ? '+' : ''}`
}

/** `1 deal`, `8,800 deals`: the labels of an object as the page writes them. */
export function countOf(count: number, singular: string, plural: string, capped = false): string {
  return `${formatCount(count, capped)} ${(count === 1 ? singular : plural).toLowerCase()}`
}

/** How many minor units make one: 100 for EUR, 1 for JPY, 1000 for KWD. */
export function minorUnits(currency: string): number {
  return 10 ** (moneyFormat(currency).resolvedOptions().maximumFractionDigits ?? 2)
}

/** `amount` in minor units. Whole amounts lose their zeros: $1,054, but $1,054.50. */
export function formatMoney(amount: number, currency: string): string {
  const units = minorUnits(currency)
  const format = amount % units === 0 ? moneyFormat(currency, 0) : moneyFormat(currency)
  return format.format(amount / units)
}

/** For totals and columns of a board: $1.2M. */
export function formatMoneyShort(amount: number, currency: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, notation: 'compact', maximumFractionDigits: 1 }).format(
    amount / minorUnits(currency),
  )
}

function moneyFormat(currency: string, digits?: number): Intl.NumberFormat {
  const key = `${currency}/${digits ?? ''}`
  const known = moneyFormats.get(key)
  if (known !== undefined) return known
  const fraction = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }
  const made = new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...fraction })
  moneyFormats.set(key, made)
  return made
}

const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
const dayYearFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const longDayFormat = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const exactFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' })
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })

/** A calendar day ('YYYY-MM-DD'), without a time zone: today and its neighbours by name, otherwise 12 Mar or 12 Mar 2017. */
export function formatDate(date: string): string {
  const day = new Date(`${date}T00:00:00Z`)
  const today = new Date()
  const distance = Math.round((day.getTime() - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000)
  if (Math.abs(distance) <= 1) return capital(relative.format(distance, 'day'))
  return (day.getUTCFullYear() === today.getFullYear() ? dayFormat : dayYearFormat).format(day)
}

export function formatExactDate(date: string): string {
  return longDayFormat.format(new Date(`${date}T00:00:00Z`))
}

/** An instant: 3 minutes ago, yesterday, then the date. */
export function formatTime(iso: string): string {
  const seconds = (new Date(iso).getTime() - Date.now()) / 1000
  const distance = Math.abs(seconds)
  if (distance < 45) return 'Just now'
  if (distance < 3600) return capital(relative.format(Math.round(seconds / 60), 'minute'))
  if (distance < 86_400) return capital(relative.format(Math.round(seconds / 3600), 'hour'))
  if (distance < 7 * 86_400) return capital(relative.format(Math.round(seconds / 86_400), 'day'))
  const local = new Date(iso)
  return formatDate(`${local.getFullYear()}-${pad(local.getMonth() + 1)}-${pad(local.getDate())}`)
}

export function formatExactTime(iso: string): string {
  return exactFormat.format(new Date(iso))
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}

/** `AB` for an avatar: first letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = Array.from(words[0] ?? '')[0] ?? '?'
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : ''
  return (first + last).toLocaleUpperCase(locale)
}
