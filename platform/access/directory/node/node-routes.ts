import { memberRoute } from '@freehold/kernel'
import type { MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { id, idParams, membershipParams, name, nothing } from '../values.ts'
import { nodeKinds } from './node.ts'
import { addNodeMember, allNodes, createNode, deleteNode, removeNodeMember, updateNode } from './node-service.ts'

const kind = z.enum(nodeKinds, { error: () => `A place is one of: ${nodeKinds.join(', ')}.` })

const nodeView = z
  .object({
    id: z.guid(),
    version: z.int(),
    name: z.string(),
    kind,
    parentId: z.guid().nullable(),
    memberIds: z.array(z.guid()),
  })
  .meta({ id: 'Node' })

const common = { tag: 'Hierarchy', resource: 'hierarchy' } as const

export const nodeRoutes: readonly MemberRoute[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/nodes',
    id: 'listNodes',
    summary: 'All places of the hierarchy with the people assigned to each',
    action: 'read',
    response: z.object({ items: z.array(nodeView) }),
    handler: async (ctx) => ({ body: { items: await allNodes(ctx) } }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/nodes',
    id: 'createNode',
    summary: 'Add a place to the hierarchy',
    action: 'create',
    body: z.object({ name, kind, parentId: id.nullish() }),
    status: 201,
    response: nodeView,
    async handler(ctx, { body }) {
      const node = await createNode(ctx, body)
      return { body: node, version: node.version, location: `/api/v1/nodes/${node.id}` }
    },
  }),
  memberRoute({
    ...common,
    method: 'PATCH',
    path: '/nodes/:id',
    id: 'updateNode',
    summary: 'Change a place: name, kind, what it is part of',
    action: 'update',
    params: idParams,
    body: z.object({ name: name.optional(), kind: kind.optional(), parentId: id.nullish() }),
    conditional: true,
    response: nodeView,
    async handler(ctx, { params, body }, facts) {
      const node = await updateNode(ctx, params.id, facts.ifMatch ?? 0, body)
      return { body: node, version: node.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/nodes/:id',
    id: 'deleteNode',
    summary: 'Remove a place that nothing uses any more',
    action: 'delete',
    params: idParams,
    conditional: true,
    status: 204,
    response: nothing,
    async handler(ctx, { params }, facts) {
      await deleteNode(ctx, params.id, facts.ifMatch ?? 0)
      return { body: undefined }
    },
  }),
  memberRoute({
    ...common,
    method: 'PUT',
    path: '/nodes/:id/members/:memberId',
    id: 'addNodeMember',
    summary: 'Assign a person to a place and all below it',
    action: 'update',
    params: membershipParams,
    body: z.object({}).optional(),
    response: nodeView,
    async handler(ctx, { params }) {
      const node = await addNodeMember(ctx, params.id, params.memberId)
      return { body: node, version: node.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/nodes/:id/members/:memberId',
    id: 'removeNodeMember',
    summary: 'Take a person from a place',
    action: 'update',
    params: membershipParams,
    status: 204,
    response: nothing,
    async handler(ctx, { params }) {
      await removeNodeMember(ctx, params.id, params.memberId)
      return { body: undefined }
    },
  }),
]
