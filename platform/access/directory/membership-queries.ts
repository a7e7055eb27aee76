import type { DirectoryTx } from './change.ts'

/** What people belong to. */
export type Belonging = 'team' | 'territory' | 'node'

const tables = {
  team: { table: 'access.team_member', column: 'team_id' },
  territory: { table: 'access.territory_member', column: 'territory_id' },
  node: { table: 'access.node_member', column: 'node_id' },
} as const satisfies Record<Belonging, { table: string; column: string }>

/** Grouped, to be joined: `members` a JSON list of the expression `member`; `$1` is the organization. */
export function membersSql(to: Belonging, member: string): string {
  const { table, column } = tables[to]
  return `(select ${column} as of, json_agg(${member} order by id) as members from ${table} where tenant_id = $1 group by ${column})`
}

export async function memberExists(tx: DirectoryTx, tenant: string, memberId: string): Promise<boolean> {
  const rows = await tx.sql('select 1 from identity.member where tenant_id = $1 and id = $2', [tenant, memberId])
  return rows.length > 0
}

/** Does nothing where the person belongs to it already. */
export async function insertMembership(tx: DirectoryTx, tenant: string, to: Belonging, id: string, memberId: string): Promise<void> {
  const { table, column } = tables[to]
  await tx.sql(
    `insert into ${table} (tenant_id, ${column}, member_id) select $1, $2, $3
     where not exists (select from ${table} where tenant_id = $1 and ${column} = $2 and member_id = $3)`,
    [tenant, id, memberId],
  )
}

/** Number of people who belonged to it: none is no such membership. */
export async function deleteMembership(
  tx: DirectoryTx,
  tenant: string,
  to: Belonging,
  id: string,
  memberId: string | undefined,
): Promise<number> {
  const { table, column } = tables[to]
  const rows = await tx.sql(
    `delete from ${table} where tenant_id = $1 and ${column} = $2 and ($3::uuid is null or member_id = $3) returning id`,
    [tenant, id, memberId ?? null],
  )
  return rows.length
}
