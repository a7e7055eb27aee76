import { Problem } from '@freehold/kernel'
import type { FastifyRequest } from 'fastify'
import { readCookie } from './cookie.ts'

export interface OriginPolicy {
  /** Where people reach this server: `https://crm.example.com`. Empty: whatever host the request names. */
  readonly origins: readonly string[]
  readonly secure: boolean
  readonly cookieName: string
}

/** The address that this request was sent to, for links and for comparison. */
export function originOf(request: FastifyRequest, policy: OriginPolicy): string {
  return policy.origins[0] ?? `${policy.secure ? 'https' : 'http'}://${request.host}`
}

/**
 * Another site can make a browser send our cookie; it cannot make it lie about its origin. So a write whose Origin is not ours
 * is refused, and so is a write that carries the session cookie without any Origin. Browsers send it with every write.
 */
export function checkOrigin(request: FastifyRequest, policy: OriginPolicy): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  if (origin === undefined) {
    if (readCookie(request.headers.cookie, policy.cookieName) === undefined) return
    throw new Problem('foreign_origin', { detail: 'A write with a session cookie needs an Origin header; browsers send it by themselves.' })
  }
  const known = policy.origins.length > 0 ? policy.origins.includes(origin) : origin === originOf(request, policy)
  if (!known) throw new Problem('foreign_origin', { detail: `This server does not take writes from ${origin.slice(0, 200)}.` })
}
