import type { OpContext } from '@freehold/kernel'
import { changeDirectory, checkName, checkVersion, invalid } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import type { GroupKind } from '../group.ts'
import { readGroup, readGroups, withId } from '../group-service.ts'
import { chainOf } from '../tree.ts'
import { nodeFault } from './node.ts'
import type { Node, NodeChange, NodeKind } from './node.ts'
import { insertNode, listNodes, updateNodeRow } from './node-queries.ts'

/** Listing, removing, joining and leaving them is as with every group: group-service.ts. */
export const nodes: GroupKind<Node> = {
  kind: 'node',
  resource: 'hierarchy',
  list: listNodes,
  peopleOf: ({ memberIds }) => memberIds,
}

export async function createNode(ctx: OpContext, node: NodeChange & { name: string; kind: NodeKind }): Promise<Node> {
  ctx.authorize('create', 'hierarchy')
  const { name, kind, parentId = null } = node
  return changeDirectory(ctx, async (tx) => {
    check(await readGroups(tx, ctx.tenant, nodes), undefined, { name, kind, parentId })
    return readGroup(tx, ctx.tenant, nodes, await insertNode(tx, ctx.tenant, { name, kind, parentId }))
  })
}

/** Who moves a place gives the people of the places above what is in it, and takes it from those of the places that were above. */
export async function updateNode(ctx: OpContext, id: string, version: number, change: NodeChange): Promise<Node> {
  ctx.authorize('update', 'hierarchy')
  return changeDirectory(ctx, async (tx) => {
    const all = await readGroups(tx, ctx.tenant, nodes)
    const node = withId(all, id)
    checkVersion(node, version, change)
    const { name = node.name, kind = node.kind, parentId = node.parentId } = change
    check(all, id, { name, kind, parentId })
    if (parentId !== node.parentId) {
      const above = [...chainOf(all, node.parentId), ...chainOf(all, parentId)]
      authorizeGrant(ctx, { to: above.flatMap(nodes.peopleOf) })
    }
    await updateNodeRow(tx, ctx.tenant, id, { name, kind, parentId })
    return readGroup(tx, ctx.tenant, nodes, id)
  })
}

function check(all: readonly Node[], id: string | undefined, next: Pick<Node, 'name' | 'kind' | 'parentId'>): void {
  const fault = nodeFault(all, id, next)
  if (fault !== undefined) throw invalid(fault.path, fault.message)
  const siblings = all.filter((node) => node.parentId === next.parentId)
  checkName(siblings, id, next.name)
}
