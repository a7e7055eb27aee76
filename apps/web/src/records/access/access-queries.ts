import { queryOptions } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { ObjectMeta } from '../../api-types.ts'

// Below 'records': whoever changes a record, its owner or team above all, may change who sees it.
export function sharesQuery(meta: ObjectMeta, id: string) {
  return queryOptions({
    queryKey: ['records', meta.plural, 'shares', id],
    queryFn: () => records(meta.plural).shares(id),
  })
}

/** Everybody who can see the record, and why. Decides for each person of the organization: asked for once somebody stays. */
export function holdersQuery(meta: ObjectMeta, id: string) {
  return queryOptions({
    queryKey: ['records', meta.plural, 'holders', id],
    queryFn: () => records(meta.plural).holders(id, 'read'),
    staleTime: 60_000,
    retry: false,
  })
}
