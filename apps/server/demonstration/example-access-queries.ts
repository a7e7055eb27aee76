import type { PolicyDocument } from '@freehold/access'
import type { SqlQuery } from '@freehold/tenancy'
import type { ControlTx } from '@freehold/tenancy/control'

export async function insertNode(tx: ControlTx, tenant: string, name: string, kind: string, parentId: string | null): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    'insert into access.node (tenant_id, name, kind, parent_id) values ($1, $2, $3, $4) returning id',
    [tenant, name, kind, parentId],
  )
  if (row === undefined) throw new Error('The place was not stored')
  return row.id
}

/** Puts a member at the place of their office. */
export async function insertAtOffice(tx: ControlTx, tenant: string, memberId: string): Promise<void> {
  await tx.sql(
    `insert into access.node_member (tenant_id, node_id, member_id)
     select $1, n.id, m.id from identity.member m join access.node n on n.tenant_id = $1 and n.name = m.office where m.tenant_id = $1 and m.id = $2`,
    [tenant, memberId],
  )
}

export async function insertRole(tx: ControlTx, tenant: string, memberId: string, role: string): Promise<void> {
  await tx.sql('insert into access.role_assignment (tenant_id, role, member_id) values ($1, $2, $3)', [tenant, role, memberId])
  // Around the clock: an example that is closed in the evening shows nothing.
  await tx.sql(
    `insert into access.profile (tenant_id, id, clearance, shift_start, shift_end, shift_days)
     values ($1, $2, 'internal', '00:00', '00:00', '{mon,tue,wed,thu,fri,sat,sun}')`,
    [tenant, memberId],
  )
}

export async function insertTeam(tx: ControlTx, tenant: string, name: string, memberIds: readonly string[]): Promise<void> {
  await tx.sql(
    `with team as (insert into access.team (tenant_id, name) values ($1, $2) returning id)
     insert into access.team_member (tenant_id, team_id, member_id) select $1, team.id, m from team, unnest($3::uuid[]) m`,
    [tenant, name, memberIds],
  )
}

export async function insertPolicy(tx: ControlTx, tenant: string, document: PolicyDocument, reason: string): Promise<void> {
  await tx.sql('insert into access.policy (tenant_id, version, document, reason) values ($1, 1, $2::jsonb, $3)', [
    tenant,
    JSON.stringify(document),
    reason,
  ])
}

export type PlacedTable = 'crm.company' | 'crm.contact' | 'crm.deal'

/** Records belong where their owner's office is. In the order in which they were made, so that lists by the latest change stay mixed. */
export function recordPlacesQuery(table: PlacedTable, tenant: string): SqlQuery<{ id: string; node: string }> {
  return {
    text: `select t.id, n.id as node from ${table} t join identity.member m on m.tenant_id = $1 and m.id = t.owner_id
      join access.node n on n.tenant_id = $1 and n.name = m.office where t.tenant_id = $1 and t.node_id is null order by t.id`,
    values: [tenant],
  }
}

export function placeRecordQuery(table: PlacedTable, tenant: string, { id, node }: { id: string; node: string }): SqlQuery<unknown> {
  return { text: `update ${table} set node_id = $3 where tenant_id = $1 and id = $2`, values: [tenant, id, node] }
}
