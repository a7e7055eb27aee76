import type { SqlQuery } from '@freehold/tenancy'
import type { DirectoryTx } from '../change.ts'
import { membersSql } from '../membership-queries.ts'
import type { Node } from './node.ts'

export function listNodes(tenant: string): SqlQuery<Node> {
  return {
    name: 'list-nodes',
    text: `select n.id, n.version, n.name, n.kind, n.parent_id as "parentId", coalesce(m.members, '[]') as "memberIds"
      from access.node n left join ${membersSql('node', 'member_id')} m on m.of = n.id where n.tenant_id = $1 order by lower(n.name), n.id`,
    values: [tenant],
  }
}

type NodeRow = Pick<Node, 'name' | 'kind' | 'parentId'>

export async function insertNode(tx: DirectoryTx, tenant: string, { name, kind, parentId }: NodeRow): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    'insert into access.node (tenant_id, name, kind, parent_id) values ($1, $2, $3, $4) returning id',
    [tenant, name, kind, parentId],
  )
  if (row === undefined) throw new Error('The node was not stored')
  return row.id
}

export async function updateNodeRow(tx: DirectoryTx, tenant: string, id: string, { name, kind, parentId }: NodeRow): Promise<void> {
  await tx.sql('update access.node set name = $3, kind = $4, parent_id = $5 where tenant_id = $1 and id = $2', [
    tenant,
    id,
    name,
    kind,
    parentId,
  ])
}
