import { accessOf } from '@freehold/access'
import { Problem } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { violatedConstraint } from '@freehold/postgres'
import { tenantRead, tenantTx } from '@freehold/tenancy'
import type { ControlTx } from '@freehold/tenancy/control'
import { revokeInvitationsBy } from '../invitation/invitation-queries.ts'
import { revokeSessionsIn } from '../session/session-queries.ts'
import { endsOwnership, statusAfter } from './member.ts'
import type { Member, MemberChange } from './member.ts'
import { insertDirectory, isAbove, listMembers, lockMemberAndOwners, memberById, updateMemberRow } from './member-queries.ts'
import type { LockedMember } from './member-queries.ts'
import { changeIdentity } from '../session/session-cache.ts'

export async function allMembers(ctx: OpContext): Promise<Member[]> {
  ctx.authorize('read', 'members')
  const [rows] = await tenantRead(ctx, [listMembers(ctx.tenant)])
  return rows.map((member) => seenBy(ctx, member))
}

export async function oneMember(ctx: OpContext, id: string): Promise<Member> {
  ctx.authorize('read', 'members')
  const [[row]] = await tenantRead(ctx, [memberById(ctx.tenant, id)])
  if (row === undefined) throw new Problem('not_found')
  return seenBy(ctx, row)
}

/** Names stand beside the records that are shared with a guest; the addresses of colleagues are for those who belong to the organization. */
function seenBy(ctx: OpContext, member: Member): Member {
  const belongs = accessOf(ctx).extent('read', 'organization') !== 'none'
  const isSelf = ctx.actor.kind === 'member' && ctx.actor.id === member.id
  return belongs || isSelf ? member : { ...member, email: null }
}

export interface NewDirectoryMember {
  readonly name: string
  readonly email?: string | null | undefined
  readonly managerId?: string | null | undefined
  readonly office?: string | null | undefined
}

/** A person whom the organization knows, without sign-in. */
export async function createDirectoryMember(ctx: OpContext, person: NewDirectoryMember): Promise<Member> {
  ctx.authorize('create', 'members')
  const { name, email = null, managerId = null, office = null } = person
  return tenantTx(ctx, 'write', async (tx) => {
    const [member] = await insertDirectory(tx, ctx.tenant, [{ name, email, managerId, office }])
    if (member === undefined) throw new Error('The member was not stored')
    return member
  }).catch(explainConflict)
}

/**
 * Changes a member as control, in the organization's context: the tenant role may not touch who signs in. Rejects with `stale_version`,
 * with `forbidden` where it would give or take more than the actor has, and with `wrong_state` for the last owner.
 */
export async function updateMember(ctx: OpContext, id: string, version: number, change: MemberChange): Promise<Member> {
  ctx.authorize('update', 'members')
  return changeIdentity(ctx.placement, async (tx) => {
    await tx.enter(ctx, { governs: decides(change) })
    const locked = await lockMemberAndOwners(tx, ctx.tenant, id)
    const member = locked.find((row) => row.id === id)
    if (member === undefined) throw new Problem('not_found')
    if (member.version !== version) throw stale(member, change)
    const next = { ...member, ...defined(change), status: statusAfter(member, change) }
    authorizeRoles(ctx, member, next)
    if (
      endsOwnership(member, next.role, next.status) &&
      locked.filter((row) => row.role === 'owner' && row.status === 'active').length < 2
    ) {
      throw new Problem('wrong_state', {
        detail: 'This is the last owner. Make somebody else an owner first: an organization always has one.',
      })
    }
    await checkManager(tx, ctx.tenant, id, change.managerId)
    const updated = await updateMemberRow(tx, ctx.tenant, next)
    if (updated === undefined) throw new Problem('not_found')
    if (next.status === 'disabled' && member.status !== 'disabled') await endAccess(tx, ctx.tenant, member)
    return updated
  }).catch(explainConflict)
}

/** A name and an office give and take no right. */
function decides({ role, managerId, disabled }: MemberChange): boolean {
  return role !== undefined || managerId !== undefined || disabled !== undefined
}

/** Owners are made and unmade by owners; everybody else's role by whoever may change members. */
function authorizeRoles(ctx: OpContext, member: LockedMember, next: LockedMember): void {
  if (member.role === 'owner' && (next.role !== member.role || next.status !== member.status)) ctx.authorize('manage', 'members')
  if (next.role === 'owner' && member.role !== 'owner') ctx.authorize('manage', 'members')
  if (next.role !== member.role && (member.status === 'directory' || member.status === 'invited')) {
    throw new Problem('wrong_state', { detail: `${member.name} cannot sign in yet. The invitation decides the role.` })
  }
}

async function checkManager(tx: ControlTx, tenant: string, id: string, managerId: string | null | undefined): Promise<void> {
  if (managerId === null || managerId === undefined || !(await isAbove(tx, tenant, id, managerId))) return
  const message = 'A manager cannot report, directly or through others, to whom they manage.'
  throw new Problem('invalid_input', { detail: message, errors: [{ path: 'managerId', message }] })
}

/** Sessions end in the same transaction (ASVS 7.4.2), and the doors that the member opened for others close. */
async function endAccess(tx: ControlTx, tenant: string, member: LockedMember): Promise<void> {
  if (member.userId !== null) await revokeSessionsIn(tx, tenant, member.userId)
  await revokeInvitationsBy(tx, tenant, member.id)
}

function stale(current: LockedMember, change: MemberChange): Problem {
  const { userId: _userId, ...shown } = current
  return new Problem('stale_version', {
    detail: `${current.name} was changed in the meantime. Nothing was saved; look at both and save again.`,
    members: { current: shown, yours: change },
  })
}

/** Leaves out what was not asked for, so that spreading does not overwrite with undefined. */
function defined(change: MemberChange): Partial<Pick<Member, 'name' | 'role' | 'managerId' | 'office'>> {
  const { name, role, managerId, office } = change
  return {
    ...(name === undefined ? {} : { name }),
    ...(role === undefined ? {} : { role }),
    ...(managerId === undefined ? {} : { managerId }),
    ...(office === undefined ? {} : { office }),
  }
}

const explanations: Record<string, { path: string; message: string }> = {
  member_email: { path: 'email', message: 'A member with this address exists already' },
  member_tenant_id_manager_id_fkey: { path: 'managerId', message: 'There is no such member' },
  member_not_own_manager: { path: 'managerId', message: 'Nobody is their own manager' },
}

function explainConflict(error: unknown): never {
  const found = explanations[violatedConstraint(error).constraint ?? '']
  if (found === undefined || !(error instanceof Problem)) throw error
  throw new Problem(error.code, { detail: found.message, errors: [found], cause: error.extra.cause })
}
