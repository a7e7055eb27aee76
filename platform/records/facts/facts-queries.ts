import type { RecordModel } from '@freehold/access'
import type { SqlQuery } from '@freehold/tenancy'
import { named } from '../statement-name.ts'

/** All attributes of these records, by name. */
export function attributesQuery(record: RecordModel, tenant: string, ids: readonly string[]): SqlQuery<Record<string, unknown>> {
  const columns = Object.entries(record.attributes).flatMap(([name, { column }]) =>
    column === undefined ? [] : [`${column} as "${name}"`],
  )
  // The id is there whether or not conditions may name it.
  return named('facts', `select id as "$id", ${columns.join(', ')} from ${record.table} where tenant_id = $1 and id = any($2::uuid[])`, [
    tenant,
    ids,
  ])
}

export interface ShareRow {
  object: string
  recordId: string
  memberId: string | null
  teamId: string | null
  level: 'viewer' | 'editor' | 'admin' | 'owner'
  /** ISO 8601. */
  expiresAt: string | null
}

/** Shares of records of several kinds, the expired ones too: whoever decides compares with his own moment. */
export function sharesOfQuery(tenant: string, wanted: readonly { object: string; ids: readonly string[] }[]): SqlQuery<ShareRow> {
  const values: unknown[] = [tenant]
  const kinds = wanted.map(({ object, ids }) => `(object = $${values.push(object)} and record_id = any($${values.push(ids)}::uuid[]))`)
  return named(
    'shares-of',
    `select object, record_id as "recordId", member_id as "memberId", team_id as "teamId", level, expires_at as "expiresAt"
     from access.share where tenant_id = $1 and (${kinds.join(' or ')})`,
    values,
  )
}
