import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft, UserX } from 'lucide-react'
import type { Member } from '../../api-types.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { Avatar, EmptyState } from '../../kit/index.ts'
import { RoleSelect } from '../../members/role-select.tsx'
import { useChangeMember } from '../../members/use-change-member.ts'
import { paths } from '../../paths.ts'
import { membersQuery } from '../../queries.ts'
import { useDenied } from '../../session/session.ts'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { Section } from '../page/section.tsx'
import { EffectivePermissions } from './effective-permissions.tsx'
import { GivenRoles } from './given-roles.tsx'
import { Memberships } from './memberships.tsx'
import { ProfileForm } from './profile-form.tsx'

/** Everything about one person that decides what they may do, and what it comes to. */
export function PersonPage() {
  const { memberId } = useParams({ from: '/frame/members/$memberId' })
  const members = useQuery(membersQuery)
  const member = members.data?.find((candidate) => candidate.id === memberId)
  return (
    <>
      <PageHeader
        title={member?.name ?? 'Person'}
        actions={
          <Link
            to={paths.members()}
            className="flex h-8 items-center gap-2 rounded-md px-3 text-sm font-medium text-muted hover:bg-hover hover:text-ink"
          >
            <ArrowLeft /> Members
          </Link>
        }
      />
      {members.isPending && <RowsSkeleton />}
      {members.isError && <Unread what="The members" error={members.error} retry={() => void members.refetch()} />}
      {members.data !== undefined && member === undefined && (
        <EmptyState icon={<UserX />} title="There is nobody like this">
          They may have left, or belong to another organization than the one you are in.
        </EmptyState>
      )}
      {member !== undefined && <Person key={member.id} member={member} />}
    </>
  )
}

function Person({ member }: { member: Member }) {
  const denied = useDenied()
  const change = useChangeMember()
  const mayChange = denied('update', 'members') === undefined
  const assignments = denied('read', 'assignments')
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 p-4 max-sm:p-3">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 py-1">
          <Avatar name={member.name} size="lg" />
          <div className="min-w-0 flex-1">
            <p className="truncate text-lg font-semibold">
              <bdi>{member.name}</bdi>
            </p>
            <p className="truncate text-sm text-muted">
              {[member.email ?? 'No sign-in', member.office].filter((part) => part !== null).join(' · ')}
            </p>
          </div>
          {member.status !== 'directory' && (
            <div className="w-44">
              <p className="mb-1 text-xs text-muted">Built-in role</p>
              {mayChange ? (
                <RoleSelect label={`Role of ${member.name}`} value={member.role} onChange={(role) => void change(member, { role })} />
              ) : (
                <span className="text-sm capitalize">{member.role}</span>
              )}
            </div>
          )}
        </div>
        <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[22rem_minmax(0,1fr)]">
          <div className="flex flex-col gap-4">
            <Memberships memberId={member.id} />
            {assignments === undefined && <ProfileForm memberId={member.id} name={member.name} />}
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {assignments === undefined && <GivenRoles to={{ kind: 'person', id: member.id, name: member.name }} />}
            {denied('read', 'policies') === undefined &&
              (member.status === 'active' ? <EffectivePermissions memberId={member.id} /> : <NothingYet member={member} />)}
          </div>
        </div>
      </div>
    </div>
  )
}

function NothingYet({ member }: { member: Member }) {
  return (
    <Section title="What it comes to">
      <p className="py-3 text-center text-sm text-pretty text-muted">
        {member.status === 'disabled' ? 'Disabled people may do nothing.' : 'People who do not sign in may do nothing.'} What is given here
        counts as soon as {member.name} signs in.
      </p>
    </Section>
  )
}
