import { useQuery } from '@tanstack/react-query'
import { UsersRound } from 'lucide-react'
import { useDenied } from '../../session/session.ts'
import { groupsApi } from '../access-api.ts'
import { teamsQuery } from '../access-queries.ts'
import { GivenRoles } from '../people/given-roles.tsx'
import type { Team } from '../types.ts'
import { GroupDetail } from './group-detail.tsx'
import { GroupList, type GroupLine, type OpenGroup } from './group-list.tsx'
import { GroupPeople } from './group-people.tsx'
import { TeamDialog } from './team-dialog.tsx'

export function Teams(at: OpenGroup) {
  const teams = useQuery(teamsQuery)
  return (
    <GroupList
      {...at}
      noun="team"
      title="Teams"
      icon={<UsersRound />}
      about="A team has people, and roles that all of them have. Records can belong to a team, and rules can speak of “the person’s teams”."
      groups={teams}
      lines={inOrder}
      detail={(team) => <TeamDetail key={team.id} team={team} teams={teams.data ?? []} onGone={() => at.onOpen(undefined)} />}
    />
  )
}

/** Teams below the one that they are part of. */
function inOrder(teams: readonly Team[]): GroupLine[] {
  const known = new Set(teams.map((team) => team.id))
  const below = (parent: string | null, depth: number): GroupLine[] =>
    teams
      .filter((team) => (team.parentId !== null && known.has(team.parentId) ? team.parentId : null) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap(({ id, name, description, members }) => [
        { id, name, description, memberIds: members.map((member) => member.memberId), depth },
        ...below(id, depth + 1),
      ])
  return below(null, 0)
}

function TeamDetail({ team, teams, onGone }: { team: Team; teams: readonly Team[]; onGone: () => void }) {
  const denied = useDenied()
  const parent = teams.find((other) => other.id === team.parentId)
  return (
    <GroupDetail
      noun="team"
      name={team.name}
      note={team.description ?? (parent === undefined ? 'Without a description' : `Part of ${parent.name}`)}
      loss="Its people lose what rules and shares give them through it. A team that records, roles or rules still name is kept, and you are told which."
      editor={(onClose) => <TeamDialog team={team} onClose={onClose} />}
      remove={() => groupsApi.teams.remove(team)}
      onGone={onGone}
    >
      <GroupPeople
        group={team}
        people={team.members}
        denied={denied('update', 'teams')}
        leads
        empty="Nobody is in this team yet. Whoever is added has the team’s roles at once."
        put={groupsApi.teams.put}
        take={groupsApi.teams.take}
      />
      {denied('read', 'assignments') === undefined && (
        <div className="px-4 pb-4">
          <GivenRoles to={{ kind: 'team', id: team.id, name: team.name }} />
        </div>
      )}
    </GroupDetail>
  )
}
