import { addDays, isDatePreset, presetRange } from './calendar.ts'
import { findField } from './metadata.ts'
import type { ObjectMeta } from '../../api-types.ts'

/**
 * What a list shows, as it stands in the address. The address speaks the API's own words (`amount.gte=100000&sort=-amount`),
 * so that a link, a list and an export cannot disagree. One word is the page's own: `within`, a range of dates by name,
 * kept by name in the address ("this month" stays this month) and resolved when the API is asked.
 */
export interface Filter {
  readonly field: string
  readonly operator: string
  /** As in the address: `in` is a comma list, `empty` is true or false. */
  readonly value: string
}

export interface Sort {
  readonly field: string
  readonly descending: boolean
}

export interface ListState {
  readonly filters: readonly Filter[]
  /** Empty: the object's default order. */
  readonly sort: readonly Sort[]
  readonly q: string
  readonly trash: boolean
}

export type Search = Readonly<Record<string, unknown>>

export const within = 'within'

export function parseListState(search: Search, meta: ObjectMeta): ListState {
  const filters: Filter[] = []
  for (const [key, raw] of Object.entries(search)) {
    const filter = parseFilter(key, raw, meta)
    if (filter !== undefined) filters.push(filter)
  }
  return { filters, sort: parseSort(text(search['sort']), meta), q: text(search['q']), trash: text(search['trash']) === 'true' }
}

/** Unknown fields and operators are dropped: an old link shows more rather than an error. */
function parseFilter(key: string, raw: unknown, meta: ObjectMeta): Filter | undefined {
  const value = text(raw)
  const [name = '', operator = 'eq'] = key.split('.')
  const field = findField(meta, name)
  if (field === undefined || value === '') return undefined
  if (operator === within) return isDatePreset(value) ? { field: name, operator, value } : undefined
  return field.operators.includes(operator) ? { field: name, operator, value } : undefined
}

export function parseSort(sort: string, meta: ObjectMeta): Sort[] {
  return sort
    .split(',')
    .map((part) => (part.startsWith('-') ? { field: part.slice(1), descending: true } : { field: part, descending: false }))
    .filter(({ field }) => findField(meta, field)?.sortable === true)
}

/** A number or a boolean comes from a router that reads the address as JSON. */
function text(raw: unknown): string {
  return typeof raw === 'string' ? raw : typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : ''
}

/** The members of the address that hold this state; what else stands in the address is kept by `withListState`. */
export function listSearch(state: ListState): Record<string, string> {
  const search: Record<string, string> = {}
  for (const { field, operator, value } of state.filters) search[filterKey(field, operator)] = value
  if (state.sort.length > 0) search['sort'] = formatSort(state.sort)
  if (state.q !== '') search['q'] = state.q
  if (state.trash) search['trash'] = 'true'
  return search
}

export function withListState(search: Search, state: ListState, meta: ObjectMeta): Record<string, unknown> {
  const kept = Object.entries(search).filter(([key]) => !isListKey(key, meta))
  return { ...Object.fromEntries(kept), ...listSearch(state) }
}

function isListKey(key: string, meta: ObjectMeta): boolean {
  return key === 'sort' || key === 'q' || key === 'trash' || findField(meta, key.split('.')[0] ?? '') !== undefined
}

function filterKey(field: string, operator: string): string {
  return operator === 'eq' ? field : `${field}.${operator}`
}

function formatSort(sort: readonly Sort[]): string {
  return sort.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',')
}

export interface Reader {
  /** `YYYY-MM-DD` where the reader is. */
  readonly today: string
  /** The reader's member id, for `me`. */
  readonly memberId: string
}

/** The query for the API: `me` becomes an id, `within` two bounds; for a moment the day's end is the next day's beginning. */
export function apiQuery(state: ListState, meta: ObjectMeta, { today, memberId }: Reader): Record<string, string> {
  const query = listSearch(state)
  for (const { field, operator, value } of state.filters) {
    if (findField(meta, field)?.reference !== 'member') continue
    query[filterKey(field, operator)] = value
      .split(',')
      .map((id) => (id === 'me' ? memberId : id))
      .join(',')
  }
  for (const filter of state.filters) {
    if (filter.operator !== within || !isDatePreset(filter.value)) continue
    delete query[filterKey(filter.field, within)]
    const range = presetRange(filter.value, today)
    if (findField(meta, filter.field)?.type === 'dateTime') {
      query[`${filter.field}.gte`] = startOfDay(range.from)
      query[`${filter.field}.lt`] = startOfDay(addDays(range.to, 1))
    } else {
      query[`${filter.field}.gte`] = range.from
      query[`${filter.field}.lte`] = range.to
    }
  }
  return query
}

/** Midnight where the reader is, as the API wants a moment. */
function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00`).toISOString()
}

/** Replaces the filter on the same field and operator, else appends; an empty value removes it. */
export function setFilter(state: ListState, filter: Filter): ListState {
  const same = (other: Filter) => other.field === filter.field && other.operator === filter.operator
  if (filter.value === '') return { ...state, filters: state.filters.filter((other) => !same(other)) }
  const filters = state.filters.some(same) ? state.filters.map((other) => (same(other) ? filter : other)) : [...state.filters, filter]
  return { ...state, filters }
}

/** The chip at `index` becomes `filter` (its operator may have changed); another chip with the same key gives way. */
export function replaceFilter(state: ListState, index: number, filter: Filter): ListState {
  const filters = state.filters.filter((other, at) => at === index || other.field !== filter.field || other.operator !== filter.operator)
  const target = state.filters[index]
  return { ...state, filters: filters.map((other) => (other === target ? filter : other)) }
}

export function removeFilter(state: ListState, index: number): ListState {
  return { ...state, filters: state.filters.filter((_, at) => at !== index) }
}

/**
 * A click on a header: ascending, descending, none. With `add` (shift) the field joins as a further criterion or turns round
 * where it stands.
 */
export function toggleSort(state: ListState, field: string, add: boolean): ListState {
  const present = state.sort.find((sort) => sort.field === field)
  const next: Sort | undefined =
    present === undefined ? { field, descending: false } : present.descending ? undefined : { field, descending: true }
  if (!add) return { ...state, sort: next === undefined ? [] : [next] }
  const others = state.sort.flatMap((sort) => (sort.field !== field ? [sort] : next === undefined ? [] : [next]))
  return { ...state, sort: present === undefined && next !== undefined ? [...others, next] : others }
}

export function setSort(state: ListState, field: string, descending: boolean): ListState {
  return { ...state, sort: [{ field, descending }] }
}
