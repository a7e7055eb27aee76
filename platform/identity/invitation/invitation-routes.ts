import { memberRoute, publicRoute } from '@freehold/kernel'
import type { Route } from '@freehold/kernel'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { email, id, name, nothing, password, role, sessionView } from '../values.ts'
import { acceptInvitation } from './acceptance-service.ts'
import { findOffer, invite, listInvitations, withdrawInvitation } from './invitation-service.ts'

const invitation = z
  .object({ id: z.uuid(), email: z.string(), role, memberId: z.uuid().nullable(), expiresAt: z.iso.datetime() })
  .meta({ id: 'Invitation' })
const newInvitation = z
  .object({ ...invitation.shape, link: z.url().describe('Shown this once; whoever has it can accept as the invited address') })
  .meta({ id: 'NewInvitation' })
const offer = z
  .object({
    organization: z.object({ name: z.string() }),
    email: z.string(),
    role,
    name: z.string().nullable(),
    invitedBy: z.string().nullable(),
    hasAccount: z.boolean(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'InvitationOffer' })
const byToken = z.object({ token: z.string().max(100) })

export const invitationRoutes = (deps: Deps): Route[] => [
  memberRoute({
    method: 'POST',
    path: '/invitations',
    id: 'createInvitation',
    summary: 'Invite somebody by link, for seven days and once',
    tag: 'Members',
    action: 'create',
    resource: 'invitations',
    body: z.object({ email, role, memberId: id.optional() }),
    status: 201,
    response: newInvitation,
    async handler(ctx, { body }, facts) {
      const { invitation: made, token } = await invite(deps, ctx, body)
      return { body: { ...made, link: `${facts.session.origin}/invitations/${token}` } }
    },
  }),
  memberRoute({
    method: 'GET',
    path: '/invitations',
    id: 'listInvitations',
    summary: 'Invitations that nobody has accepted yet',
    tag: 'Members',
    action: 'read',
    resource: 'invitations',
    response: z.object({ items: z.array(invitation) }),
    handler: async (ctx) => ({ body: { items: await listInvitations(ctx) } }),
  }),
  memberRoute({
    method: 'DELETE',
    path: '/invitations/:id',
    id: 'deleteInvitation',
    summary: 'Withdraw an invitation: its link is dead',
    tag: 'Members',
    action: 'delete',
    resource: 'invitations',
    params: z.object({ id }),
    status: 204,
    response: nothing,
    async handler(ctx, { params }) {
      await withdrawInvitation(ctx, params.id)
      return { body: undefined }
    },
  }),
  publicRoute({
    method: 'GET',
    path: '/invitations/by-token/:token',
    id: 'getInvitationOffer',
    summary: 'What an invitation offers, for whoever has its link',
    tag: 'Members',
    params: byToken,
    response: offer,
    async handler(ctx, { params }) {
      const {
        organization,
        email: address,
        role: offered,
        memberName,
        inviter,
        hasAccount,
        expiresAt,
      } = await findOffer(deps, ctx, params.token)
      return {
        body: {
          organization: { name: organization },
          email: address,
          role: offered,
          name: memberName,
          invitedBy: inviter?.name ?? null,
          hasAccount,
          expiresAt,
        },
      }
    },
  }),
  publicRoute({
    method: 'POST',
    path: '/invitations/by-token/:token/acceptance',
    id: 'acceptInvitation',
    summary: 'Join by invitation, as a new user or with the account that has the address',
    tag: 'Members',
    params: byToken,
    body: z.object({ name: name.optional(), password }),
    status: 201,
    response: sessionView,
    async handler(ctx, { params, body }) {
      const { token, view } = await acceptInvitation(deps, ctx, params.token, body)
      return { body: view, sessionToken: token }
    },
  }),
]
