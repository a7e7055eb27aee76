import { api } from '../api.ts'
import { type WrittenModel, readModel } from './model/read-model.ts'
import type {
  AccessModel,
  Alert,
  Assignment,
  Draft,
  DraftSummary,
  Effective,
  Place,
  Policy,
  PolicyVersion,
  PreviewStep,
  Profile,
  RoleOverview,
  RuleChange,
  Team,
  Territory,
} from './types.ts'

interface Items<T> {
  items: T[]
}
type Versioned = { id: string; version: number }

async function items<T>(address: string): Promise<T[]> {
  return (await api.request<Items<T>>(`GET ${address}`)).items
}

function store<T extends Versioned>(address: string) {
  return {
    list: () => items<T>(address),
    create: (body: Partial<T>) => api.request<T>(`POST ${address}`, { body }),
    change: ({ id, version }: Versioned, body: Partial<T>) => api.request<T>(`PATCH ${address}/{id}`, { params: { id }, version, body }),
    remove: ({ id, version }: Versioned) => api.request<void>(`DELETE ${address}/{id}`, { params: { id }, version }),
    put: (id: string, memberId: string, body?: { lead: boolean }) =>
      api.request<unknown>(`PUT ${address}/{id}/members/{memberId}`, { params: { id, memberId }, ...(body && { body }) }),
    take: (id: string, memberId: string) => api.request<unknown>(`DELETE ${address}/{id}/members/{memberId}`, { params: { id, memberId } }),
  }
}

/** Teams, territories and places: things that have a name and people. */
export const groupsApi = {
  teams: store<Team>('/teams'),
  territories: store<Territory>('/territories'),
  nodes: store<Place>('/nodes'),
}

export const accessApi = {
  model: async (): Promise<AccessModel> => readModel(await api.request<WrittenModel>('GET /access/model')),
  roles: () => items<RoleOverview>('/access/roles'),
  policy: () => api.request<Policy>('GET /access/policy'),
  versions: () => items<PolicyVersion>('/access/policy/versions'),
  version: (version: number) =>
    api.request<Policy & { changes: readonly RuleChange[] }>('GET /access/policy/versions/{version}', { params: { version } }),

  /** Those that are being written or wait; `all`: with those that are done. */
  drafts: async (state: 'open' | 'all' = 'open') =>
    (await api.request<Items<DraftSummary>>('GET /access/drafts', { query: { state } })).items,
  draft: (id: string) => api.request<Draft>('GET /access/drafts/{id}', { params: { id } }),
  createDraft: (body: { title?: string; fromVersion?: number; document?: unknown }) => api.request<Draft>('POST /access/drafts', { body }),
  putDraft: ({ id, version }: Versioned, body: { title?: string; document: unknown }) =>
    api.request<Draft>('PUT /access/drafts/{id}', { params: { id }, version, body }),
  discardDraft: ({ id, version }: Versioned) => api.request<void>('DELETE /access/drafts/{id}', { params: { id }, version }),
  previewDraft: (id: string, cursor: string | null, signal?: AbortSignal) =>
    api.request<PreviewStep>('POST /access/drafts/{id}/preview', {
      params: { id },
      body: cursor === null ? {} : { cursor },
      ...(signal && { signal }),
    }),
  saveDraft: (id: string, reason: string) =>
    api.request<{ state: 'saved' | 'waiting'; version: number | null }>('POST /access/drafts/{id}/saving', {
      params: { id },
      body: { reason },
    }),
  approveDraft: (id: string, reason: string | undefined) =>
    api.request<unknown>('POST /access/drafts/{id}/approval', { params: { id }, body: reason === undefined ? {} : { reason } }),
  rejectDraft: (id: string, reason: string) =>
    api.request<unknown>('POST /access/drafts/{id}/rejection', { params: { id }, body: { reason } }),

  alerts: () => items<Alert>('/access/alerts'),
  acknowledge: (id: string) => api.request<unknown>('POST /access/alerts/{id}/acknowledgement', { params: { id } }),

  assignments: () => items<Assignment>('/role-assignments'),
  giveRole: (body: Omit<Assignment, 'id'>) => api.request<Assignment>('POST /role-assignments', { body }),
  takeRole: (id: string) => api.request<void>('DELETE /role-assignments/{id}', { params: { id } }),
  profile: (memberId: string) => api.request<Profile>('GET /members/{id}/profile', { params: { id: memberId } }),
  putProfile: (memberId: string, { version, ...body }: Profile) =>
    api.request<Profile>('PUT /members/{id}/profile', { params: { id: memberId }, version, body }),
  effective: (member: string) => api.request<Effective>('GET /access/effective', { query: { member } }),
}
