import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

/** "May I do this?", as `GET /access/why` takes it. */
export interface Question {
  /** `deals`. */
  readonly resource: string
  readonly action: string
  /** Id of one record; absent: any. */
  readonly record?: string
  /** With action `read` or `update`: the field of it. */
  readonly field?: string
}

export interface ExplanationStep {
  readonly rule: string
  readonly effect: 'allow' | 'deny' | 'forbid'
  readonly level: number
  /** Unknown: something it needs is not known. */
  readonly outcome: 'applies' | 'does_not_apply' | 'unknown'
  readonly sentence: string
}

export interface Explanation {
  readonly allowed: boolean
  readonly reason: string
  readonly sentence: string
  /** Empty for those who may not read rules. */
  readonly steps: readonly ExplanationStep[]
  /** Whom to ask, in words. */
  readonly help: string
}

/** Why the reader may or may not. Read again whenever permissions changed (`session/access-watch.ts` forgets it). */
export function whyQuery({ resource, action, record, field }: Question) {
  return queryOptions({
    queryKey: ['access', 'why', resource, action, record, field],
    queryFn: ({ signal }) => api.request<Explanation>('GET /access/why', { query: { resource, action, record, field }, signal }),
    staleTime: 60_000,
    retry: false,
  })
}
