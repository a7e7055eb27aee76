import { randomInt } from 'node:crypto'
import { Problem } from '@freehold/kernel'
import type { Actor, Placement } from '@freehold/kernel'
import { controlQuery } from '@freehold/tenancy/control'
import type { ControlTx } from '@freehold/tenancy/control'
import { insertActiveMember } from '../member/member-queries.ts'
import type { Organization } from '../settings.ts'
import type { User } from '../user/user-queries.ts'
import { activeMember, allOrganizations, insertMembership, insertOrganization, newIds, organizationBySlug } from './organization-queries.ts'
import type { ActorRow } from './organization-queries.ts'

export interface NewOrganization {
  readonly name: string
  /** Chosen by whoever runs the machine; otherwise made from the name. */
  readonly slug?: string | undefined
  readonly currency?: string | undefined
  readonly timeZone?: string | undefined
}

/** The organization, its owner's membership and member record, in the given transaction, which is in its context afterwards. */
export async function createOrganization(tx: ControlTx, owner: User, wanted: NewOrganization, requestId: string): Promise<Organization> {
  const ids = await newIds(tx)
  const organization = await insertOrganization(tx, {
    id: ids.tenant,
    slug: wanted.slug ?? slugOf(wanted.name),
    name: wanted.name,
    currency: wanted.currency ?? 'USD',
    timeZone: wanted.timeZone ?? 'UTC',
  })
  if (organization === undefined)
    throw new Problem(wanted.slug === undefined ? 'unavailable' : 'already_exists', {
      detail: 'This short name is taken. Nothing was saved; try again.',
    })
  await insertMembership(tx, owner.id, organization.id)
  await tx.enter({ tenant: organization.id, requestId, actor: { kind: 'member', id: ids.member, role: 'owner', name: owner.name } })
  await insertActiveMember(tx, organization.id, { id: ids.member, userId: owner.id, name: owner.name, email: owner.email, role: 'owner' })
  return organization
}

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/**
 * `Acme Corp.` → `acme-corp-7kq2m`. Always with a random end: without it, a new `Acme` would learn from `acme-2` that there is
 * another one here (T12). 31^5 ends for one name; a collision is answered `unavailable` and tried again.
 */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '')
  const end = Array.from({ length: 5 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return plain === '' ? end : `${plain}-${end}`
}

/** For the command line, which names organizations by slug. Whoever may call this runs the machine. */
export async function findOrganization(placement: Placement, slug: string): Promise<Organization | undefined> {
  const [organization] = await controlQuery<Organization>(placement, organizationBySlug(slug))
  return organization
}

/** Oldest first. For the command line and the check of a whole installation. */
export function listOrganizations(placement: Placement): Promise<Organization[]> {
  return controlQuery<Organization>(placement, allOrganizations())
}

/**
 * The member with today's role, for work that began earlier (a queued job): what they may do is decided when it runs.
 * Undefined when they are no longer active.
 */
export async function findActor(placement: Placement, tenant: string, memberId: string): Promise<Actor | undefined> {
  const [row] = await controlQuery<ActorRow>(placement, activeMember(tenant, memberId))
  return row && { kind: 'member', id: row.id, role: row.role, name: row.name }
}
