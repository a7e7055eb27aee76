import type { ControlTx } from '@freehold/tenancy/control'
import type { ShareLevel } from '../language/policy.ts'

export async function deleteShareRow(tx: ControlTx, tenant: string, id: string): Promise<number> {
  const rows = await tx.sql('delete from access.share where tenant_id = $1 and id = $2 returning id', [tenant, id])
  return rows.length
}

export async function updateShareRow(
  tx: ControlTx,
  tenant: string,
  id: string,
  { level, expiresAt }: { level: ShareLevel; expiresAt: string | null },
): Promise<number> {
  const rows = await tx.sql('update access.share set level = $3, expires_at = $4 where tenant_id = $1 and id = $2 returning id', [
    tenant,
    id,
    level,
    expiresAt,
  ])
  return rows.length
}
