import { useQueryClient } from '@tanstack/react-query'
import { type MemberChanges, api } from '../api.ts'
import type { Member } from '../api-types.ts'
import { toast } from '../kit/index.ts'
import { notifyProblem } from '../problem-notice.ts'
import { membersQuery, sessionQuery } from '../queries.ts'
import { useSession } from '../session/session.ts'

/** Changes a role or an access at once and offers to take it back. */
export function useChangeMember(): (member: Member, changes: Pick<MemberChanges, 'role' | 'disabled'>) => Promise<void> {
  const client = useQueryClient()
  const session = useSession()
  const change = async (member: Member, changes: Pick<MemberChanges, 'role' | 'disabled'>, undoable = true): Promise<void> => {
    try {
      const changed = await api.updateMember(member, changes)
      client.setQueryData(membersQuery.queryKey, (members) =>
        members?.map((other) => (other.id === changed.id ? { ...other, ...changed } : other)),
      )
      const back: Pick<MemberChanges, 'role' | 'disabled'> =
        changes.role === undefined ? { disabled: member.status === 'disabled' } : { role: member.role }
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

function sentence(member: Member, changes: Pick<MemberChanges, 'role' | 'disabled'>): string {
  if (changes.role !== undefined) return `${member.name} is ${changes.role} now`
  return changes.disabled === true ? `${member.name} can no longer sign in here` : `${member.name} can sign in again`
}
