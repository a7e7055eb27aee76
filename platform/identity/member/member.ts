import type { Role } from '@freehold/kernel'

/**
 * *active* signs in. *directory*: a person whom the organization knows (an imported sales agent), who may own records and cannot
 * sign in. *invited*: one of the directory with an open invitation. *disabled*: can no longer sign in; the records stay theirs.
 */
export type MemberStatus = 'active' | 'invited' | 'directory' | 'disabled'

export interface Member {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly email: string | null
  /** Without meaning until the member is active. */
  readonly role: Role
  readonly status: MemberStatus
  readonly managerId: string | null
  readonly office: string | null
}

/** A change asked for; what is absent stays. */
export interface MemberChange {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly managerId?: string | null | undefined
  readonly office?: string | null | undefined
  readonly disabled?: boolean | undefined
}

/** The status after the change. Enabled again, a member is what they were: active with a user, else of the directory. */
export function statusAfter(member: Member & { userId: string | null }, change: MemberChange): MemberStatus {
  if (change.disabled === true) return 'disabled'
  if (change.disabled === false && member.status === 'disabled') return member.userId === null ? 'directory' : 'active'
  return member.status
}

/** Takes an active owner away: demoted or disabled. */
export function endsOwnership(member: Member, role: Role, status: MemberStatus): boolean {
  return member.role === 'owner' && member.status === 'active' && (role !== 'owner' || status !== 'active')
}
