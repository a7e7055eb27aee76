import { memberRoute } from '@freehold/kernel'
import type { MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { description, id, idParams, membershipParams, name, nothing } from '../values.ts'
import { addTeamMember, allTeams, createTeam, deleteTeam, removeTeamMember, updateTeam } from './team-service.ts'

const teamView = z
  .object({
    id: z.guid(),
    version: z.int(),
    name: z.string(),
    description: z.string().nullable(),
    parentId: z.guid().nullable(),
    members: z.array(z.object({ memberId: z.guid(), lead: z.boolean() })),
  })
  .meta({ id: 'Team' })

const common = { tag: 'Teams', resource: 'teams' } as const

export const teamRoutes: readonly MemberRoute[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/teams',
    id: 'listTeams',
    summary: 'All teams with their members',
    action: 'read',
    response: z.object({ items: z.array(teamView) }),
    handler: async (ctx) => ({ body: { items: await allTeams(ctx) } }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/teams',
    id: 'createTeam',
    summary: 'Add a team',
    action: 'create',
    body: z.object({ name, description: description.nullish(), parentId: id.nullish() }),
    status: 201,
    response: teamView,
    async handler(ctx, { body }) {
      const team = await createTeam(ctx, body)
      return { body: team, version: team.version, location: `/api/v1/teams/${team.id}` }
    },
  }),
  memberRoute({
    ...common,
    method: 'PATCH',
    path: '/teams/:id',
    id: 'updateTeam',
    summary: 'Change a team: name, description, the team that it is part of',
    action: 'update',
    params: idParams,
    body: z.object({ name: name.optional(), description: description.nullish(), parentId: id.nullish() }),
    conditional: true,
    response: teamView,
    async handler(ctx, { params, body }, facts) {
      const team = await updateTeam(ctx, params.id, facts.ifMatch ?? 0, body)
      return { body: team, version: team.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/teams/:id',
    id: 'deleteTeam',
    summary: 'Remove a team that nothing uses any more',
    action: 'delete',
    params: idParams,
    conditional: true,
    status: 204,
    response: nothing,
    async handler(ctx, { params }, facts) {
      await deleteTeam(ctx, params.id, facts.ifMatch ?? 0)
      return { body: undefined }
    },
  }),
  memberRoute({
    ...common,
    method: 'PUT',
    path: '/teams/:id/members/:memberId',
    id: 'addTeamMember',
    summary: 'Put a person into a team, or change whether they lead it',
    action: 'update',
    params: membershipParams,
    body: z.object({ lead: z.boolean().optional() }).optional(),
    response: teamView,
    async handler(ctx, { params, body }) {
      const team = await addTeamMember(ctx, params.id, params.memberId, body?.lead)
      return { body: team, version: team.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/teams/:id/members/:memberId',
    id: 'removeTeamMember',
    summary: 'Take a person out of a team',
    action: 'update',
    params: membershipParams,
    status: 204,
    response: nothing,
    async handler(ctx, { params }) {
      await removeTeamMember(ctx, params.id, params.memberId)
      return { body: undefined }
    },
  }),
]
