import type {
  GroupTotals,
  Invitation,
  InvitationOffer,
  Member,
  ObjectMeta,
  Page,
  Pipeline,
  RecordRow,
  Role,
  SearchHit,
  Session,
  TimelineEntry,
  Totals,
} from './api-types.ts'
import { tabOrganization } from './session/tab-organization.ts'

export interface ProblemDocument {
  status: number
  code: string
  title: string
  detail?: string
  errors?: { path: string; message: string }[]
  [member: string]: unknown
}

/** What the server refused, as RFC 9457 says it. `code` is stable; `message` is a sentence for a person. */
export class ApiError extends Error {
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  /** The message for one field of the body, if the server named it. */
  field(path: string): string | undefined {
    return this.problem.errors?.find((error) => error.path === path)?.message
  }
}

export type Query = Record<string, string | number | boolean | undefined>

export interface RequestOptions {
  query?: Query
  /** Sent as JSON; a Blob goes as it is. */
  body?: unknown
  /** The version the reader saw. */
  ifMatch?: number
  idempotencyKey?: string
  signal?: AbortSignal
}

const prefix = '/api/v1'

let observer: (error: ApiError) => void = () => undefined

/** Hears every refusal, whoever asked: sign-out and a switched organization concern the whole page. */
export function observeProblems(next: (error: ApiError) => void): void {
  observer = next
}

/** The address of a download, for links. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.append(key, String(value))
  const text = search.toString()
  return `${prefix}${path}${text === '' ? '' : `?${text}`}`
}

/** One request to the API. Throws ApiError; `code: 'offline'` when no answer came. */
export async function request<R>(method: string, path: string, options: RequestOptions = {}): Promise<R> {
  const response = await send(method, apiUrl(path, options.query), options)
  if (response.status === 204) return undefined as R
  const text = await response.text()
  if (response.ok) return JSON.parse(text) as R
  const error = new ApiError(problemOf(response, text))
  observer(error)
  throw error
}

async function send(method: string, url: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  const organization = tabOrganization()
  if (organization !== null) headers.set('freehold-organization', organization)
  if (options.ifMatch !== undefined) headers.set('if-match', `"${options.ifMatch}"`)
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey)
  const init: RequestInit = { method, headers, credentials: 'same-origin' }
  if (options.signal !== undefined) init.signal = options.signal
  if (options.body instanceof Blob) {
    headers.set('content-type', 'application/octet-stream')
    init.body = options.body
  } else if (options.body !== undefined) {
    headers.set('content-type', 'application/json')
    init.body = JSON.stringify(options.body)
  }
  try {
    return await fetch(url, init)
  } catch (cause) {
    if (options.signal?.aborted === true) throw cause
    throw new ApiError({
      status: 0,
      code: 'offline',
      title: 'Freehold cannot be reached. Nothing was saved; try again when the connection is back.',
    })
  }
}

function problemOf(response: Response, text: string): ProblemDocument {
  try {
    const document: unknown = JSON.parse(text)
    if (typeof document === 'object' && document !== null && 'code' in document) return document as ProblemDocument
  } catch {
    // A proxy's page instead of a problem document.
  }
  return {
    status: response.status,
    code: 'unexpected_answer',
    title: `The server answered ${response.status} without saying why. Nothing was saved.`,
  }
}

const get = <R>(path: string, query?: Query, signal?: AbortSignal): Promise<R> =>
  request<R>('GET', path, { ...(query && { query }), ...(signal && { signal }) })

export const api = {
  getSession: (): Promise<Session> => get('/session'),
  register: (body: {
    name: string
    email: string
    password: string
    organizationName: string
    currency: string
    timeZone: string
  }): Promise<Session> => request('POST', '/registrations', { body }),
  signIn: (body: { email: string; password: string }): Promise<Session> => request('POST', '/sessions', { body }),
  signOut: (): Promise<void> => request('DELETE', '/sessions/current'),
  switchOrganization: (slug: string): Promise<Session> => request('PUT', '/session/organization', { body: { slug } }),
  createOrganization: (body: { name: string; currency: string; timeZone: string }): Promise<Session> =>
    request('POST', '/organizations', { body }),

  listMembers: (): Promise<{ items: Member[] }> => get('/members'),
  createMember: (body: { name: string; email?: string; managerId?: string | null; office?: string | null }): Promise<Member> =>
    request('POST', '/members', { body }),
  updateMember: (member: Pick<Member, 'id' | 'version'>, body: MemberChanges): Promise<Member> =>
    request('PATCH', `/members/${member.id}`, { body, ifMatch: member.version }),
  listInvitations: (): Promise<{ items: Invitation[] }> => get('/invitations'),
  createInvitation: (body: { email: string; role: Role; memberId?: string }): Promise<Invitation> =>
    request('POST', '/invitations', { body }),
  deleteInvitation: (id: string): Promise<void> => request('DELETE', `/invitations/${id}`),
  getInvitationOffer: (token: string): Promise<InvitationOffer> => get(`/invitations/by-token/${encodeURIComponent(token)}`),
  acceptInvitation: (token: string, body: { name?: string; password: string }): Promise<Session> =>
    request('POST', `/invitations/by-token/${encodeURIComponent(token)}/acceptance`, { body }),

  listObjects: (): Promise<ObjectMeta[]> => get('/objects'),
  listPipelines: (): Promise<Pipeline[]> => get('/pipelines'),
  listTags: (): Promise<string[]> => get('/tags'),
  search: (q: string, signal?: AbortSignal): Promise<{ items: SearchHit[] }> => get('/search', { q }, signal),
  countTrash: (): Promise<{ items: { object: string; plural: string; count: number }[] }> => get('/trash'),
}

export interface MemberChanges {
  name?: string
  role?: Role
  managerId?: string | null
  office?: string | null
  disabled?: boolean
}

/** The same calls for every object: `records('deals').list({ 'stageId.eq': id, sort: '-amount' })`. Filters are spelled as in the URL. */
export function records(plural: string) {
  const at = (id: string): string => `/${plural}/${id}`
  return {
    list: (query?: Query, signal?: AbortSignal): Promise<Page<RecordRow>> => get(`/${plural}`, query, signal),
    totals: (query?: Query, signal?: AbortSignal): Promise<Totals> => get(`/${plural}/totals`, query, signal),
    groups: (group: string, query?: Query, signal?: AbortSignal): Promise<GroupTotals> =>
      get(`/${plural}/totals`, { ...query, group }, signal),
    get: (id: string, signal?: AbortSignal): Promise<RecordRow> => get(at(id), undefined, signal),
    /** The same key twice creates one record. */
    create: (body: Record<string, unknown>, idempotencyKey: string = crypto.randomUUID()): Promise<RecordRow> =>
      request('POST', `/${plural}`, { body, idempotencyKey }),
    update: (record: Pick<RecordRow, 'id' | 'version'>, body: Record<string, unknown>): Promise<RecordRow> =>
      request('PATCH', at(record.id), { body, ifMatch: record.version }),
    remove: (record: Pick<RecordRow, 'id' | 'version'>): Promise<void> => request('DELETE', at(record.id), { ifMatch: record.version }),
    restore: (id: string): Promise<RecordRow> => request('POST', `${at(id)}/restoration`),
    timeline: (id: string, cursor?: string): Promise<Page<TimelineEntry>> => get(`${at(id)}/timeline`, { cursor }),
    exportUrl: (query: Query & { format: 'csv' | 'xlsx' }): string => apiUrl(`/${plural}/export`, query),
  }
}
