import { publicRoute, sessionRoute } from '@freehold/kernel'
import type { Route } from '@freehold/kernel'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { currency, email, id, name, nothing, password, sessionView, timeZone } from '../values.ts'
import type { OwnSessionRow } from './session-queries.ts'
import { createFurtherOrganization, endSession, ownSessions, signIn, signOut, switchOrganization, viewSession } from './session-service.ts'

const ownSession = z
  .object({
    id: z.uuid(),
    current: z.boolean(),
    createdAt: z.iso.datetime(),
    lastSeenAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    address: z.string(),
    userAgent: z.string(),
    organization: z.string().nullable(),
  })
  .meta({ id: 'OwnSession' })

export const sessionRoutes = (deps: Deps): Route[] => [
  publicRoute({
    method: 'POST',
    path: '/sessions',
    id: 'signIn',
    summary: 'Sign in with address and password',
    tag: 'Session',
    body: z.object({ email, password }),
    status: 201,
    response: sessionView,
    async handler(ctx, { body }) {
      const { token, view } = await signIn(deps, ctx, body.email, body.password)
      return { body: view, sessionToken: token }
    },
  }),
  sessionRoute({
    method: 'GET',
    path: '/session',
    id: 'getSession',
    summary: 'Who is signed in, where, and what they may do there',
    tag: 'Session',
    response: sessionView,
    handler: async (ctx) => ({ body: await viewSession(deps, ctx, ctx.sessionId) }),
  }),
  sessionRoute({
    method: 'GET',
    path: '/sessions',
    id: 'listSessions',
    summary: 'Where the user is signed in',
    tag: 'Session',
    response: z.object({ items: z.array(ownSession) }),
    handler: async (ctx) => ({ body: { items: (await ownSessions(ctx)).map((row) => viewOwn(row, ctx.sessionId)) } }),
  }),
  sessionRoute({
    method: 'DELETE',
    path: '/sessions/current',
    id: 'signOut',
    summary: 'Sign out',
    tag: 'Session',
    status: 204,
    response: nothing,
    async handler(ctx) {
      await signOut(ctx)
      return { body: undefined, sessionToken: null }
    },
  }),
  sessionRoute({
    method: 'DELETE',
    path: '/sessions/:id',
    id: 'endSession',
    summary: 'End one of the user’s own sessions',
    tag: 'Session',
    params: z.object({ id }),
    status: 204,
    response: nothing,
    async handler(ctx, { params }) {
      await endSession(ctx, params.id)
      return { body: undefined, ...(params.id === ctx.sessionId ? { sessionToken: null } : {}) }
    },
  }),
  sessionRoute({
    method: 'PUT',
    path: '/session/organization',
    id: 'switchOrganization',
    summary: 'Switch to another organization, with a new session token',
    tag: 'Session',
    body: z.object({ slug: z.string().min(1).max(60) }),
    response: sessionView,
    async handler(ctx, { body }) {
      const { token, view } = await switchOrganization(deps, ctx, body.slug)
      return { body: view, sessionToken: token }
    },
  }),
  sessionRoute({
    method: 'POST',
    path: '/organizations',
    id: 'createOrganization',
    summary: 'Create a further organization and switch to it',
    tag: 'Session',
    body: z.object({ name, currency, timeZone }),
    status: 201,
    response: sessionView,
    async handler(ctx, { body }) {
      const { token, view } = await createFurtherOrganization(deps, ctx, body)
      return { body: view, sessionToken: token }
    },
  }),
]

function viewOwn(row: OwnSessionRow, current: string) {
  return {
    id: row.id,
    current: row.id === current,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    address: row.address,
    userAgent: row.user_agent,
    organization: row.organization,
  }
}
