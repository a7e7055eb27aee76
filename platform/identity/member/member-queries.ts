import type { Role } from '@freehold/kernel'
import type { SqlQuery } from '@freehold/tenancy'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Member, MemberStatus } from './member.ts'

/** The tenant's transaction or control's; row security holds both to their organization when they write. */
export type MemberSql = Pick<ControlTx, 'sql'>

const columns = `id, version, name, email, role, status, manager_id as "managerId", office`

export function listMembers(tenant: string): SqlQuery<Member> {
  return {
    name: 'list-members',
    text: `select ${columns} from identity.member where tenant_id = $1 order by lower(name), id`,
    values: [tenant],
  }
}

export function memberById(tenant: string, id: string): SqlQuery<Member> {
  return { text: `select ${columns} from identity.member where tenant_id = $1 and id = $2`, values: [tenant, id] }
}

export type LockedMember = Member & { readonly userId: string | null }

/** The member and every active owner, locked in one order, so that two owners who demote each other wait and the second is refused. */
export async function lockMemberAndOwners(sql: MemberSql, tenant: string, id: string): Promise<LockedMember[]> {
  return sql.sql<LockedMember>(
    `select ${columns}, user_id as "userId" from identity.member
     where tenant_id = $1 and (id = $2 or (role = 'owner' and status = 'active')) order by id for update`,
    [tenant, id],
  )
}

export interface DirectoryRow {
  readonly name: string
  readonly email: string | null
  readonly managerId: string | null
  readonly office: string | null
}

/** People of the directory, in the order given; one statement. */
export async function insertDirectory(sql: MemberSql, tenant: string, people: readonly DirectoryRow[]): Promise<Member[]> {
  if (people.length === 0) return []
  const values = people.flatMap((person) => [person.name, person.email, person.managerId, person.office])
  const rows = people.map((_, index) => `($1, $${index * 4 + 2}, $${index * 4 + 3}, $${index * 4 + 4}::uuid, $${index * 4 + 5})`)
  return sql.sql<Member>(
    `insert into identity.member (tenant_id, name, email, manager_id, office) values ${rows.join(', ')} returning ${columns}`,
    [tenant, ...values],
  )
}

export async function updateMemberRow(
  sql: MemberSql,
  tenant: string,
  member: Omit<Member, 'version' | 'email'>,
): Promise<Member | undefined> {
  const { id, name, role, status, managerId, office } = member
  const [row] = await sql.sql<Member>(
    `update identity.member set name = $3, role = $4, status = $5, manager_id = $6, office = $7 where tenant_id = $1 and id = $2 returning ${columns}`,
    [tenant, id, name, role, status, managerId, office],
  )
  return row
}

/** Whether `id` is among the managers above `managerId`, or is them. */
export async function isAbove(sql: MemberSql, tenant: string, id: string, managerId: string): Promise<boolean> {
  const [row] = await sql.sql<{ above: boolean }>(
    `with recursive chain as (
       select id, manager_id from identity.member where tenant_id = $1 and id = $2
       union
       select m.id, m.manager_id from identity.member m join chain on m.id = chain.manager_id where m.tenant_id = $1)
     select exists (select from chain where id = $3) as above`,
    [tenant, managerId, id],
  )
  return row?.above ?? false
}

export interface NewActiveMember {
  readonly id: string
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly role: Role
}

/** As control, in the organization's context. */
export async function insertActiveMember(tx: ControlTx, tenant: string, member: NewActiveMember): Promise<void> {
  await tx.sql(
    `insert into identity.member (tenant_id, id, user_id, name, email, role, status) values ($1, $2, $3, $4, $5, $6, 'active')`,
    [tenant, member.id, member.userId, member.name, member.email, member.role],
  )
}

export async function activateMember(tx: ControlTx, tenant: string, member: Omit<NewActiveMember, 'name'>): Promise<void> {
  await tx.sql(`update identity.member set user_id = $3, email = $4, role = $5, status = 'active' where tenant_id = $1 and id = $2`, [
    tenant,
    member.id,
    member.userId,
    member.email,
    member.role,
  ])
}

export async function setMemberStatus(tx: ControlTx, tenant: string, id: string, from: MemberStatus, to: MemberStatus): Promise<void> {
  await tx.sql('update identity.member set status = $4 where tenant_id = $1 and id = $2 and status = $3', [tenant, id, from, to])
}

/** The organization's record of somebody: by user, by id or by address, in this order of certainty. Not locked: that takes the context. */
export async function findMember(
  tx: ControlTx,
  tenant: string,
  by: { userId?: string | null; id?: string | null; email: string },
): Promise<LockedMember | undefined> {
  const [row] = await tx.sql<LockedMember>(
    `select ${columns}, user_id as "userId" from identity.member
     where tenant_id = $1 and (user_id = $2 or id = $3 or lower(email) = $4)
     order by coalesce(user_id = $2, false) desc, coalesce(id = $3, false) desc limit 1`,
    [tenant, by.userId ?? null, by.id ?? null, by.email],
  )
  return row
}

export async function hasActiveOwner(tx: ControlTx, tenant: string): Promise<boolean> {
  const rows = await tx.sql(`select 1 from identity.member where tenant_id = $1 and role = 'owner' and status = 'active' limit 1`, [tenant])
  return rows.length > 0
}

export function membersByName(tenant: string, lowerNames: readonly string[]): SqlQuery<Member> {
  return {
    text: `select ${columns} from identity.member where tenant_id = $1 and lower(name) = any($2) order by (status = 'disabled'), id`,
    values: [tenant, lowerNames],
  }
}

export function memberNames(tenant: string, ids: readonly string[]): SqlQuery<{ id: string; name: string }> {
  return { text: 'select id, name from identity.member where tenant_id = $1 and id = any($2)', values: [tenant, ids] }
}

/** Fills in manager and office of people of the directory where they have none yet. */
export async function completeDirectory(
  sql: MemberSql,
  tenant: string,
  people: readonly { id: string; managerId: string | null; office: string | null }[],
): Promise<void> {
  await sql.sql(
    `update identity.member m set manager_id = coalesce(m.manager_id, p.manager_id), office = coalesce(m.office, p.office)
     from unnest($2::uuid[], $3::uuid[], $4::text[]) as p (id, manager_id, office)
     where m.tenant_id = $1 and m.id = p.id and m.status = 'directory'
       and (coalesce(m.manager_id, p.manager_id), coalesce(m.office, p.office)) is distinct from (m.manager_id, m.office)`,
    [tenant, people.map((person) => person.id), people.map((person) => person.managerId), people.map((person) => person.office)],
  )
}
