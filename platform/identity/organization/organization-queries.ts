import type { Role } from '@freehold/kernel'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Organization } from '../settings.ts'

const columns = `o.id, o.slug, o.name, o.currency, o.time_zone as "timeZone"`

export async function newIds(tx: ControlTx): Promise<{ tenant: string; member: string }> {
  const [row] = await tx.sql<{ tenant: string; member: string }>('select tenancy.new_id() as tenant, tenancy.new_id() as member', [])
  if (row === undefined) throw new Error('The database made no ids')
  return row
}

/** Undefined when the slug is taken. */
export async function insertOrganization(tx: ControlTx, organization: Organization): Promise<Organization | undefined> {
  const { id, slug, name, currency, timeZone } = organization
  const [row] = await tx.sql<Organization>(
    `insert into control.organization as o (id, slug, name, currency, time_zone) values ($1, $2, $3, $4, $5)
     on conflict (slug) do nothing returning ${columns}`,
    [id, slug, name, currency, timeZone],
  )
  return row
}

export async function insertMembership(tx: ControlTx, userId: string, tenant: string): Promise<void> {
  await tx.sql('insert into control.membership (user_id, tenant_id) values ($1, $2) on conflict do nothing', [userId, tenant])
}

/** Whoever heals a member record holds this meanwhile; false when the membership is over. */
export async function lockMembership(tx: ControlTx, userId: string, tenant: string): Promise<boolean> {
  const rows = await tx.sql('select 1 from control.membership where user_id = $1 and tenant_id = $2 for update', [userId, tenant])
  return rows.length === 1
}

export function organizationBySlug(slug: string) {
  return { text: `select ${columns} from control.organization o where o.slug = $1`, values: [slug] }
}

export function organizationById(id: string) {
  return { text: `select ${columns} from control.organization o where o.id = $1`, values: [id] }
}

export function allOrganizations() {
  return { text: `select ${columns} from control.organization o order by o.created_at, o.id`, values: [] }
}

export function unpreparedOrganizations() {
  return { text: `select ${columns} from control.organization o where o.prepared_at is null order by o.id limit 1000`, values: [] }
}

export function markPrepared(id: string) {
  return { text: 'update control.organization set prepared_at = clock_timestamp() where id = $1 and prepared_at is null', values: [id] }
}

/** Where a user goes after signing in: the organization of the latest session, if they still belong to it, else the first by name. */
export async function latestOrganization(tx: ControlTx, userId: string): Promise<string | null> {
  const [row] = await tx.sql<{ id: string }>(
    `select o.id from identity.member m join control.organization o on o.id = m.tenant_id
     where m.user_id = $1 and m.status = 'active'
     order by (select max(s.last_seen_at) from control.session s where s.user_id = $1 and s.tenant_id = o.id) desc nulls last, lower(o.name), o.id
     limit 1`,
    [userId],
  )
  return row?.id ?? null
}

/** The organization with this slug, if the user is an active member of it. */
export async function organizationOfUser(tx: ControlTx, userId: string, slug: string): Promise<Organization | undefined> {
  const [row] = await tx.sql<Organization>(
    `select ${columns} from control.organization o join identity.member m on m.tenant_id = o.id and m.user_id = $1 and m.status = 'active' where o.slug = $2`,
    [userId, slug],
  )
  return row
}

/** Memberships of the register whose member record is missing from the organization's data (I8). */
export async function membershipsWithoutMember(tx: ControlTx, userId: string): Promise<string[]> {
  const rows = await tx.sql<{ tenant_id: string }>(
    `select ms.tenant_id from control.membership ms
     where ms.user_id = $1 and not exists (select from identity.member m where m.tenant_id = ms.tenant_id and m.user_id = ms.user_id)`,
    [userId],
  )
  return rows.map((row) => row.tenant_id)
}

export interface Discrepancies {
  /** Memberships of the register without a member record. */
  memberMissing: number
  /** Member records of people whom the register does not know as members of the organization. */
  membershipMissing: number
  /** Organizations in which nobody is an active owner. */
  ownerless: number
}

export function countDiscrepancies() {
  return {
    text: `select
        (select count(*) from control.membership ms
          where not exists (select from identity.member m where m.tenant_id = ms.tenant_id and m.user_id = ms.user_id))::int as "memberMissing",
        (select count(*) from identity.member m
          where m.user_id is not null and not exists (select from control.membership ms where ms.tenant_id = m.tenant_id and ms.user_id = m.user_id))::int as "membershipMissing",
        (select count(*) from control.organization o
          where not exists (select from identity.member m where m.tenant_id = o.id and m.role = 'owner' and m.status = 'active'))::int as "ownerless"`,
    values: [],
  }
}

export interface ActorRow {
  id: string
  name: string
  role: Role
}

export function activeMember(tenant: string, memberId: string) {
  return {
    name: 'active-member',
    text: `select id, name, role from identity.member where tenant_id = $1 and id = $2 and status = 'active'`,
    values: [tenant, memberId],
  }
}
