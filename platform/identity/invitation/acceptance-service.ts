import { Problem } from '@freehold/kernel'
import type { PublicContext } from '@freehold/kernel'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Deps } from '../deps.ts'
import { activateMember, findMember, insertActiveMember } from '../member/member-queries.ts'
import { insertMembership, newIds } from '../organization/organization-queries.ts'
import { checkNewPassword } from '../password/password-rules.ts'
import { openSession, viewSession } from '../session/session-service.ts'
import type { Opened } from '../session/session-service.ts'
import { provePassword, signInFailed } from '../session/sign-in.ts'
import { insertUser } from '../user/user-queries.ts'
import type { User } from '../user/user-queries.ts'
import { claimInvitation } from './invitation-queries.ts'
import type { Offer } from './invitation-queries.ts'
import { findOffer, gone } from './invitation-service.ts'
import { changeIdentity } from '../session/session-cache.ts'

export interface Acceptance {
  /** Of a new user. */
  readonly name?: string | undefined
  /** A new user's, or the one that the account has. */
  readonly password: string
}

/**
 * The account is always the one of the invited address: a link that went astray makes nobody else a member. User, membership, member
 * record and session in one transaction, once. Rejects with `gone`, `sign_in_failed`, `too_many_requests`, `invalid_input`.
 */
export async function acceptInvitation(deps: Deps, ctx: PublicContext, token: string, acceptance: Acceptance): Promise<Opened> {
  const offer = await findOffer(deps, ctx, token)
  const join = offer.hasAccount ? await existingUser(deps, ctx, offer, acceptance) : await newUser(deps, offer, acceptance)
  const session = await changeIdentity(ctx.placement, async (tx) => {
    if (!(await claimInvitation(tx, offer.id))) throw gone()
    const user = await join(tx)
    await becomeMember(tx, offer, user, ctx.requestId)
    return openSession(deps, tx, ctx, user.id, offer.tenant)
  })
  ctx.log.info({ tenant: offer.tenant, invitation: offer.id, session: session.id }, 'Joined by invitation')
  return { token: session.token, view: await viewSession(deps, ctx, session.id) }
}

type Join = (tx: ControlTx) => Promise<User>

async function existingUser(deps: Deps, ctx: PublicContext, offer: Offer, { password }: Acceptance): Promise<Join> {
  const proof = await provePassword(deps, ctx, offer.email, password)
  const { account } = proof
  if (!proof.proven || account === undefined)
    throw signInFailed(ctx, 'The password is wrong. You have an account with this address; use its password.')
  return async (tx) => {
    await proof.settle(tx)
    return account
  }
}

async function newUser(deps: Deps, offer: Offer, { name, password }: Acceptance): Promise<Join> {
  const chosen = name ?? offer.memberName
  if (chosen === null) throw new Problem('invalid_input', { errors: [{ path: 'name', message: 'Enter your name' }] })
  checkNewPassword(password, { name: chosen, email: offer.email, organization: offer.organization }, deps.settings.passwordMinimum)
  const hash = await deps.passwords.hash(password)
  return async (tx) => {
    const user = await insertUser(tx, chosen, offer.email, hash)
    if (user === undefined)
      throw new Problem('wrong_state', { detail: 'You registered in the meantime. Open the link again and use your password.' })
    return user
  }
}

/** The person of the directory who was meant, or a new record; the ledger names the one who joins as the actor. */
async function becomeMember(tx: ControlTx, offer: Offer, user: User, requestId: string): Promise<void> {
  const { tenant, role } = offer
  const found = await findMember(tx, tenant, { userId: user.id, id: offer.memberId, email: user.email })
  if (found !== undefined && (found.status === 'active' || found.status === 'disabled' || found.userId !== null)) throw gone()
  const id = found?.id ?? (await newIds(tx)).member
  const name = found?.name ?? user.name
  await tx.enter({ tenant, requestId, actor: { kind: 'member', id, role, name } })
  if (found === undefined) await insertActiveMember(tx, tenant, { id, userId: user.id, name, email: user.email, role })
  else await activateMember(tx, tenant, { id, userId: user.id, email: user.email, role })
  await insertMembership(tx, user.id, tenant)
}
