import type { SqlQuery } from '@freehold/tenancy'
import type { ShareLevel } from '@freehold/access'
import type { ObjectDefinition } from '../definition/object.ts'
import { columnOf } from '../definition/object.ts'
import { named } from '../statement-name.ts'
import type { NewShare } from './share.ts'

export interface StoredShare {
  id: string
  object: string
  recordId: string
  memberId: string | null
  teamId: string | null
  level: ShareLevel
  expiresAt: string | null
  grantedById: string | null
  grantedByName: string | null
}

const columns = `s.id, s.object, s.record_id as "recordId", s.member_id as "memberId", s.team_id as "teamId", s.level,
  s.expires_at as "expiresAt", s.granted_by as "grantedById", g.name as "grantedByName"`
const from = 'access.share s left join identity.member g on g.tenant_id = $1 and g.id = s.granted_by'

/** Those that count, in the order in which they were given. */
export function sharesQuery(tenant: string, records: readonly { object: string; id: string }[]): SqlQuery<StoredShare> {
  const values: unknown[] = [tenant]
  const conditions = records.map(({ object, id }) => `(s.object = $${values.push(object)} and s.record_id = $${values.push(id)})`)
  return named(
    'shares',
    `select ${columns} from ${from} where s.tenant_id = $1 and (${conditions.join(' or ')})
     and (s.expires_at is null or s.expires_at > now()) order by s.id`,
    values,
  )
}

/** The record that is shared; `lock`: until the transaction ends. */
export function recordStateQuery(object: ObjectDefinition, tenant: string, id: string, lock: boolean): SqlQuery<{ deleted: boolean }> {
  const text = `select deleted_at is not null as deleted from ${object.table} where tenant_id = $1 and id = $2${lock ? ' for update' : ''}`
  return named('shared-record', text, [tenant, id])
}

/** One that counts. */
export function shareQuery(tenant: string, object: string, record: string, id: string): SqlQuery<StoredShare> {
  return named(
    'share',
    `select ${columns} from ${from} where s.tenant_id = $1 and s.object = $2 and s.record_id = $3 and s.id = $4
     and (s.expires_at is null or s.expires_at > now())`,
    [tenant, object, record, id],
  )
}

/** No row where the person or team has a share that counts; one that has ended is given anew. */
export function giveShareQuery(
  tenant: string,
  share: NewShare & { object: string; recordId: string; grantedBy: string | null },
): SqlQuery<{ id: string }> {
  const holder = share.memberId === null ? 'team_id' : 'member_id'
  return named(
    'give-share',
    `insert into access.share as s (tenant_id, object, record_id, ${holder}, level, expires_at, granted_by) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, ${holder}, object, record_id) where ${holder} is not null
     do update set level = excluded.level, expires_at = excluded.expires_at, granted_by = excluded.granted_by
     where s.expires_at <= now() returning s.id`,
    [tenant, share.object, share.recordId, share.memberId ?? share.teamId, share.level, share.expiresAt, share.grantedBy],
  )
}

export function updateShareQuery(
  tenant: string,
  id: string,
  { level, expiresAt }: Pick<NewShare, 'level' | 'expiresAt'>,
): SqlQuery<unknown> {
  return named('update-share', 'update access.share set level = $3, expires_at = $4 where tenant_id = $1 and id = $2', [
    tenant,
    id,
    level,
    expiresAt,
  ])
}

/** Clears up some that have ended on the way, so that nothing else has to. */
export function purgeSharesQuery(tenant: string): SqlQuery<unknown> {
  return named(
    'purge-shares',
    `delete from access.share where tenant_id = $1 and id in (
       select id from access.share where tenant_id = $1 and expires_at <= now() order by expires_at limit 20 for update skip locked)`,
    [tenant],
  )
}

/** Which of the two there are, and whether the person can use it. */
export function holderQuery(
  tenant: string,
  { memberId, teamId }: Pick<NewShare, 'memberId' | 'teamId'>,
): SqlQuery<{ member: string | null; team: boolean }> {
  return named(
    'share-holder',
    `select (select status from identity.member where tenant_id = $1 and id = $2) as member,
       exists (select from access.team where tenant_id = $1 and id = $3) as team`,
    [tenant, memberId, teamId],
  )
}

/** Names of records by id, whoever may see them. */
export function recordNamesQuery(object: ObjectDefinition, tenant: string, ids: readonly string[]): SqlQuery<{ id: string; name: string }> {
  return named(
    'record-names',
    `select id, ${columnOf(object.nameField)} as name from ${object.table} where tenant_id = $1 and id = any($2::uuid[])`,
    [tenant, ids],
  )
}

/** Entries of the ledger about shares of a record, newest first, with whom each is for (access 0065-share-history). */
export function shareEntriesQuery(
  tenant: string,
  { object, record, before, limit }: { object: string; record: string; before?: string; limit: number },
): SqlQuery<{ id: string; holder: string | null; isTeam: boolean }> {
  return named(
    'share-entries',
    `select s.entry_id as id, coalesce(m.name, t.name) as holder, s.for_team is not null as "isTeam"
     from access.share_entries($2, $3, $4, $5) s
     left join identity.member m on m.tenant_id = $1 and m.id = s.for_member
     left join access.team t on t.tenant_id = $1 and t.id = s.for_team`,
    [tenant, object, record, before ?? null, limit],
  )
}
