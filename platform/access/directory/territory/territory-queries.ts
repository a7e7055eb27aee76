import type { SqlQuery } from '@freehold/tenancy'
import type { DirectoryTx } from '../change.ts'
import { membersSql } from '../membership-queries.ts'
import type { Territory } from './territory.ts'

export function listTerritories(tenant: string): SqlQuery<Territory> {
  return {
    name: 'list-territories',
    text: `select t.id, t.version, t.name, t.description, coalesce(m.members, '[]') as "memberIds"
      from access.territory t left join ${membersSql('territory', 'member_id')} m on m.of = t.id
      where t.tenant_id = $1 order by lower(t.name), t.id`,
    values: [tenant],
  }
}

type TerritoryRow = Pick<Territory, 'name' | 'description'>

export async function insertTerritory(tx: DirectoryTx, tenant: string, { name, description }: TerritoryRow): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    'insert into access.territory (tenant_id, name, description) values ($1, $2, $3) returning id',
    [tenant, name, description],
  )
  if (row === undefined) throw new Error('The territory was not stored')
  return row.id
}

export async function updateTerritoryRow(tx: DirectoryTx, tenant: string, id: string, territory: TerritoryRow): Promise<void> {
  await tx.sql('update access.territory set name = $3, description = $4 where tenant_id = $1 and id = $2', [
    tenant,
    id,
    territory.name,
    territory.description,
  ])
}
