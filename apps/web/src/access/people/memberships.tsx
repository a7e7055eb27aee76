import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Skeleton } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { groupsApi } from '../access-api.ts'
import { nodesQuery, teamsQuery, territoriesQuery } from '../access-queries.ts'
import { pathOf } from '../model/places.ts'
import { ManyOf } from '../page/many-of.tsx'
import { Section } from '../page/section.tsx'
import { useChange } from '../page/use-change.ts'

/** The teams, territories and places of a person, to add to and take from. */
export function Memberships({ memberId }: { memberId: string }) {
  const teams = useQuery(teamsQuery).data
  const territories = useQuery(territoriesQuery).data
  const nodes = useQuery(nodesQuery).data
  const denied = useDenied()
  const ofTeams = denied('update', 'teams') !== undefined
  const ofPlaces = denied('update', 'hierarchy') !== undefined
  return (
    <Section title="Belongs to">
      <dl className="flex flex-col gap-3">
        <Groups
          label="Teams"
          noun="team"
          memberId={memberId}
          disabled={ofTeams}
          api={groupsApi.teams}
          groups={teams?.map((team) => ({ ...team, inside: team.members.some((member) => member.memberId === memberId) }))}
        />
        <Groups
          label="Territories"
          noun="territory"
          memberId={memberId}
          disabled={ofTeams}
          api={groupsApi.territories}
          groups={territories?.map((territory) => ({ ...territory, inside: territory.memberIds.includes(memberId) }))}
        />
        <Groups
          label="Places"
          noun="place"
          memberId={memberId}
          disabled={ofPlaces}
          api={groupsApi.nodes}
          groups={nodes?.map((node) => ({ id: node.id, name: pathOf(nodes, node.id), inside: node.memberIds.includes(memberId) }))}
        />
      </dl>
    </Section>
  )
}

interface GroupsProps {
  label: string
  noun: string
  memberId: string
  disabled: boolean
  groups: readonly { id: string; name: string; inside: boolean }[] | undefined
  api: { put: (id: string, memberId: string) => Promise<unknown>; take: (id: string, memberId: string) => Promise<unknown> }
}

function Groups({ label, noun, memberId, disabled, groups, api }: GroupsProps): ReactNode {
  const change = useChange()
  const inside = groups?.filter((group) => group.inside).map((group) => group.id) ?? []
  const put = (next: readonly string[]) => {
    const added = next.find((id) => !inside.includes(id))
    const removed = inside.find((id) => !next.includes(id))
    const id = added ?? removed
    if (id === undefined) return
    const name = groups?.find((group) => group.id === id)?.name ?? ''
    const join = () => api.put(id, memberId)
    const leave = () => api.take(id, memberId)
    void change(
      added === undefined
        ? { run: leave, undo: join, done: `No longer in ${name}`, failed: `Still in ${name}` }
        : { run: join, undo: leave, done: `In ${name} now`, failed: `Not added to ${name}` },
    )
  }
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd>
        {groups === undefined ? (
          <Skeleton className="my-2.5 w-32" />
        ) : groups.length === 0 ? (
          <p className="py-1 text-sm text-faint">There are none yet</p>
        ) : inside.length === 0 && disabled ? (
          <p className="py-1 text-sm text-faint">None</p>
        ) : (
          <ManyOf
            label={noun}
            values={inside}
            options={groups.map(({ id, name }) => ({ value: id, label: name }))}
            disabled={disabled}
            onChange={put}
          />
        )}
      </dd>
    </div>
  )
}
