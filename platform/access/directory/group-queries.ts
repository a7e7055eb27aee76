import type { DirectoryTx } from './change.ts'
import type { Belonging } from './membership-queries.ts'

/** Tables are called as the kinds are. */
export async function deleteGroupRow(tx: DirectoryTx, tenant: string, kind: Belonging, id: string): Promise<void> {
  await tx.sql(`delete from access.${kind} where tenant_id = $1 and id = $2`, [tenant, id])
}
