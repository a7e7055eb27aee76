import type { Share, ShareLevel } from '../../api-types.ts'
import { formatDate } from '../../format.ts'
import { addDays, isDay, localDay } from '../model/calendar.ts'

export const levels: readonly { value: ShareLevel; label: string }[] = [
  { value: 'viewer', label: 'Can see' },
  { value: 'editor', label: 'Can edit' },
  { value: 'admin', label: 'Can manage' },
  { value: 'owner', label: 'Owner' },
]

export function levelLabel(level: ShareLevel): string {
  return levels.find(({ value }) => value === level)?.label ?? level
}

/** How long a share lasts, as one chooses it. `day`: the reader names one. */
export type Term = 'open' | '1' | '7' | '30' | '90' | 'day'

export const terms: readonly { value: Term; label: string }[] = [
  { value: 'open', label: 'No end' },
  { value: '1', label: 'For a day' },
  { value: '7', label: 'For a week' },
  { value: '30', label: 'For 30 days' },
  { value: '90', label: 'For 90 days' },
  { value: 'day', label: 'Until a day' },
]

/** The end of a term as ISO 8601: the last moment of its last day where the reader is; null: never. Undefined: the day is none. */
export function endOf(term: Term, day: string, today: string = localDay(new Date())): string | null | undefined {
  if (term === 'open') return null
  const last = term === 'day' ? day : addDays(today, Number(term))
  if (!isDay(last) || last < today) return undefined
  return new Date(`${last}T23:59:59`).toISOString()
}

/** `until 3 Dec`; nothing for one without an end. */
export function untilWords({ expiresAt }: Pick<Share, 'expiresAt'>): string | undefined {
  if (expiresAt === null) return undefined
  const day = formatDate(localDay(new Date(expiresAt)))
  return `until ${/^(Today|Tomorrow|Yesterday)$/.test(day) ? day.toLowerCase() : day}`
}

/** `Acme, a company`. */
export function inheritedWords(from: NonNullable<Share['inheritedFrom']>): string {
  return `through ${from.name === '' ? `a ${from.object} you cannot see` : from.name}`
}
