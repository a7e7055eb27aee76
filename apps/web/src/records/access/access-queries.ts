import { queryOptions } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { Holder, ObjectMeta } from '../../api-types.ts'

// Below 'records': whoever changes a record, its owner or team above all, may change who sees it.
export function sharesQuery(meta: ObjectMeta, id: string) {
  return queryOptions({
    queryKey: ['records', meta.plural, 'shares', id],
    queryFn: () => records(meta.plural).shares(id),
  })
}

/** How many people can see the record. Decides for each person of the organization: asked for once somebody stays. */
export function reachQuery(meta: ObjectMeta, id: string) {
  return queryOptions({
    queryKey: ['records', meta.plural, 'reach', id],
    queryFn: async ({ signal }) => (await records(meta.plural).holders(id, { action: 'read', limit: 1 }, signal)).total,
    staleTime: 60_000,
    retry: false,
  })
}

/** More than this many nobody reads; they are found by asking about one person instead. */
const mostHolders = 2_000

/** Everybody who can see the record, and why. */
export function holdersQuery(meta: ObjectMeta, id: string) {
  return queryOptions({
    queryKey: ['records', meta.plural, 'holders', id],
    queryFn: async ({ signal }) => {
      const found: Holder[] = []
      let cursor: string | undefined
      do {
        const page = await records(meta.plural).holders(id, { action: 'read', limit: 500, ...(cursor !== undefined && { cursor }) }, signal)
        found.push(...page.items)
        cursor = page.next ?? undefined
      } while (cursor !== undefined && found.length < mostHolders)
      return found
    },
    staleTime: 60_000,
    retry: false,
  })
}
