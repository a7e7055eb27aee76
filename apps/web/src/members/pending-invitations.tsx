import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Mail } from 'lucide-react'
import { api } from '../api.ts'
import type { Invitation } from '../api-types.ts'
import { formatExactTime, formatTime } from '../format.ts'
import { Button, Tooltip, toast } from '../kit/index.ts'
import { notifyProblem } from '../problem-notice.ts'
import { invitationsQuery, membersQuery } from '../queries.ts'
import { useDenied } from '../session/session.ts'

/** Links that were made and not yet used. */
export function PendingInvitations() {
  const denied = useDenied()('read', 'invitations')
  const { data } = useQuery({ ...invitationsQuery, enabled: denied === undefined })
  const client = useQueryClient()
  if (data === undefined || data.length === 0) return null
  const withdraw = async (invitation: Invitation) => {
    try {
      await api.deleteInvitation({ params: { id: invitation.id } })
      toast({ title: `The link for ${invitation.email} no longer works` })
    } catch (error) {
      notifyProblem(error, 'The link still works')
    }
    await Promise.all([membersQuery, invitationsQuery].map((query) => client.invalidateQueries({ queryKey: query.queryKey })))
  }
  return (
    <section aria-label="Open invitations" className="m-4 mb-1 rounded-lg border border-line max-sm:mx-3">
      <h2 className="border-b border-line px-3 py-2 text-xs font-medium text-muted">Open invitations</h2>
      <ul className="divide-y divide-line">
        {data.map((invitation) => (
          <li key={invitation.id} className="flex min-h-11 items-center gap-3 px-3 py-1.5 text-sm">
            <Mail className="text-muted" />
            <span className="min-w-0 flex-1 truncate">
              {invitation.email} <span className="text-muted">as {invitation.role}</span>
            </span>
            <Tooltip content={formatExactTime(invitation.expiresAt)}>
              <span className="text-muted max-sm:hidden">Ends {formatTime(invitation.expiresAt).toLowerCase()}</span>
            </Tooltip>
            <Button size="sm" variant="ghost" onClick={() => void withdraw(invitation)}>
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
