/** Which part of a numeric date comes first: 10/20/2016 is `mdy`, 20.10.2016 is `dmy`, 2016-10-20 is `ymd`. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy'

export const dateOrders: readonly DateOrder[] = ['ymd', 'mdy', 'dmy']

const yearFirst = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/
const yearLast = /^(\d{1,2})([-/. ])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?)?$/i
const compact = /^(\d{4})(\d{2})(\d{2})$/
const dayMonthName = /^(\d{1,2})[ .-]+([a-z]{3,9})\.?[ ,.-]+(\d{4}|\d{2})$/i
const monthNameDay = /^([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})$/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export interface ParsedDate {
  /** YYYY-MM-DD */
  readonly date: string
  /** HH:MM:SS, where the text has a time that is not midnight. */
  readonly time?: string
  /** `Z` or `+02:00`, where the text says so. */
  readonly zone?: string
}

const two = (value: number): string => String(value).padStart(2, '0')

function valid(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1 || year > 9999) return undefined
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
}

/** Two digits are of this century up to 49 and of the last from 50, as spreadsheets read them. */
function fullYear(text: string): number {
  const year = Number(text)
  return text.length === 2 ? year + (year < 50 ? 2000 : 1900) : year
}

function clock(hour: string | undefined, minute: string | undefined, second: string | undefined, half?: string): string | undefined | null {
  if (hour === undefined || minute === undefined) return undefined
  let h = Number(hour)
  if (half !== undefined) h = (h % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  if (h > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null
  return `${two(h)}:${minute}:${second ?? '00'}`
}

function assemble(date: string | undefined, time: string | undefined | null, zone?: string): ParsedDate | undefined {
  if (date === undefined || time === null) return undefined
  return { date, ...(time === undefined ? {} : { time }), ...(zone === undefined ? {} : { zone }) }
}

/** The date a text stands for, `undefined` where it is none. `order` matters only for numeric dates whose year is last. */
export function parseDate(text: string, order: DateOrder): ParsedDate | undefined {
  const trimmed = text.trim()
  const first = yearFirst.exec(trimmed) ?? compact.exec(trimmed)
  if (first !== null) {
    const [month, day] = first.length > 4 ? [first[3], first[4]] : [first[2], first[3]]
    return assemble(valid(Number(first[1]), Number(month), Number(day)), clock(first[5], first[6], first[7]), first[8])
  }
  const last = yearLast.exec(trimmed)
  if (last !== null) {
    const [month, day] = order === 'mdy' ? [last[1], last[3]] : [last[3], last[1]]
    return assemble(valid(fullYear(last[4] ?? ''), Number(month), Number(day)), clock(last[5], last[6], last[7], last[8]))
  }
  return named(dayMonthName.exec(trimmed), 2, 1) ?? named(monthNameDay.exec(trimmed), 1, 2)
}

function named(match: RegExpExecArray | null, monthAt: number, dayAt: number): ParsedDate | undefined {
  if (match === null) return undefined
  const month = months.indexOf((match[monthAt] ?? '').slice(0, 3).toLowerCase()) + 1
  return assemble(valid(fullYear(match[3] ?? ''), month, Number(match[dayAt])), undefined)
}

export interface DateEvidence {
  /** How many values are dates under some order. */
  readonly dates: number
  readonly order: DateOrder
  /** True where every date fits both day first and month first: the person has to say. */
  readonly ambiguous: boolean
}

/** Collects what a column's values say about their order. */
export function createDateObserver(): { add(text: string): void; result(): DateEvidence } {
  const fits: Record<DateOrder, number> = { ymd: 0, mdy: 0, dmy: 0 }
  let dates = 0
  let dots = 0
  return {
    add(text) {
      if (text.length < 6 || text.length > 40) return
      const match = yearLast.exec(text.trim())
      if (match === null) {
        if (parseDate(text, 'ymd') === undefined) return
        fits.ymd += 1
        dates += 1
        return
      }
      const mdy = parseDate(text, 'mdy') !== undefined
      const dmy = parseDate(text, 'dmy') !== undefined
      if (!mdy && !dmy) return
      dates += 1
      if (match[2] === '.') dots += 1
      if (mdy) fits.mdy += 1
      if (dmy) fits.dmy += 1
    },
    result() {
      const numeric = fits.mdy + fits.dmy
      if (numeric === 0) return { dates, order: 'ymd', ambiguous: false }
      if (fits.mdy !== fits.dmy) return { dates, order: fits.mdy > fits.dmy ? 'mdy' : 'dmy', ambiguous: false }
      // Dots are written by people who put the day first; slashes by both, so that stays a question.
      return { dates, order: dots > 0 ? 'dmy' : 'mdy', ambiguous: dots === 0 }
    },
  }
}
