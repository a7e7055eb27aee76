/** Dates without a time, as `YYYY-MM-DD`, and the ranges people ask for by name. All in the reader's own calendar. */
export interface DateRange {
  /** First day, included. */
  readonly from: string
  /** Last day, included. */
  readonly to: string
}

export const datePresets = {
  today: 'Today',
  yesterday: 'Yesterday',
  'this-week': 'This week',
  'last-week': 'Last week',
  'next-week': 'Next week',
  'this-month': 'This month',
  'last-month': 'Last month',
  'next-month': 'Next month',
  'this-quarter': 'This quarter',
  'last-quarter': 'Last quarter',
  'this-year': 'This year',
  'last-year': 'Last year',
  'last-7-days': 'Last 7 days',
  'last-30-days': 'Last 30 days',
  'last-90-days': 'Last 90 days',
  'next-30-days': 'Next 30 days',
} as const

export type DatePreset = keyof typeof datePresets

export function isDatePreset(value: string): value is DatePreset {
  return Object.hasOwn(datePresets, value)
}

/** Weeks begin on Monday. */
export function presetRange(preset: DatePreset, today: string): DateRange {
  const [period, unit] = splitPreset(preset)
  if (unit === undefined) return period === 'today' ? { from: today, to: today } : { from: addDays(today, -1), to: addDays(today, -1) }
  if (/^\d+$/.test(unit)) {
    const days = Number(unit)
    return period === 'last' ? { from: addDays(today, 1 - days), to: today } : { from: today, to: addDays(today, days - 1) }
  }
  return unitRange(unit, today, period === 'last' ? -1 : period === 'next' ? 1 : 0)
}

function splitPreset(preset: DatePreset): [string, string | undefined] {
  const [period, unit] = preset.split('-')
  return [period ?? '', unit]
}

function unitRange(unit: string, today: string, offset: number): DateRange {
  const { year, month } = parts(today)
  switch (unit) {
    case 'week': {
      const monday = addDays(today, -((weekday(today) + 6) % 7) + 7 * offset)
      return { from: monday, to: addDays(monday, 6) }
    }
    case 'month':
      return months(year, month + offset, 1)
    case 'quarter':
      return months(year, Math.floor((month - 1) / 3) * 3 + 1 + 3 * offset, 3)
    default:
      return months(year + offset, 1, 12)
  }
}

/** `month` may run over: 13 is January of the next year. */
function months(year: number, month: number, count: number): DateRange {
  const from = isoDay(new Date(Date.UTC(year, month - 1, 1)))
  return { from, to: isoDay(new Date(Date.UTC(year, month - 1 + count, 0))) }
}

function parts(day: string): { year: number; month: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)) }
}

function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return isoDay(date)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}

function isoDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** The day a moment falls on, where the reader is. */
export function localDay(moment: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${moment.getFullYear()}-${pad(moment.getMonth() + 1)}-${pad(moment.getDate())}`
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && addDays(text, 0) === text
}
