import { memberRoute } from '@freehold/kernel'
import type { MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { id, idParams, moment, nothing } from '../values.ts'
import { allAssignments, giveRole, takeRole } from './assignment-service.ts'

const assignmentView = z
  .object({
    id: z.guid(),
    role: z.string(),
    memberId: z.guid().nullable(),
    teamId: z.guid().nullable(),
    nodeId: z.guid().nullable(),
    expiresAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'RoleAssignment' })

const common = { tag: 'Roles', resource: 'assignments' } as const

export const assignmentRoutes: readonly MemberRoute[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/role-assignments',
    id: 'listRoleAssignments',
    summary: 'Roles given to people and teams beside their built-in ones',
    action: 'read',
    response: z.object({ items: z.array(assignmentView) }),
    handler: async (ctx) => ({ body: { items: await allAssignments(ctx) } }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/role-assignments',
    id: 'giveRole',
    summary: 'Give a role to a person or a team, for a place or a time if need be',
    action: 'update',
    body: z.object({
      role: z
        .string({ error: () => 'A role is named by its key.' })
        .trim()
        .min(1, 'Name a role by its key.')
        .max(60),
      memberId: id.nullish(),
      teamId: id.nullish(),
      nodeId: id.nullish(),
      expiresAt: moment.nullish(),
    }),
    status: 201,
    response: assignmentView,
    async handler(ctx, { body: { role, memberId = null, teamId = null, nodeId = null, expiresAt = null } }) {
      return { body: await giveRole(ctx, { role, memberId, teamId, nodeId, expiresAt }) }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/role-assignments/:id',
    id: 'takeRole',
    summary: 'Take a role back',
    action: 'update',
    params: idParams,
    status: 204,
    response: nothing,
    async handler(ctx, { params }) {
      await takeRole(ctx, params.id)
      return { body: undefined }
    },
  }),
]
