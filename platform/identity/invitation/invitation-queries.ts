import type { Role } from '@freehold/kernel'
import type { ControlTx } from '@freehold/tenancy/control'

export interface Invitation {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly memberId: string | null
  readonly expiresAt: string
}

const columns = `id, email, role, member_id as "memberId", expires_at as "expiresAt"`

export interface NewInvitation {
  readonly tenant: string
  readonly email: string
  readonly role: Role
  readonly memberId: string | null
  readonly tokenHash: Buffer
  readonly invitedBy: string | null
  readonly seconds: number
}

export async function insertInvitation(tx: ControlTx, invitation: NewInvitation): Promise<Invitation> {
  const { tenant, email, role, memberId, tokenHash, invitedBy, seconds } = invitation
  const [row] = await tx.sql<Invitation>(
    `insert into control.invitation (tenant_id, email, role, member_id, token_hash, invited_by, expires_at)
     values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7)) returning ${columns}`,
    [tenant, email, role, memberId, tokenHash, invitedBy, seconds],
  )
  if (row === undefined) throw new Error('The invitation was not stored')
  return row
}

/** Neither accepted nor withdrawn; an expired one is shown, so that it can be sent again. */
export function openInvitations(tenant: string) {
  return {
    text: `select ${columns} from control.invitation where tenant_id = $1 and accepted_at is null and revoked_at is null order by created_at desc, id`,
    values: [tenant],
  }
}

export async function revokeInvitation(tx: ControlTx, tenant: string, id: string): Promise<{ memberId: string | null } | undefined> {
  const [row] = await tx.sql<{ memberId: string | null }>(
    `update control.invitation set revoked_at = now() where tenant_id = $1 and id = $2 and accepted_at is null and revoked_at is null
     returning member_id as "memberId"`,
    [tenant, id],
  )
  return row
}

/** A new invitation takes the place of an open one to the same address or person. */
export async function revokeInvitationsTo(tx: ControlTx, tenant: string, email: string, memberId: string | null): Promise<void> {
  await tx.sql(
    `update control.invitation set revoked_at = now()
     where tenant_id = $1 and (email = $2 or member_id = $3) and accepted_at is null and revoked_at is null`,
    [tenant, email, memberId],
  )
}

/** Of and to one member. */
export async function revokeInvitationsBy(tx: ControlTx, tenant: string, memberId: string): Promise<void> {
  await tx.sql(
    `update control.invitation set revoked_at = now()
     where tenant_id = $1 and (invited_by = $2 or member_id = $2) and accepted_at is null and revoked_at is null`,
    [tenant, memberId],
  )
}

export interface Offer {
  readonly id: string
  readonly tenant: string
  readonly organization: string
  readonly email: string
  readonly role: Role
  readonly memberId: string | null
  /** Of the directory; null: the person is new. */
  readonly memberName: string | null
  readonly inviter: { id: string; name: string; role: Role } | null
  readonly byMachine: boolean
  readonly hasAccount: boolean
  readonly expiresAt: string
}

/** An invitation that can be accepted now. `inviter` is null when they are no longer active there. */
export function openOffer(tokenHash: Buffer) {
  return {
    text: `select i.id, i.tenant_id as tenant, o.name as organization, i.email, i.role, i.member_id as "memberId", m.name as "memberName",
        case when by.id is not null then json_build_object('id', by.id, 'name', by.name, 'role', by.role) end as inviter,
        i.invited_by is null as "byMachine",
        exists (select from control."user" u where u.email = i.email) as "hasAccount", i.expires_at as "expiresAt"
      from control.invitation i
      join control.organization o on o.id = i.tenant_id
      left join identity.member m on m.tenant_id = i.tenant_id and m.id = i.member_id
      left join identity.member by on by.tenant_id = i.tenant_id and by.id = i.invited_by and by.status = 'active'
      where i.token_hash = $1 and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`,
    values: [tokenHash],
  }
}

/** True once, for whoever comes first. */
export async function claimInvitation(tx: ControlTx, id: string): Promise<boolean> {
  const rows = await tx.sql(
    `update control.invitation set accepted_at = now() where id = $1 and accepted_at is null and revoked_at is null and expires_at > now() returning id`,
    [id],
  )
  return rows.length === 1
}
