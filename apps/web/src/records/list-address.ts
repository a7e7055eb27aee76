import { notFound, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ObjectMeta } from '../api-types.ts'
import { objectsQuery } from '../queries.ts'
import { useSession } from '../session/session.ts'
import { paths } from '../paths.ts'
import { listSearch } from '../search-params.ts'
import { isPhone } from './phone.ts'
import { localDay } from './model/calendar.ts'
import { apiQuery, parseListState, withListState, type ListState } from './model/list-state.ts'
import type { ApiQuery } from './store/queries.ts'

export type View = 'table' | 'board'

/** The value of `record` in the address that opens an empty form instead of a record. */
const creation = 'new'

export interface ListAddress {
  readonly meta: ObjectMeta
  readonly state: ListState
  /** The same as the API is asked. */
  readonly query: ApiQuery
  readonly view: View
  readonly openId: string | undefined
  readonly creating: boolean
  setState(state: ListState): void
  setView(view: View): void
  open(id: string | undefined): void
  /** To the record's own page. */
  expand(id: string): void
  create(open: boolean): void
}

/** What the address says of a list, and the ways to change it. A record beside the list replaces the one before in the history. */
export function useListAddress(): ListAddress {
  const { plural } = useParams({ from: '/frame/$plural' })
  const search = useSearch({ from: '/frame/$plural' })
  const navigate = useNavigate()
  const meta = useObject(plural)
  const { member } = useSession()
  const state = useMemo(() => parseListState(search, meta), [search, meta])
  const go = (next: Record<string, unknown>, replace = false) =>
    void navigate({ to: paths.list(plural), search: listSearch(next), replace })
  const open = (id: string | undefined) => {
    if (id !== undefined && isPhone()) return void navigate({ to: paths.record(plural, id) })
    go({ ...search, record: id }, search.record !== undefined && id !== undefined)
  }
  const board = search.view === 'board' && meta.fields.some((field) => field.reference === 'stage')
  return {
    meta,
    state,
    query: apiQuery(state, meta, { today: localDay(new Date()), memberId: member.id }),
    view: board ? 'board' : 'table',
    openId: search.record === creation ? undefined : search.record,
    creating: search.record === creation,
    setState: (next) => go(withListState(search, next, meta), true),
    setView: (view) => go({ ...search, view: view === 'board' ? 'board' : undefined }),
    open,
    expand: (id) => void navigate({ to: paths.record(plural, id) }),
    create: (wanted) => go({ ...search, record: wanted ? creation : undefined }),
  }
}

/** The definition of an object; the router lets only known ones in. */
export function useObject(plural: string): ObjectMeta {
  const { data: objects } = useSuspenseQuery(objectsQuery)
  const meta = objects.find((candidate) => candidate.plural === plural)
  // Known when one came here, and hidden since.
  if (meta === undefined) throw notFound()
  return meta
}
