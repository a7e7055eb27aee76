import { z } from 'zod'
import { groupRoutes } from '../group-routes.ts'
import { addGroupMember } from '../group-service.ts'
import { description, name } from '../values.ts'
import { createTerritory, territories, updateTerritory } from './territory-service.ts'

const territoryView = z
  .object({
    id: z.guid(),
    version: z.int(),
    name: z.string(),
    description: z.string().nullable(),
    memberIds: z.array(z.guid()),
  })
  .meta({ id: 'Territory' })

export const territoryRoutes = groupRoutes({
  tag: 'Territories',
  path: '/territories',
  groups: territories,
  view: territoryView,
  list: { id: 'listTerritories', summary: 'All territories with their members' },
  create: {
    id: 'createTerritory',
    summary: 'Add a territory',
    body: z.object({ name, description: description.nullish() }),
    run: createTerritory,
  },
  update: {
    id: 'updateTerritory',
    summary: 'Change a territory: name, description',
    body: z.object({ name: name.optional(), description: description.nullish() }),
    run: updateTerritory,
  },
  remove: { id: 'deleteTerritory', summary: 'Remove a territory that nothing uses any more' },
  join: {
    id: 'addTerritoryMember',
    summary: 'Give a person a territory',
    body: z.object({}).optional(),
    run: (ctx, territory, memberId) => addGroupMember(ctx, territories, territory, memberId),
  },
  leave: { id: 'removeTerritoryMember', summary: 'Take a territory from a person' },
})
