import { queryOptions } from '@tanstack/react-query'
import type * as wire from '@freehold/client'
import { api } from '../api.ts'
import type { Action } from '../api-types.ts'

/** "May I do this?", as `GET /access/why` takes it. */
export interface Question {
  /** `deals`. */
  readonly resource: string
  readonly action: Action
  /** Id of one record; absent: any. */
  readonly record?: string
  /** With action `read` or `update`: the field of it. */
  readonly field?: string
}

export type Explanation = wire.Why
export type ExplanationStep = Explanation['steps'][number]

/** Why the reader may or may not. Read again whenever permissions changed (`session/access-watch.ts` forgets it). */
export function whyQuery({ resource, action, record, field }: Question) {
  return queryOptions({
    queryKey: ['access', 'why', resource, action, record, field],
    queryFn: ({ signal }) =>
      api.explainAccess({
        query: { resource, action, ...(record !== undefined && { record }), ...(field !== undefined && { field }) },
        signal,
      }),
    staleTime: 60_000,
    retry: false,
  })
}
