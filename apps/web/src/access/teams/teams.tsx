import { useQuery } from '@tanstack/react-query'
import { Plus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { Button, EmptyState, MenuItem, MenuLine } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { groupsApi } from '../access-api.ts'
import { teamsQuery } from '../access-queries.ts'
import { ConfirmDialog } from '../page/confirm-dialog.tsx'
import { GivenRoles } from '../people/given-roles.tsx'
import { ListAndDetail } from '../page/list-and-detail.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { useChange } from '../page/use-change.ts'
import type { Team } from '../types.ts'
import { GroupHeading } from './group-heading.tsx'
import { GroupPeople } from './group-people.tsx'
import { GroupRow } from './group-row.tsx'
import { TeamDialog } from './team-dialog.tsx'

export interface GroupListProps {
  open: string | undefined
  onOpen: (id: string | undefined) => void
  onAdd: () => void
}

export function Teams({ open, onOpen, onAdd }: GroupListProps) {
  const teams = useQuery(teamsQuery)
  const denied = useDenied()('create', 'teams')
  if (teams.isPending) return <RowsSkeleton />
  if (teams.isError) return <Unread what="The teams" error={teams.error} retry={() => void teams.refetch()} />
  if (teams.data.length === 0)
    return (
      <EmptyState
        icon={<UsersRound />}
        title="No teams yet"
        actions={
          <Button variant="primary" denied={denied} onClick={onAdd}>
            <Plus /> New team
          </Button>
        }
      >
        A team has people, and roles that all of them have. Records can belong to a team, and rules can speak of “the person’s teams”.
      </EmptyState>
    )
  const chosen = teams.data.find((team) => team.id === open)
  return (
    <ListAndDetail
      back="Teams"
      onBack={() => onOpen(undefined)}
      list={
        <ul aria-label="Teams">
          {inOrder(teams.data).map(({ team, depth }) => (
            <GroupRow
              key={team.id}
              name={team.name}
              description={team.description}
              memberIds={team.members.map((member) => member.memberId)}
              depth={depth}
              chosen={team.id === open}
              onChoose={() => onOpen(team.id === open ? undefined : team.id)}
            />
          ))}
        </ul>
      }
      detail={chosen && <TeamDetail key={chosen.id} team={chosen} teams={teams.data} onGone={() => onOpen(undefined)} />}
    />
  )
}

/** Teams below the one that they are part of. */
function inOrder(teams: readonly Team[]): { team: Team; depth: number }[] {
  const known = new Set(teams.map((team) => team.id))
  const below = (parent: string | null, depth: number): { team: Team; depth: number }[] =>
    teams
      .filter((team) => (team.parentId !== null && known.has(team.parentId) ? team.parentId : null) === parent)
      .toSorted((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => [{ team, depth }, ...below(team.id, depth + 1)])
  return below(null, 0)
}

function TeamDetail({ team, teams, onGone }: { team: Team; teams: readonly Team[]; onGone: () => void }) {
  const denied = useDenied()
  const change = useChange()
  const [dialog, setDialog] = useState<'edit' | 'delete'>()
  const parent = teams.find((other) => other.id === team.parentId)
  const remove = async () => {
    const gone = await change({
      run: () => groupsApi.teams.remove(team),
      done: `${team.name} was deleted`,
      failed: `${team.name} was not deleted`,
    })
    if (gone) onGone()
  }
  return (
    <>
      <GroupHeading name={team.name} note={team.description ?? (parent === undefined ? 'Without a description' : `Part of ${parent.name}`)}>
        <MenuItem denied={denied('update', 'teams')} onSelect={() => setDialog('edit')}>
          Edit
        </MenuItem>
        <MenuLine />
        <MenuItem danger denied={denied('delete', 'teams')} onSelect={() => setDialog('delete')}>
          Delete
        </MenuItem>
      </GroupHeading>
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
      {dialog === 'edit' && <TeamDialog team={team} onClose={() => setDialog(undefined)} />}
      {dialog === 'delete' && (
        <ConfirmDialog title={`Delete ${team.name}`} verb="Delete team" onConfirm={remove} onClose={() => setDialog(undefined)}>
          Its people lose what rules and shares give them through it. A team that records, roles or rules still name is kept, and you are
          told which.
        </ConfirmDialog>
      )}
    </>
  )
}
