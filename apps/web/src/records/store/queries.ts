import { queryOptions } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { ObjectMeta } from '../../api-types.ts'

export type ApiQuery = Readonly<Record<string, string>>

/** Filters without what only orders or pages: two orders of one list share their totals. */
function conditions(query: ApiQuery): ApiQuery {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== 'sort'))
}

/** How many and how much. Stops counting at 10,000 unless `exact`. */
export function totalsQuery(meta: ObjectMeta, query: ApiQuery, exact = false) {
  const asked = { ...conditions(query), ...(exact ? { exact: 'true' } : {}) }
  return queryOptions({
    queryKey: ['records', meta.plural, 'totals', asked],
    queryFn: ({ signal }) => records(meta.plural).totals(asked, signal),
    placeholderData: (previous) => (exact ? previous : undefined),
  })
}

export function groupsQuery(meta: ObjectMeta, field: string, query: ApiQuery) {
  const asked = conditions(query)
  return queryOptions({
    queryKey: ['records', meta.plural, 'groups', field, asked],
    queryFn: () => records(meta.plural).groups(field, asked),
    placeholderData: (previous) => previous,
  })
}

/** The first records that answer `query`, for pickers and related records. */
export function firstRecordsQuery(plural: string, query: ApiQuery) {
  return queryOptions({
    queryKey: ['records', plural, 'first', query],
    queryFn: ({ signal }) => records(plural).list(query, signal),
  })
}
