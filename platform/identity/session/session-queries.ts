import type { Role } from '@freehold/kernel'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Organization } from '../settings.ts'

/** One living session with all that a request must know. */
export interface SessionRow {
  session_id: string
  user_id: string
  tenant_id: string | null
  slug: string | null
  /** True: what other packages put into a new organization is not there yet. */
  unprepared: boolean
  /** Last seen more than a minute ago. */
  stale: boolean
  /** Of the same snapshot; see session-cache.ts. */
  revision: number
  /** Milliseconds until the session ends, if nothing is asked, or until its being seen is to be written. */
  fresh_ms: number
  member_id: string | null
  member_name: string | null
  role: Role | null
}

/** Four index look-ups and the revision, in one prepared statement and one snapshot. */
export function livingSession(tokenHash: Buffer) {
  return {
    name: 'living-session',
    text: `select s.id as session_id, s.user_id, s.tenant_id, o.slug, o.id is not null and o.prepared_at is null as unprepared,
        s.last_seen_at < now() - interval '1 minute' as stale,
        (select revision from control.session_revision) as revision, (extract(epoch from least(s.idle_expires_at, s.expires_at, s.last_seen_at + interval '1 minute') - now()) * 1000)::float8 as fresh_ms, m.id as member_id, m.name as member_name, m.role
      from control.session s
      left join control.organization o on o.id = s.tenant_id
      left join identity.member m on m.tenant_id = s.tenant_id and m.user_id = s.user_id and m.status = 'active'
      where s.token_hash = $1 and s.revoked_at is null and s.idle_expires_at > now() and s.expires_at > now()`,
    values: [tokenHash],
  }
}

export const sessionRevision = { name: 'session-revision', text: 'select revision from control.session_revision', values: [] }

/** At most once a minute and session, whoever asks at the same moment. */
export function touchSession(id: string, idleSeconds: number) {
  return {
    name: 'touch-session',
    text: `update control.session set last_seen_at = now(), idle_expires_at = least(now() + make_interval(secs => $2), expires_at)
      where id = $1 and revoked_at is null and last_seen_at < now() - interval '1 minute'`,
    values: [id, idleSeconds],
  }
}

export interface NewSession {
  readonly tokenHash: Buffer
  readonly userId: string
  readonly tenant: string | null
  readonly address: string
  readonly userAgent: string
  readonly idleSeconds: number
  readonly absoluteSeconds: number
}

export async function insertSession(tx: ControlTx, session: NewSession): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    `insert into control.session (token_hash, user_id, tenant_id, address, user_agent, idle_expires_at, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(secs => least($6::float8, $7::float8)), now() + make_interval(secs => $7::float8))
     returning id`,
    [
      session.tokenHash,
      session.userId,
      session.tenant,
      session.address,
      session.userAgent.slice(0, 400),
      session.idleSeconds,
      session.absoluteSeconds,
    ],
  )
  if (row === undefined) throw new Error('The session was not stored')
  return row.id
}

/** Ends all but the `most` sessions seen last, and removes those that ended more than 30 days ago. */
export async function trimSessions(tx: ControlTx, userId: string, most: number): Promise<void> {
  await tx.sql(
    `update control.session set revoked_at = now() where id in (
       select id from control.session where user_id = $1 and revoked_at is null and idle_expires_at > now()
       order by last_seen_at desc, id desc offset $2)`,
    [userId, most],
  )
  await tx.sql(`delete from control.session where user_id = $1 and expires_at < now() - interval '30 days'`, [userId])
}

/** True when there was such a living session of this user. */
export async function revokeSession(tx: ControlTx, userId: string, id: string): Promise<boolean> {
  const rows = await tx.sql(
    'update control.session set revoked_at = now() where id = $1 and user_id = $2 and revoked_at is null returning id',
    [id, userId],
  )
  return rows.length === 1
}

/** Of one user in one organization: the member was disabled. */
export async function revokeSessionsIn(tx: ControlTx, tenant: string, userId: string): Promise<void> {
  await tx.sql('update control.session set revoked_at = now() where tenant_id = $1 and user_id = $2 and revoked_at is null', [
    tenant,
    userId,
  ])
}

export interface OwnSessionRow {
  id: string
  created_at: string
  last_seen_at: string
  expires_at: string
  address: string
  user_agent: string
  organization: string | null
}

export function livingSessionsOf(userId: string) {
  return {
    text: `select s.id, s.created_at, s.last_seen_at, least(s.idle_expires_at, s.expires_at) as expires_at, s.address, s.user_agent, o.name as organization
      from control.session s left join control.organization o on o.id = s.tenant_id
      where s.user_id = $1 and s.revoked_at is null and s.idle_expires_at > now() and s.expires_at > now()
      order by s.last_seen_at desc, s.id`,
    values: [userId],
  }
}

export interface SessionViewRow {
  user_id: string
  user_name: string
  email: string
  organization: Organization | null
  member: { id: string; name: string; role: Role } | null
  organizations: { id: string; slug: string; name: string; role: Role }[]
}

/** What the page shows of a session, in one statement. */
export function sessionView(id: string) {
  return {
    text: `select u.id as user_id, u.name as user_name, u.email,
        case when m.id is not null then json_build_object('id', o.id, 'slug', o.slug, 'name', o.name, 'currency', o.currency, 'timeZone', o.time_zone) end as organization,
        case when m.id is not null then json_build_object('id', m.id, 'name', m.name, 'role', m.role) end as member,
        coalesce((select json_agg(json_build_object('id', other.id, 'slug', other.slug, 'name', other.name, 'role', mine.role) order by lower(other.name), other.id)
          from identity.member mine join control.organization other on other.id = mine.tenant_id
          where mine.user_id = u.id and mine.status = 'active'), '[]') as organizations
      from control.session s
      join control."user" u on u.id = s.user_id
      left join control.organization o on o.id = s.tenant_id
      left join identity.member m on m.tenant_id = s.tenant_id and m.user_id = s.user_id and m.status = 'active'
      where s.id = $1 and s.revoked_at is null`,
    values: [id],
  }
}
