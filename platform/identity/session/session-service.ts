import { Problem } from '@freehold/kernel'
import type { Action, SessionContext } from '@freehold/kernel'
import { controlQuery } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Deps, Visitor } from '../deps.ts'
import { latestOrganization, organizationOfUser } from '../organization/organization-queries.ts'
import { createOrganization } from '../organization/organization-service.ts'
import type { NewOrganization } from '../organization/organization-service.ts'
import type { MemberSummary, Organization } from '../settings.ts'
import { findUser } from '../user/user-queries.ts'
import { insertSession, livingSessionsOf, revokeSession, sessionView, trimSessions } from './session-queries.ts'
import type { OwnSessionRow, SessionViewRow } from './session-queries.ts'
import { newToken } from './session-token.ts'
import { provePassword, signInFailed } from './sign-in.ts'
import { changeIdentity } from './session-cache.ts'

/** What the page knows about who is signed in. */
export interface SessionView {
  user: { id: string; name: string; email: string }
  organization: Organization | null
  member: MemberSummary | null
  organizations: { id: string; slug: string; name: string; role: MemberSummary['role'] }[]
  demonstration: boolean
  /** Of the permissions; null without an organization. */
  revision: number | null
  permissions: Record<string, Action[]>
}

/** A new session: its token, which is nowhere else, and what the page shows of it. */
export interface Opened {
  readonly token: string
  readonly view: SessionView
}

/** Rejects with Problem `sign_in_failed`, alike for a wrong address and a wrong password, or `too_many_requests`. */
export async function signIn(deps: Deps, visitor: Visitor, email: string, password: string): Promise<Opened> {
  const proof = await provePassword(deps, visitor, email, password)
  const { account } = proof
  if (!proof.proven || account === undefined) throw signInFailed(visitor)
  await deps.keeper.healMembers(visitor.placement, account.id)
  const opened = await changeIdentity(visitor.placement, async (tx) => {
    await proof.settle(tx)
    return openSession(deps, tx, visitor, account.id, await latestOrganization(tx, account.id))
  })
  visitor.log.info({ user: account.id, session: opened.id }, 'Signed in')
  return { token: opened.token, view: await viewSession(deps, visitor, opened.id) }
}

/** Inserts a session with a token of its own and ends the ones beyond the limit. */
export async function openSession(
  deps: Deps,
  tx: ControlTx,
  visitor: Visitor,
  userId: string,
  tenant: string | null,
): Promise<{ id: string; token: string }> {
  const { token, hash } = newToken()
  const { sessionIdleSeconds, sessionAbsoluteSeconds, sessionsPerUser } = deps.settings
  const id = await insertSession(tx, {
    tokenHash: hash,
    userId,
    tenant,
    address: visitor.address,
    userAgent: visitor.userAgent,
    idleSeconds: sessionIdleSeconds,
    absoluteSeconds: sessionAbsoluteSeconds,
  })
  await trimSessions(tx, userId, sessionsPerUser)
  return { id, token }
}

export async function viewSession(deps: Deps, visitor: Pick<Visitor, 'placement' | 'address'>, id: string): Promise<SessionView> {
  const { placement } = visitor
  const [row] = await controlQuery<SessionViewRow>(placement, sessionView(id))
  if (row === undefined) throw new Problem('not_signed_in')
  return {
    user: { id: row.user_id, name: row.user_name, email: row.email },
    organization: row.organization,
    member: row.member,
    organizations: row.organizations,
    demonstration: deps.settings.demonstration,
    ...(await permissionsOf(deps, visitor, row)),
  }
}

/** By the same rules as the server's own, so that the page can hide and disable (A11). */
async function permissionsOf(
  { access }: Deps,
  { address }: Pick<Visitor, 'address'>,
  { organization, member }: SessionViewRow,
): Promise<Pick<SessionView, 'permissions' | 'revision'>> {
  if (organization === null || member === null) return { revision: null, permissions: {} }
  const view = await access.viewFor({ tenant: organization.id, kind: 'http' }, { kind: 'member', ...member }, { address, factors: 1 })
  return { revision: view.revision ?? null, permissions: view.person?.permissions(view.context) ?? {} }
}

export async function signOut(ctx: SessionContext): Promise<void> {
  await changeIdentity(ctx.placement, (tx) => revokeSession(tx, ctx.userId, ctx.sessionId))
}

/** Ends another session of the same user; `not_found` for anybody else's. */
export async function endSession(ctx: SessionContext, id: string): Promise<void> {
  const ended = await changeIdentity(ctx.placement, (tx) => revokeSession(tx, ctx.userId, id))
  if (!ended) throw new Problem('not_found')
}

export function ownSessions(ctx: SessionContext): Promise<OwnSessionRow[]> {
  return controlQuery<OwnSessionRow>(ctx.placement, livingSessionsOf(ctx.userId))
}

/** A new token, and the old one dead, in one transaction (ASVS 7.2.4). `not_found` unless the user is an active member there. */
export async function switchOrganization(deps: Deps, ctx: SessionContext, slug: string): Promise<Opened> {
  const opened = await changeIdentity(ctx.placement, async (tx) => {
    const organization = await organizationOfUser(tx, ctx.userId, slug)
    if (organization === undefined) throw new Problem('not_found', { detail: 'You are not a member of such an organization.' })
    return replaceSession(deps, tx, ctx, organization.id)
  })
  return { token: opened.token, view: await viewSession(deps, ctx, opened.id) }
}

/** A further organization, which the user owns and is switched to. */
export async function createFurtherOrganization(deps: Deps, ctx: SessionContext, wanted: NewOrganization): Promise<Opened> {
  const { organization, session } = await changeIdentity(ctx.placement, async (tx) => {
    const user = await findUser(tx, ctx.userId)
    if (user === undefined) throw new Problem('not_signed_in')
    const created = await createOrganization(tx, user, wanted, ctx.requestId)
    return { organization: created, session: await replaceSession(deps, tx, ctx, created.id) }
  })
  await deps.keeper.prepare(ctx.placement, organization)
  return { token: session.token, view: await viewSession(deps, ctx, session.id) }
}

async function replaceSession(deps: Deps, tx: ControlTx, ctx: SessionContext, tenant: string): Promise<{ id: string; token: string }> {
  // Whoever comes second with the same token has no session any more.
  if (!(await revokeSession(tx, ctx.userId, ctx.sessionId))) throw new Problem('not_signed_in')
  return openSession(deps, tx, ctx, ctx.userId, tenant)
}
