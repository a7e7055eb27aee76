import { ApiProblem, createClient } from '@freehold/client'
import type { GroupTotals, Holders, ObjectMeta, Page, RecordRow, Share, ShareChange, TimelineEntry, Totals } from './api-types.ts'
import { noteRevision } from './session/access-revision.ts'
import { tabOrganization } from './session/tab-organization.ts'

export { ApiProblem }

export type Query = Record<string, string | number | boolean | undefined>

let observer: (problem: ApiProblem) => void = () => undefined

/** Hears every refusal, whoever asked: sign-out and a switched organization concern the whole page. */
export function observeProblems(next: (problem: ApiProblem) => void): void {
  observer = next
}

/** One method per operation of the API: `api.signIn({ body })`. Throws ApiProblem; its `message` is a sentence for a person. */
export const api = createClient({
  fetch: async (input, init) => {
    const response = await fetch(input, init)
    noteRevision(Number.parseInt(response.headers.get('freehold-access') ?? '', 10))
    return response
  },
  organization: () => tabOrganization() ?? undefined,
  onProblem: (problem) => observer(problem),
})

/** The kinds of records there are; everything that shows records is made from them. */
export function listObjects(): Promise<ObjectMeta[]> {
  return api.request('GET /objects')
}

/** The same calls for every object: `records('deals').list({ stageId, sort: '-amount' })`. Filters are spelled as in the URL. */
export function records(plural: string) {
  const all = `/${plural}`
  const one = `${all}/{id}`
  const call = (query?: Query, signal?: AbortSignal) => ({ ...(query && { query }), ...(signal && { signal }) })
  return {
    list: (query?: Query, signal?: AbortSignal): Promise<Page<RecordRow>> => api.request(`GET ${all}`, call(query, signal)),
    totals: (query?: Query, signal?: AbortSignal): Promise<Totals> => api.request(`GET ${all}/totals`, call(query, signal)),
    groups: (group: string, query?: Query, signal?: AbortSignal): Promise<GroupTotals> =>
      api.request(`GET ${all}/totals`, call({ ...query, group }, signal)),
    get: (id: string, signal?: AbortSignal): Promise<RecordRow> => api.request(`GET ${one}`, { params: { id }, ...(signal && { signal }) }),
    /** The same key twice creates one record. */
    create: (body: Record<string, unknown>, idempotencyKey: string = crypto.randomUUID()): Promise<RecordRow> =>
      api.request(`POST ${all}`, { body, idempotencyKey }),
    update: ({ id, version }: Pick<RecordRow, 'id' | 'version'>, body: Record<string, unknown>): Promise<RecordRow> =>
      api.request(`PATCH ${one}`, { params: { id }, version, body }),
    remove: ({ id, version }: Pick<RecordRow, 'id' | 'version'>): Promise<void> =>
      api.request(`DELETE ${one}`, { params: { id }, version }),
    restore: (id: string): Promise<RecordRow> => api.request(`POST ${one}/restoration`, { params: { id } }),
    timeline: (id: string, cursor?: string): Promise<Page<TimelineEntry>> =>
      api.request(`GET ${one}/timeline`, { params: { id }, ...(cursor !== undefined && { query: { cursor } }) }),
    shares: async (id: string): Promise<readonly Share[]> =>
      (await api.request<{ items: readonly Share[] }>(`GET ${one}/shares`, { params: { id } })).items,
    share: (id: string, body: ShareChange & { memberId?: string; teamId?: string }): Promise<Share> =>
      api.request(`POST ${one}/shares`, { params: { id }, body }),
    changeShare: (id: string, shareId: string, body: ShareChange): Promise<Share> =>
      api.request(`PATCH ${one}/shares/{shareId}`, { params: { id, shareId }, body }),
    unshare: (id: string, shareId: string): Promise<void> => api.request(`DELETE ${one}/shares/{shareId}`, { params: { id, shareId } }),
    /** Who may do `action` to it, by name; at most 500 a page. */
    holders: (id: string, query: { action: string; limit: number; cursor?: string }, signal?: AbortSignal): Promise<Holders> =>
      api.request('GET /access/who-can', call({ ...query, resource: plural, record: id }, signal)),
    exportUrl: (query: Query & { format: 'csv' | 'xlsx' }): string => api.address(`GET ${all}/export`, { query }),
  }
}
