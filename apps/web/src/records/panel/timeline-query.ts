import { infiniteQueryOptions } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { ObjectMeta } from '../../api-types.ts'

/** Below 'records', so that a change of any record brings its timeline up to date. */
export function timelineKey(meta: ObjectMeta, id: string): readonly string[] {
  return ['records', meta.plural, 'timeline', id]
}

export function timelineQuery(meta: ObjectMeta, id: string) {
  return infiniteQueryOptions({
    queryKey: timelineKey(meta, id),
    queryFn: ({ pageParam }) => records(meta.plural).timeline(id, pageParam === '' ? undefined : pageParam),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
