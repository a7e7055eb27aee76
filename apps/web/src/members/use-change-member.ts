import { useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { Member, Role } from '../api-types.ts'
import { toast } from '../kit/index.ts'
import { notifyProblem } from '../problem-notice.ts'
import { membersQuery, sessionQuery } from '../queries.ts'
import { useSession } from '../session/session.ts'

interface AccessChange {
  role?: Role
  disabled?: boolean
}

/** Changes a role or an access at once and offers to take it back. */
export function useChangeMember(): (member: Member, changes: AccessChange) => Promise<void> {
  const client = useQueryClient()
  const session = useSession()
  const change = async (member: Member, changes: AccessChange, undoable = true): Promise<void> => {
    try {
      const changed = await api.updateMember({ params: { id: member.id }, version: member.version, body: changes })
      client.setQueryData(membersQuery.queryKey, (members) =>
        members?.map((other) => (other.id === changed.id ? { ...other, ...changed } : other)),
      )
      const back: AccessChange = changes.role === undefined ? { disabled: member.status === 'disabled' } : { role: member.role }
      toast({
        title: sentence(member, changes),
        ...(undoable && { action: { label: 'Undo', run: () => void change(changed, back, false) } }),
      })
      // One's own role decides what the page offers.
      if (member.id === session.member.id) await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
    } catch (error) {
      notifyProblem(error, `${member.name} was not changed`)
      await client.invalidateQueries({ queryKey: membersQuery.queryKey })
    }
  }
  return change
}

function sentence(member: Member, changes: AccessChange): string {
  if (changes.role !== undefined) return `${member.name} is ${changes.role} now`
  return changes.disabled === true ? `${member.name} can no longer sign in here` : `${member.name} can sign in again`
}
