import { z } from 'zod'
import { groupRoutes } from '../group-routes.ts'
import { addGroupMember } from '../group-service.ts'
import { id, name } from '../values.ts'
import { nodeKinds } from './node.ts'
import { createNode, nodes, updateNode } from './node-service.ts'

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

export const nodeRoutes = groupRoutes({
  tag: 'Hierarchy',
  path: '/nodes',
  groups: nodes,
  view: nodeView,
  list: { id: 'listNodes', summary: 'All places of the hierarchy with the people assigned to each' },
  create: {
    id: 'createNode',
    summary: 'Add a place to the hierarchy',
    body: z.object({ name, kind, parentId: id.nullish() }),
    run: createNode,
  },
  update: {
    id: 'updateNode',
    summary: 'Change a place: name, kind, what it is part of',
    body: z.object({ name: name.optional(), kind: kind.optional(), parentId: id.nullish() }),
    run: updateNode,
  },
  remove: { id: 'deleteNode', summary: 'Remove a place that nothing uses any more' },
  join: {
    id: 'addNodeMember',
    summary: 'Assign a person to a place and all below it',
    body: z.object({}).optional(),
    run: (ctx, node, memberId) => addGroupMember(ctx, nodes, node, memberId),
  },
  leave: { id: 'removeNodeMember', summary: 'Take a person from a place' },
})
