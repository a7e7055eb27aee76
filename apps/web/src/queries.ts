import { QueryClient, queryOptions } from '@tanstack/react-query'
import { ApiProblem, api, listObjects } from './api.ts'
import type { Session } from './api-types.ts'
import { noteRevision } from './session/access-revision.ts'
import { setTabOrganization } from './session/tab-organization.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only silence and overload are worth another try.
      retry: (count, error) => count < 2 && error instanceof ApiProblem && ['unreachable', 'unavailable'].includes(error.code),
      refetchOnWindowFocus: true,
    },
  },
})

/** Null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<Session | null> => {
    try {
      return adoptSession(await api.getSession())
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) return adoptSession(null)
      throw error
    }
  },
  staleTime: 60_000,
})

/** From here on this tab speaks for the session's organization. */
function adoptSession<S extends Session | null>(session: S): S {
  setTabOrganization(session?.organization?.slug ?? null)
  noteRevision(session?.revision)
  return session
}

const definitionsStay = 10 * 60_000

export const objectsQuery = queryOptions({
  queryKey: ['objects'],
  queryFn: () => listObjects(),
  staleTime: definitionsStay,
})

export const pipelinesQuery = queryOptions({
  queryKey: ['pipelines'],
  queryFn: () => api.listPipelines(),
  staleTime: definitionsStay,
})

export const tagsQuery = queryOptions({ queryKey: ['tags'], queryFn: () => api.listTags(), staleTime: 60_000 })

export const membersQuery = queryOptions({ queryKey: ['members'], queryFn: async () => (await api.listMembers()).items })

export const invitationsQuery = queryOptions({ queryKey: ['invitations'], queryFn: async () => (await api.listInvitations()).items })
