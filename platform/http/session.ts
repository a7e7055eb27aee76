import { Problem } from '@freehold/kernel'
import type { Role } from '@freehold/kernel'
import type { FastifyRequest } from 'fastify'
import { readCookie } from './cookie.ts'

/** Who a session token belongs to, and where its user is at present. */
export interface Authenticated {
  readonly session: { readonly id: string; readonly userId: string }
  /** Null for a user without an organization; then `member` is null too. */
  readonly organization: { readonly id: string; readonly slug: string } | null
  readonly member: { readonly id: string; readonly name: string; readonly role: Role } | null
}

/** Identity's part. Asked on every request of a session or member route, so it should answer from one indexed row. */
export interface SessionReader {
  /** Undefined: unknown, ended or expired; nobody may learn which. */
  authenticate(token: string): Promise<Authenticated | undefined>
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set on session and member routes before their body is read. */
    authenticated: Authenticated | null
  }
}

const organizationHeader = 'freehold-organization'

/** Throws `not_signed_in` unless the cookie names a living session. */
export async function authenticate(request: FastifyRequest, sessions: SessionReader, cookieName: string): Promise<Authenticated> {
  const token = readCookie(request.headers.cookie, cookieName)
  const authenticated = token === undefined ? undefined : await sessions.authenticate(token)
  if (authenticated === undefined) throw new Problem('not_signed_in')
  return authenticated
}

/** An authenticated member of an organization, or the problem that says why not. */
export function requireOrganization(request: FastifyRequest, authenticated: Authenticated): void {
  const { organization } = authenticated
  if (organization === null || authenticated.member === null) {
    throw new Problem('forbidden', { detail: 'You belong to no organization yet. Create one, or ask for an invitation.' })
  }
  // A tab that still shows the other organization must not write into this one.
  const expected = request.headers[organizationHeader]
  if (expected !== undefined && expected !== organization.slug) {
    throw new Problem('organization_switched', {
      detail: 'You switched to another organization, perhaps in another tab. Nothing was saved; reload to continue there, or switch back.',
      members: { organization: organization.slug },
    })
  }
}
