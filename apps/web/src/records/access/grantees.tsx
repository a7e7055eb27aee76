import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../../access/access-queries.ts'
import type { Share } from '../../api-types.ts'
import { Avatar, type Option } from '../../kit/index.ts'
import { membersQuery } from '../../queries.ts'
import { useSession } from '../../session/session.ts'
import { GroupIcon } from '../value/group-icon.tsx'

export type Grantee = Pick<Share, 'memberId' | 'teamId'>

/** Whom one can share with, by `member:<id>` or `team:<id>`, and what they are called. */
export function useGrantees(): { options: readonly Option[]; nameOf: (grantee: Grantee) => string } {
  const { member: own } = useSession()
  const { data: members = [] } = useQuery(membersQuery)
  const { data: teams = [] } = useQuery(teamsQuery)
  const people = members
    .filter((member) => member.status === 'active' && member.id !== own.id)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ value: keyOf({ memberId: id, teamId: null }), label: name, icon: <Avatar name={name} size="sm" /> }))
  const groups = teams
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ value: keyOf({ memberId: null, teamId: id }), label: name, icon: <TeamMark /> }))
  const nameOf = ({ memberId, teamId }: Grantee) =>
    (memberId === null ? teams.find(({ id }) => id === teamId)?.name : members.find(({ id }) => id === memberId)?.name) ??
    (memberId === null ? 'A team' : 'Somebody')
  return { options: [...groups, ...people], nameOf }
}

export function keyOf({ memberId, teamId }: Grantee): string {
  return memberId === null ? `team:${teamId ?? ''}` : `member:${memberId}`
}

/** The one member of a share's body that says whom it is for. */
export function bodyOf(key: string): { memberId: string } | { teamId: string } {
  const id = key.slice(key.indexOf(':') + 1)
  return key.startsWith('team:') ? { teamId: id } : { memberId: id }
}

/** A team beside people's initials. */
export function TeamMark({ large = false }: { large?: boolean }) {
  return (
    <span
      aria-hidden
      className={`flex shrink-0 items-center justify-center rounded-md bg-pressed text-muted [&_svg]:size-3.5 ${large ? 'size-6' : 'size-5'}`}
    >
      <GroupIcon kind="team" />
    </span>
  )
}
