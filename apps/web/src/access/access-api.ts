import { api } from '../api.ts'
import { readModel } from './model/read-model.ts'
import type { AccessModel, Assignment, Place, Policy, PolicyDocument, Profile, Team, Territory } from './types.ts'

interface Versioned {
  id: string
  version: number
}
type Body<T> = Partial<Omit<T, 'id' | 'version'>>

/** Teams, territories and places: things that have a name and people. */
export const groupsApi = {
  teams: {
    list: async (): Promise<readonly Team[]> => (await api.listTeams()).items,
    create: (body: Pick<Team, 'name' | 'description' | 'parentId'>) => api.createTeam({ body }),
    change: ({ id, version }: Versioned, body: Pick<Body<Team>, 'name' | 'description' | 'parentId'>) =>
      api.updateTeam({ params: { id }, version, body }),
    remove: ({ id, version }: Versioned) => api.deleteTeam({ params: { id }, version }),
    put: (id: string, memberId: string, body: { lead?: boolean } = {}) => api.addTeamMember({ params: { id, memberId }, body }),
    take: (id: string, memberId: string) => api.removeTeamMember({ params: { id, memberId } }),
  },
  territories: {
    list: async (): Promise<readonly Territory[]> => (await api.listTerritories()).items,
    create: (body: Pick<Territory, 'name' | 'description'>) => api.createTerritory({ body }),
    change: ({ id, version }: Versioned, body: Pick<Body<Territory>, 'name' | 'description'>) =>
      api.updateTerritory({ params: { id }, version, body }),
    remove: ({ id, version }: Versioned) => api.deleteTerritory({ params: { id }, version }),
    put: (id: string, memberId: string) => api.addTerritoryMember({ params: { id, memberId }, body: {} }),
    take: (id: string, memberId: string) => api.removeTerritoryMember({ params: { id, memberId } }),
  },
  nodes: {
    list: async (): Promise<readonly Place[]> => (await api.listNodes()).items,
    create: (body: Pick<Place, 'name' | 'kind' | 'parentId'>) => api.createNode({ body }),
    change: ({ id, version }: Versioned, body: Pick<Body<Place>, 'name' | 'kind' | 'parentId'>) =>
      api.updateNode({ params: { id }, version, body }),
    remove: ({ id, version }: Versioned) => api.deleteNode({ params: { id }, version }),
    put: (id: string, memberId: string) => api.addNodeMember({ params: { id, memberId }, body: {} }),
    take: (id: string, memberId: string) => api.removeNodeMember({ params: { id, memberId } }),
  },
}

export const accessApi = {
  model: async (): Promise<AccessModel> => readModel(await api.getAccessModel()),
  roles: async () => (await api.listAccessRoles()).items,
  /** What was saved was read by the same rules as the page's types say; the API leaves its shape open. */
  policy: async (): Promise<Policy> => {
    const policy = await api.getPolicy()
    return { ...policy, document: policy.document as PolicyDocument }
  },
  versions: async () => (await api.listPolicyVersions()).items,
  version: (version: number) => api.getPolicyVersion({ params: { version } }),

  /** Those that are being written or wait; `all`: with those that are done. */
  drafts: async (state: 'open' | 'all' = 'open') => (await api.listPolicyDrafts({ query: { state } })).items,
  draft: (id: string) => api.getPolicyDraft({ params: { id } }),
  createDraft: (body: { title?: string; fromVersion?: number; document?: unknown }) => api.createPolicyDraft({ body }),
  putDraft: ({ id, version }: Versioned, body: { title?: string; document: unknown }) =>
    api.updatePolicyDraft({ params: { id }, version, body }),
  discardDraft: ({ id, version }: Versioned) => api.discardPolicyDraft({ params: { id }, version }),
  previewDraft: (id: string, cursor: string | null, signal?: AbortSignal) =>
    api.previewPolicyDraft({ params: { id }, body: cursor === null ? {} : { cursor }, ...(signal && { signal }) }),
  saveDraft: (id: string, reason: string) => api.savePolicyDraft({ params: { id }, body: { reason } }),
  approveDraft: (id: string, reason: string | undefined) =>
    api.approvePolicyDraft({ params: { id }, body: reason === undefined ? {} : { reason } }),
  rejectDraft: (id: string, reason: string) => api.rejectPolicyDraft({ params: { id }, body: { reason } }),

  alerts: async () => (await api.listPolicyAlerts()).items,
  acknowledge: (id: string) => api.acknowledgePolicyAlert({ params: { id } }),

  assignments: async (): Promise<readonly Assignment[]> => (await api.listRoleAssignments()).items,
  giveRole: (body: Omit<Assignment, 'id'>) => api.giveRole({ body }),
  takeRole: (id: string) => api.takeRole({ params: { id } }),
  profile: (memberId: string) => api.getProfile({ params: { id: memberId } }),
  putProfile: (memberId: string, { version, ...body }: Profile) => api.replaceProfile({ params: { id: memberId }, version, body }),
  effective: (member: string) => api.getEffectivePermissions({ query: { member } }),
}
