import type { SqlQuery } from '@freehold/tenancy'
import type { ControlTx } from '@freehold/tenancy/control'
import type { Alert } from './alert.ts'
import type { Concern } from './policy-schema.ts'

const columns = `id, kind, detail, raised_by as "raisedBy", created_at as "createdAt", acknowledged_by as "acknowledgedBy", acknowledged_at as "acknowledgedAt"`

/** Those that nobody has acknowledged first, each the newest first; at most 200. */
export function allAlerts(tenant: string): SqlQuery<Alert> {
  return {
    text: `select ${columns} from access.alert where tenant_id = $1 order by (acknowledged_at is null) desc, id desc limit 200`,
    values: [tenant],
  }
}

/** What was noticed about a version, in one statement. */
export async function insertAlerts(
  tx: ControlTx,
  tenant: string,
  { concerns, version, by }: { concerns: readonly Concern[]; version: number; by: string | null },
): Promise<void> {
  if (concerns.length === 0) return
  const values = concerns.flatMap(({ kind, ...detail }) => [kind, JSON.stringify({ ...detail, version })])
  const rows = concerns.map((_, i) => `($1, $2, $${i * 2 + 3}, $${i * 2 + 4}::jsonb)`)
  await tx.sql(`insert into access.alert (tenant_id, raised_by, kind, detail) values ${rows.join(', ')}`, [tenant, by, ...values])
}

/** The first acknowledgement stays. Undefined: there is no such alert. */
export async function acknowledge(tx: ControlTx, tenant: string, id: string, by: string | null): Promise<Alert | undefined> {
  const [alert] = await tx.sql<Alert>(
    `update access.alert set acknowledged_by = coalesce(acknowledged_by, $3), acknowledged_at = coalesce(acknowledged_at, clock_timestamp())
     where tenant_id = $1 and id = $2 returning ${columns}`,
    [tenant, id, by],
  )
  return alert
}
