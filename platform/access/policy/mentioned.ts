import type { OpContext } from '@freehold/kernel'
import { type SqlQuery, tenantRead } from '@freehold/tenancy'
import type { Snapshot, SnapshotMember } from '../engine/facts.ts'
import { snapshotOf } from './proposal.ts'
import type { PersonName } from './policy-version.ts'

const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/**
 * The permissions that the operation was decided by, with those people whom these texts name (by default the policy itself): snapshots
 * leave out people of the directory for whom nothing is decided, but a rule may be about the records that they own.
 */
export async function snapshotNaming(ctx: OpContext, ...texts: readonly unknown[]): Promise<Snapshot> {
  const snapshot = snapshotOf(ctx)
  const mentioned = JSON.stringify(texts.length === 0 ? snapshot.policy : texts).match(uuids) ?? []
  const known = new Set([...snapshot.members, ...snapshot.teams, ...snapshot.nodes].map(({ id }) => id))
  const unknown = [...new Set(mentioned.map((id) => id.toLowerCase()))].filter((id) => !known.has(id))
  if (unknown.length === 0) return snapshot
  const [people] = await tenantRead(ctx, [membersQuery(ctx.tenant, unknown)])
  return people.length === 0 ? snapshot : { ...snapshot, members: [...snapshot.members, ...people.map(ofDirectory)] }
}

function membersQuery(tenant: string, ids: readonly string[]): SqlQuery<PersonName> {
  return { text: 'select id, name from identity.member where tenant_id = $1 and id = any($2::uuid[])', values: [tenant, ids] }
}

function ofDirectory({ id, name }: PersonName): SnapshotMember {
  return { id, name, role: 'guest', active: false, managerId: null, clearance: null, shift: null }
}
