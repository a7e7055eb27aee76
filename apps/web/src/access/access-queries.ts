import { queryOptions } from '@tanstack/react-query'
import { accessApi, groupsApi } from './access-api.ts'

/** Everything that decides, below one key: a change anywhere may change all of it. */
export const accessKey = ['access'] as const

export const modelQuery = queryOptions({ queryKey: [...accessKey, 'model'], queryFn: accessApi.model, staleTime: 10 * 60_000 })
export const rolesQuery = queryOptions({ queryKey: [...accessKey, 'roles'], queryFn: accessApi.roles })
export const policyQuery = queryOptions({ queryKey: [...accessKey, 'policy'], queryFn: accessApi.policy })
export const versionsQuery = queryOptions({ queryKey: [...accessKey, 'versions'], queryFn: accessApi.versions })
export const draftsQuery = queryOptions({ queryKey: [...accessKey, 'drafts'], queryFn: () => accessApi.drafts() })
export const allDraftsQuery = queryOptions({ queryKey: [...accessKey, 'drafts', 'all'], queryFn: () => accessApi.drafts('all') })
export const alertsQuery = queryOptions({ queryKey: [...accessKey, 'alerts'], queryFn: accessApi.alerts })
export const assignmentsQuery = queryOptions({ queryKey: [...accessKey, 'assignments'], queryFn: accessApi.assignments })
export const teamsQuery = queryOptions({ queryKey: [...accessKey, 'teams'], queryFn: groupsApi.teams.list })
export const territoriesQuery = queryOptions({ queryKey: [...accessKey, 'territories'], queryFn: groupsApi.territories.list })
export const nodesQuery = queryOptions({ queryKey: [...accessKey, 'nodes'], queryFn: groupsApi.nodes.list })

export const versionQuery = (version: number) =>
  queryOptions({ queryKey: [...accessKey, 'version', version], queryFn: () => accessApi.version(version), staleTime: Infinity })
export const profileQuery = (memberId: string) =>
  queryOptions({ queryKey: [...accessKey, 'profile', memberId], queryFn: () => accessApi.profile(memberId) })
export const effectiveQuery = (memberId: string) =>
  queryOptions({ queryKey: [...accessKey, 'effective', memberId], queryFn: () => accessApi.effective(memberId) })
