import type { Placement } from '@freehold/kernel'
import { controlQuery } from '@freehold/tenancy/control'
import type { Deps } from '../deps.ts'
import type { Authenticated } from './authenticated.ts'
import { sessionCacheOf } from './session-cache.ts'
import { livingSession, touchSession } from './session-queries.ts'
import type { SessionRow } from './session-queries.ts'
import { hashToken } from './session-token.ts'

/**
 * One query, or none where the session was read lately and nothing has changed since (session-cache.ts); a second one once a minute and
 * session, further ones only to heal. What this process changes counts with the next request, what others change within half a second.
 */
export async function authenticate(deps: Deps, placement: Placement, token: string): Promise<Authenticated | undefined> {
  const hash = hashToken(token)
  if (hash === undefined) return undefined
  const cache = sessionCacheOf(placement)
  const key = hash.toString('latin1')
  const remembered = await cache.find(key)
  if (remembered !== undefined) return remembered
  const row = await read(placement, hash)
  if (row === undefined) return undefined
  if (row.stale) await controlQuery(placement, touchSession(row.session_id, deps.settings.sessionIdleSeconds))
  if (row.tenant_id !== null && row.member_id === null) {
    await deps.keeper.healMembers(placement, row.user_id)
    const healed = await read(placement, hash)
    return healed && present(healed)
  }
  if (row.unprepared && row.tenant_id !== null) await deps.keeper.prepareById(placement, row.tenant_id)
  const authenticated = present(row)
  if (authenticated.member !== null && !row.unprepared) cache.remember(key, authenticated, row.revision, row.fresh_ms)
  return authenticated
}

async function read(placement: Placement, hash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await controlQuery<SessionRow>(placement, livingSession(hash))
  return row
}

function present(row: SessionRow): Authenticated {
  const session = { id: row.session_id, userId: row.user_id }
  if (row.tenant_id === null || row.slug === null || row.member_id === null || row.member_name === null || row.role === null) {
    return { session, organization: null, member: null }
  }
  return {
    session,
    organization: { id: row.tenant_id, slug: row.slug },
    member: { id: row.member_id, name: row.member_name, role: row.role },
  }
}
