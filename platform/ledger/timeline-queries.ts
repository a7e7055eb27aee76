import type { SqlQuery } from '@freehold/tenancy'

export interface TimelineRow {
  id: string
  at: string
  actorKind: 'member' | 'system'
  actorId: string | null
  actorName: string
  requestId: string
  operationId: string | null
  action: 'created' | 'updated' | 'deleted' | 'restored' | 'purged'
  /** By column: what was changed, or everything that was set. */
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

const columns = `id, at, actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", request_id as "requestId",
  operation_id as "operationId", action, before, after`

/**
 * Newest first; ids are in order of time. Reads along the index entry_record. `visible`: changes that touch none of these columns are
 * left out.
 */
export function timelineQuery(
  tenant: string,
  object: string,
  record: string,
  before: string | undefined,
  limit: number,
  visible?: readonly string[],
): SqlQuery<TimelineRow> {
  const from = `select ${columns} from ledger.entry where tenant_id = $1 and object = $2 and record_id = $3`
  if (visible !== undefined) return partlyVisibleQuery(from, [tenant, object, record, limit], before, visible)
  if (before === undefined) return { name: 'timeline', text: `${from} order by id desc limit $4`, values: [tenant, object, record, limit] }
  return { name: 'timeline-before', text: `${from} and id < $5 order by id desc limit $4`, values: [tenant, object, record, limit, before] }
}

function partlyVisibleQuery(
  from: string,
  values: readonly unknown[],
  before: string | undefined,
  visible: readonly string[],
): SqlQuery<TimelineRow> {
  const seen = `${from} and (action <> 'updated' or before ?| $5::text[])`
  if (before === undefined) return { name: 'timeline-partly', text: `${seen} order by id desc limit $4`, values: [...values, visible] }
  return { name: 'timeline-partly-before', text: `${seen} and id < $6 order by id desc limit $4`, values: [...values, visible, before] }
}

/** These entries, in no order. */
export function entriesQuery(tenant: string, ids: readonly string[]): SqlQuery<TimelineRow> {
  return {
    name: 'entries',
    text: `select ${columns} from ledger.entry where tenant_id = $1 and id = any($2::uuid[])`,
    values: [tenant, ids],
  }
}
