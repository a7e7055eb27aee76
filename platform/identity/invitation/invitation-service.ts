import { Problem } from '@freehold/kernel'
import type { OpContext, PublicContext, Role } from '@freehold/kernel'
import { controlQuery } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Deps } from '../deps.ts'
import { findMember, setMemberStatus } from '../member/member-queries.ts'
import type { LockedMember } from '../member/member-queries.ts'
import { hashToken, newToken } from '../session/session-token.ts'
import { insertInvitation, openInvitations, openOffer, revokeInvitation, revokeInvitationsTo } from './invitation-queries.ts'
import type { Invitation, Offer } from './invitation-queries.ts'
import { changeIdentity } from '../session/session-cache.ts'

/** Owners are invited by owners. */
const actionFor = (role: Role) => (role === 'owner' ? 'manage' : 'create')

export interface NewInvitationRequest {
  readonly email: string
  readonly role: Role
  /** Somebody of the directory, who becomes active by accepting. */
  readonly memberId?: string | undefined
}

/** The token is in the answer and nowhere else; only its hash is stored (ASVS 6.4.1). */
export async function invite(
  deps: Deps,
  ctx: OpContext,
  request: NewInvitationRequest,
): Promise<{ invitation: Invitation; token: string }> {
  ctx.authorize(actionFor(request.role), 'invitations')
  const { token, hash } = newToken()
  const invitation = await changeIdentity(ctx.placement, async (tx) => {
    await tx.enter(ctx)
    const member = await invitedMember(tx, ctx.tenant, request)
    await revokeInvitationsTo(tx, ctx.tenant, request.email, member?.id ?? null)
    if (member !== undefined) await setMemberStatus(tx, ctx.tenant, member.id, 'directory', 'invited')
    return insertInvitation(tx, {
      tenant: ctx.tenant,
      email: request.email,
      role: request.role,
      memberId: member?.id ?? null,
      tokenHash: hash,
      invitedBy: ctx.actor.kind === 'member' ? ctx.actor.id : null,
      seconds: deps.settings.invitationSeconds,
    })
  })
  return { invitation, token }
}

/** Who of the organization's people is meant: by id, else by address; undefined for a new person. */
async function invitedMember(tx: ControlTx, tenant: string, { email, memberId }: NewInvitationRequest): Promise<LockedMember | undefined> {
  const member = await findMember(tx, tenant, { id: memberId ?? null, email })
  if (memberId !== undefined && member?.id !== memberId) throw invalid('memberId', 'There is no such member')
  if (member === undefined) return undefined
  if (member.status === 'active') throw new Problem('already_exists', { detail: `${member.name} is a member already.` })
  if (member.status === 'disabled') throw new Problem('wrong_state', { detail: `${member.name} is disabled. Enable them first.` })
  const namesake = memberId === undefined ? undefined : await findMember(tx, tenant, { email })
  if (namesake !== undefined && namesake.id !== member.id) throw invalid('email', `This is the address of ${namesake.name}`)
  return member
}

export async function listInvitations(ctx: OpContext): Promise<Invitation[]> {
  ctx.authorize('read', 'invitations')
  return controlQuery<Invitation>(ctx.placement, openInvitations(ctx.tenant))
}

export async function withdrawInvitation(ctx: OpContext, id: string): Promise<void> {
  ctx.authorize('delete', 'invitations')
  await changeIdentity(ctx.placement, async (tx) => {
    const revoked = await revokeInvitation(tx, ctx.tenant, id)
    if (revoked === undefined) throw new Problem('not_found')
    if (revoked.memberId === null) return
    await tx.enter(ctx)
    await setMemberStatus(tx, ctx.tenant, revoked.memberId, 'invited', 'directory')
  })
}

/** Throws Problem `gone`, alike for unknown, used, withdrawn and expired links. */
export async function findOffer(deps: Deps, { placement }: Pick<PublicContext, 'placement'>, token: string): Promise<Offer> {
  const hash = hashToken(token)
  const [offer] = hash === undefined ? [] : await controlQuery<Offer>(placement, openOffer(hash))
  if (offer === undefined || !(await isBacked(deps, offer))) throw gone()
  return offer
}

/** Still something that whoever invited could do today: their own rights may have ended since. */
async function isBacked({ access }: Deps, { byMachine, inviter, tenant, role }: Offer): Promise<boolean> {
  if (byMachine || inviter === null) return byMachine
  const view = await access.viewFor({ tenant, kind: 'http' }, { kind: 'member', ...inviter })
  return view.extent(actionFor(role), 'invitations') !== 'none'
}

export function gone(): Problem {
  return new Problem('gone', { detail: 'This invitation was used, withdrawn or has expired. Ask for a new one.' })
}

function invalid(path: string, message: string): Problem {
  return new Problem('invalid_input', { detail: message, errors: [{ path, message }] })
}
