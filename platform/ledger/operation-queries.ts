import type { Tx } from '@freehold/tenancy'

/** One change that an operation made to a record. `before` and `after` by column, as in the timeline. */
export interface OperationEntry {
  id: string
  action: 'created' | 'updated' | 'deleted' | 'restored' | 'purged'
  object: string
  record_id: string
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
}

/** Newest first, older than the entry `before`: the order in which changes are taken back. Reads along entry_operation. */
export async function readOperation(
  tx: Tx,
  page: { operation: string; objects: readonly string[]; before: string | undefined; limit: number },
): Promise<OperationEntry[]> {
  return tx.sql<OperationEntry>(
    `select id, action, object, record_id, before, after from ledger.entry
     where tenant_id = $1 and operation_id = $2 and object = any($3::text[]) and ($4::uuid is null or id < $4) order by id desc limit $5`,
    [tx.ctx.tenant, page.operation, page.objects, page.before ?? null, page.limit],
  )
}

/** Which of these records the operation itself made. */
export async function createdByOperation(tx: Tx, operation: string, records: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql<{ record_id: string }>(
    `select record_id from ledger.entry where tenant_id = $1 and operation_id = $2 and action = 'created' and record_id = any($3::uuid[])`,
    [tx.ctx.tenant, operation, records],
  )
  return new Set(rows.map((row) => row.record_id))
}
