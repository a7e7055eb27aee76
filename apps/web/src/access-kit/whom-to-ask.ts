import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../queries.ts'
import { useDenied, useSession } from '../session/session.ts'

const alternatives = new Intl.ListFormat('en', { type: 'disjunction' })

/** `Ask Ada or Grace.`: by name where the reader may see who they are; two or three are enough. Else undefined. */
export function useWhomToAsk(): string | undefined {
  const session = useSession()
  const mayRead = useDenied()('read', 'members') === undefined
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: mayRead })
  const names = members
    .filter(({ id, status, role }) => status === 'active' && (role === 'admin' || role === 'owner') && id !== session.member.id)
    .map(({ name }) => name)
    .slice(0, 3)
  return names.length === 0 ? undefined : `Ask ${alternatives.format(names)}.`
}
