import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Action, Session } from '../api-types.ts'
import { sessionQuery } from '../queries.ts'

/** A session with an organization, as everything inside the frame has it. */
export type MemberSession = Session & { organization: NonNullable<Session['organization']>; member: NonNullable<Session['member']> }

export function hasOrganization(session: Session | null | undefined): session is MemberSession {
  return session?.organization != null && session.member != null
}

/** Inside the frame only: the router lets nobody in without one. */
export function useSession(): MemberSession {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!hasOrganization(data)) throw new Error('useSession outside of the frame: no organization is chosen')
  return data
}

/** Undefined when allowed, else the sentence that says which rule denies it and whom to ask. Mirrors the server, which decides. */
export function useDenied(): (action: Action, resource: string) => string | undefined {
  const session = useSession()
  return useCallback(
    (action, resource) => {
      const granted: readonly string[] = session.permissions[resource] ?? []
      if (granted.includes(action)) return undefined
      return `None of your roles lets you ${actionWords[action]} ${resourceWords[resource] ?? resource}. An owner or admin of ${session.organization.name} can change that.`
    },
    [session],
  )
}

/** Where people call it otherwise than the API does. */
const resourceWords: Readonly<Record<string, string>> = {
  hierarchy: 'places',
  policies: 'roles and rules',
  organization: 'the organization',
}

export const actionWords: Record<Action, string> = {
  read: 'see',
  create: 'add',
  update: 'change',
  delete: 'delete',
  restore: 'restore',
  share: 'share',
  import: 'import',
  export: 'export',
  manage: 'manage',
}
