import type { Tx } from '@freehold/tenancy'
import type { LaterLink } from './batch.ts'

export async function insertLinks(tx: Tx, importId: string, links: readonly LaterLink[]): Promise<void> {
  if (links.length === 0) return
  const values: unknown[] = [tx.ctx.tenant, importId]
  const tuples = links.map((link) => {
    values.push(link.number, link.recordId, link.field, link.name)
    return `($1, $2, $${values.length - 3}, $${values.length - 2}, $${values.length - 1}, $${values.length})`
  })
  await tx.sql(
    `insert into records.import_link (tenant_id, import_id, row_number, record_id, field, name) values ${tuples.join(', ')}`,
    values,
  )
}

/** Takes the next links out; they are gone once the transaction that sets them has committed. */
export async function takeLinks(
  tx: Tx,
  importId: string,
  limit: number,
): Promise<{ row_number: number; record_id: string; field: string; name: string }[]> {
  return tx.sql(
    `delete from records.import_link where tenant_id = $1 and id in (
       select id from records.import_link where tenant_id = $1 and import_id = $2 order by id limit $3)
     returning row_number, record_id, field, name`,
    [tx.ctx.tenant, importId, limit],
  )
}
