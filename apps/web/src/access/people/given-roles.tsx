import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { formatExactTime, formatTime } from '../../format.ts'
import { Badge, Button, IconButton, Tooltip } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { accessApi } from '../access-api.ts'
import { assignmentsQuery, teamsQuery } from '../access-queries.ts'
import { type Names, useNames } from '../model/names.ts'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { useChange } from '../page/use-change.ts'
import type { Assignment } from '../types.ts'
import { GiveRoleDialog } from './give-role-dialog.tsx'

interface Receiver {
  kind: 'person' | 'team'
  id: string
  name: string
}

/** Roles given beside the built-in ones: to a person, in person and through teams, or to a team; where, and until when. */
export function GivenRoles({ to }: { to: Receiver }) {
  const assignments = useQuery(assignmentsQuery)
  const teams = useQuery(teamsQuery).data ?? []
  const names = useNames()
  const denied = useDenied()('update', 'assignments')
  const [giving, setGiving] = useState(false)
  const through = new Set(teams.filter((team) => team.members.some((one) => one.memberId === to.id)).map((team) => team.id))
  const own = assignments.data?.filter((one) =>
    to.kind === 'team' ? one.teamId === to.id : one.memberId === to.id || (one.teamId !== null && through.has(one.teamId)),
  )
  return (
    <Section
      title="Given roles"
      flush
      action={
        <Button size="sm" denied={denied} onClick={() => setGiving(true)}>
          <Plus /> Give role
        </Button>
      }
    >
      {assignments.isPending && <RowsSkeleton rows={2} />}
      {assignments.isError && <Unread what="The roles" error={assignments.error} retry={() => void assignments.refetch()} />}
      {own?.length === 0 && (
        <p className="px-4 py-5 text-center text-sm text-pretty text-muted">
          {to.kind === 'team'
            ? 'Whatever the team is given, everybody in it has.'
            : 'Only the built-in role counts. Roles of your own come on top of it, everywhere or at one place, for good or for a time.'}
        </p>
      )}
      {own !== undefined && own.length > 0 && (
        <ul className="divide-y divide-line">
          {own.map((assignment) => (
            <GivenRole key={assignment.id} assignment={assignment} names={names} to={to} />
          ))}
        </ul>
      )}
      {giving && (
        <GiveRoleDialog
          person={{ ...(to.kind === 'team' ? { teamId: to.id } : { memberId: to.id }), name: to.name }}
          onClose={() => setGiving(false)}
        />
      )}
    </Section>
  )
}

function GivenRole({ assignment, names, to }: { assignment: Assignment; names: Names; to: Receiver }) {
  const denied = useDenied()('update', 'assignments')
  const change = useChange()
  const { id, ...body } = assignment
  const role = names.of('role', assignment.role)
  const team = assignment.teamId === null || to.kind === 'team' ? undefined : names.of('team', assignment.teamId)
  const ended = assignment.expiresAt !== null && new Date(assignment.expiresAt).getTime() < Date.now()
  const take = () =>
    change({
      run: () => accessApi.takeRole(id),
      undo: () => accessApi.giveRole(body),
      done: `${to.name} no longer has the role ${role}`,
      failed: `${to.name} keeps the role ${role}`,
    })
  return (
    <li className="group flex min-h-11 flex-wrap items-center gap-x-3 px-4 py-1">
      <span className="text-sm font-medium">{role}</span>
      {!names.choices('role').some((choice) => choice.value === assignment.role) && <Badge>No longer exists</Badge>}
      <span className="min-w-0 flex-1 truncate text-sm text-muted">
        {assignment.nodeId === null ? 'everywhere' : `at ${names.of('node', assignment.nodeId)} and below`}
        {team !== undefined && `, through ${team}`}
      </span>
      {assignment.expiresAt !== null && (
        <Tooltip content={formatExactTime(assignment.expiresAt)}>
          <span>
            <Badge tone={ended ? 'neutral' : 'attention'}>
              {ended ? 'Ended' : 'Ends'} {formatTime(assignment.expiresAt).toLowerCase()}
            </Badge>
          </span>
        </Tooltip>
      )}
      <IconButton
        label={`Take ${role} away`}
        size="sm"
        side="left"
        icon={<X />}
        denied={denied ?? (team === undefined ? undefined : `${team} has this role; take it from the team or the person out of it`)}
        onClick={() => void take()}
      />
    </li>
  )
}
