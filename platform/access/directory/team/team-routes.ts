import { z } from 'zod'
import { groupRoutes } from '../group-routes.ts'
import { description, id, name } from '../values.ts'
import { addTeamMember, createTeam, teams, updateTeam } from './team-service.ts'

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

export const teamRoutes = groupRoutes({
  tag: 'Teams',
  path: '/teams',
  groups: teams,
  view: teamView,
  list: { id: 'listTeams', summary: 'All teams with their members' },
  create: {
    id: 'createTeam',
    summary: 'Add a team',
    body: z.object({ name, description: description.nullish(), parentId: id.nullish() }),
    run: createTeam,
  },
  update: {
    id: 'updateTeam',
    summary: 'Change a team: name, description, the team that it is part of',
    body: z.object({ name: name.optional(), description: description.nullish(), parentId: id.nullish() }),
    run: updateTeam,
  },
  remove: { id: 'deleteTeam', summary: 'Remove a team that nothing uses any more' },
  join: {
    id: 'addTeamMember',
    summary: 'Put a person into a team, or change whether they lead it',
    body: z.object({ lead: z.boolean().optional() }).optional(),
    run: (ctx, team, memberId, body) => addTeamMember(ctx, team, memberId, body?.lead),
  },
  leave: { id: 'removeTeamMember', summary: 'Take a person out of a team' },
})
