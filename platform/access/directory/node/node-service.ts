import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { changeDirectory, checkName, checkVersion, invalid, one } from '../change.ts'
import type { DirectoryTx } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import { addMembership, removeMembership } from '../membership.ts'
import { deleteMembership } from '../membership-queries.ts'
import { chainOf } from '../tree.ts'
import { recordUses, refuseWhileUsed } from '../use.ts'
import { nodeFault } from './node.ts'
import type { Node, NodeChange, NodeKind } from './node.ts'
import { deleteNodeRow, insertNode, listNodes, readNodes, updateNodeRow } from './node-queries.ts'

export async function allNodes(ctx: OpContext): Promise<Node[]> {
  ctx.authorize('read', 'hierarchy')
  const [nodes] = await tenantRead(ctx, [listNodes(ctx.tenant)])
  return nodes
}

export async function createNode(ctx: OpContext, node: NodeChange & { name: string; kind: NodeKind }): Promise<Node> {
  ctx.authorize('create', 'hierarchy')
  const { name, kind, parentId = null } = node
  return changeDirectory(ctx, async (tx) => {
    check(await readNodes(tx, ctx.tenant), undefined, { name, kind, parentId })
    return readNode(tx, ctx.tenant, await insertNode(tx, ctx.tenant, { name, kind, parentId }))
  })
}

/** Who moves a place gives the people of the places above what is in it, and takes it from those of the places that were above. */
export async function updateNode(ctx: OpContext, id: string, version: number, change: NodeChange): Promise<Node> {
  ctx.authorize('update', 'hierarchy')
  return changeDirectory(ctx, async (tx) => {
    const nodes = await readNodes(tx, ctx.tenant)
    const node = one(nodes.filter((candidate) => candidate.id === id))
    checkVersion(node, version, change)
    const { name = node.name, kind = node.kind, parentId = node.parentId } = change
    check(nodes, id, { name, kind, parentId })
    if (parentId !== node.parentId) {
      const above = [...chainOf(nodes, node.parentId), ...chainOf(nodes, parentId)]
      authorizeGrant(ctx, { to: above.flatMap(({ memberIds }) => memberIds) })
    }
    await updateNodeRow(tx, ctx.tenant, id, { name, kind, parentId })
    return readNode(tx, ctx.tenant, id)
  })
}

/** Its people leave it. Throws Problem `still_referenced` with what uses it. */
export async function deleteNode(ctx: OpContext, id: string, version: number): Promise<void> {
  ctx.authorize('delete', 'hierarchy')
  const records = await recordUses(ctx, 'node', id)
  await changeDirectory(ctx, async (tx) => {
    const nodes = await readNodes(tx, ctx.tenant)
    const node = one(nodes.filter((candidate) => candidate.id === id))
    checkVersion(node, version, {})
    const children = nodes.filter(({ parentId }) => parentId === id).map(({ name }) => name)
    await refuseWhileUsed(ctx, tx, { id, name: node.name, children, records })
    if (node.memberIds.length > 0) authorizeGrant(ctx, { to: node.memberIds })
    await deleteMembership(tx, ctx.tenant, 'node', id, undefined)
    await deleteNodeRow(tx, ctx.tenant, id)
  })
}

export async function addNodeMember(ctx: OpContext, id: string, memberId: string): Promise<Node> {
  ctx.authorize('update', 'hierarchy')
  return changeDirectory(ctx, async (tx) => {
    await readNode(tx, ctx.tenant, id)
    authorizeGrant(ctx, { to: [memberId] })
    await addMembership(tx, ctx.tenant, 'node', id, memberId)
    return readNode(tx, ctx.tenant, id)
  })
}

export async function removeNodeMember(ctx: OpContext, id: string, memberId: string): Promise<void> {
  ctx.authorize('update', 'hierarchy')
  await changeDirectory(ctx, async (tx) => {
    authorizeGrant(ctx, { to: [memberId] })
    await removeMembership(tx, ctx.tenant, 'node', id, memberId)
  })
}

async function readNode(tx: DirectoryTx, tenant: string, id: string): Promise<Node> {
  return one((await readNodes(tx, tenant)).filter((node) => node.id === id))
}

function check(nodes: readonly Node[], id: string | undefined, next: Pick<Node, 'name' | 'kind' | 'parentId'>): void {
  const fault = nodeFault(nodes, id, next)
  if (fault !== undefined) throw invalid(fault.path, fault.message)
  const siblings = nodes.filter((node) => node.parentId === next.parentId)
  checkName(siblings, id, next.name)
}
