import { useQuery } from '@tanstack/react-query'
import { Plus, UserPlus, Users } from 'lucide-react'
import { useState } from 'react'
import { GiveRoleDialog } from '../access/people/give-role-dialog.tsx'
import type { Member } from '../api-types.ts'
import { PageHeader } from '../frame/page-header.tsx'
import { formatNumber } from '../format.ts'
import { Button, EmptyState, Input, Skeleton } from '../kit/index.ts'
import { messageOf } from '../problem-notice.ts'
import { membersQuery } from '../queries.ts'
import { useDenied } from '../session/session.ts'
import { InviteDialog } from './invite-dialog.tsx'
import type { MemberDialog } from './member-dialog.ts'
import { MemberTable } from './member-table.tsx'
import { PendingInvitations } from './pending-invitations.tsx'
import { PersonDialog } from './person-dialog.tsx'

export function MembersPage() {
  const members = useQuery(membersQuery)
  const denied = useDenied()
  const [dialog, setDialog] = useState<MemberDialog>()
  const [search, setSearch] = useState('')
  return (
    <>
      <PageHeader
        title="Members"
        count={members.data === undefined ? undefined : formatNumber(members.data.length)}
        actions={
          <>
            <Button denied={denied('create', 'members')} onClick={() => setDialog({ kind: 'person' })}>
              <Plus /> <span className="max-sm:sr-only">Add person</span>
            </Button>
            <Button variant="primary" denied={denied('create', 'invitations')} onClick={() => setDialog({ kind: 'invite' })}>
              <UserPlus /> Invite
            </Button>
          </>
        }
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <PendingInvitations />
        {members.isPending && <MembersSkeleton />}
        {members.isError && (
          <EmptyState
            icon={<Users />}
            title="The members could not be read"
            actions={<Button onClick={() => void members.refetch()}>Try again</Button>}
          >
            {messageOf(members.error)}
          </EmptyState>
        )}
        {members.data !== undefined && (
          <>
            {members.data.length > 8 && (
              <div className="px-4 pt-3 max-sm:px-3">
                <Input
                  type="search"
                  aria-label="Find a member"
                  placeholder="Find a member"
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                  className="max-w-72"
                />
              </div>
            )}
            <MemberTable members={filtered(members.data, search)} everybody={members.data} onOpen={setDialog} />
            {members.data.length === 1 && <Alone denied={denied('create', 'invitations')} onInvite={() => setDialog({ kind: 'invite' })} />}
          </>
        )}
      </div>
      {dialog?.kind === 'invite' && <InviteDialog member={dialog.member} onClose={() => setDialog(undefined)} />}
      {dialog?.kind === 'role' && (
        <GiveRoleDialog person={{ memberId: dialog.member.id, name: dialog.member.name }} onClose={() => setDialog(undefined)} />
      )}
      {dialog?.kind === 'person' && (
        <PersonDialog member={dialog.member} members={members.data ?? []} onClose={() => setDialog(undefined)} />
      )}
    </>
  )
}

function filtered(members: readonly Member[], search: string): readonly Member[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return members
  return members.filter((member) =>
    [member.name, member.email, member.office, member.role].some((text) => text?.toLowerCase().includes(wanted) === true),
  )
}

function Alone({ denied, onInvite }: { denied: string | undefined; onInvite: () => void }) {
  return (
    <EmptyState
      icon={<Users />}
      title="You are here alone"
      actions={
        <Button variant="primary" denied={denied} onClick={onInvite}>
          <UserPlus /> Invite somebody
        </Button>
      }
    >
      Invite colleagues by a link. People who only own records, such as imported sales agents, can be added without a sign-in.
    </EmptyState>
  )
}

function MembersSkeleton() {
  return (
    <div aria-hidden className="px-4 pt-3">
      {Array.from({ length: 6 }, (_, at) => (
        <div key={at} className="flex h-12 items-center gap-3">
          <Skeleton className="size-6 rounded-full" />
          <Skeleton className="w-40" />
          <Skeleton className="w-56" />
          <Skeleton className="ml-auto w-20" />
        </div>
      ))}
    </div>
  )
}
