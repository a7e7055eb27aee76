import { memberRoute } from '@freehold/kernel'
import type { MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { description, idParams, membershipParams, name, nothing } from '../values.ts'
import {
  addTerritoryMember,
  allTerritories,
  createTerritory,
  deleteTerritory,
  removeTerritoryMember,
  updateTerritory,
} from './territory-service.ts'

const territoryView = z
  .object({
    id: z.guid(),
    version: z.int(),
    name: z.string(),
    description: z.string().nullable(),
    memberIds: z.array(z.guid()),
  })
  .meta({ id: 'Territory' })

const common = { tag: 'Territories', resource: 'teams' } as const

export const territoryRoutes: readonly MemberRoute[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/territories',
    id: 'listTerritories',
    summary: 'All territories with their members',
    action: 'read',
    response: z.object({ items: z.array(territoryView) }),
    handler: async (ctx) => ({ body: { items: await allTerritories(ctx) } }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/territories',
    id: 'createTerritory',
    summary: 'Add a territory',
    action: 'create',
    body: z.object({ name, description: description.nullish() }),
    status: 201,
    response: territoryView,
    async handler(ctx, { body }) {
      const territory = await createTerritory(ctx, body)
      return { body: territory, version: territory.version, location: `/api/v1/territories/${territory.id}` }
    },
  }),
  memberRoute({
    ...common,
    method: 'PATCH',
    path: '/territories/:id',
    id: 'updateTerritory',
    summary: 'Change a territory: name, description',
    action: 'update',
    params: idParams,
    body: z.object({ name: name.optional(), description: description.nullish() }),
    conditional: true,
    response: territoryView,
    async handler(ctx, { params, body }, facts) {
      const territory = await updateTerritory(ctx, params.id, facts.ifMatch ?? 0, body)
      return { body: territory, version: territory.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/territories/:id',
    id: 'deleteTerritory',
    summary: 'Remove a territory that nothing uses any more',
    action: 'delete',
    params: idParams,
    conditional: true,
    status: 204,
    response: nothing,
    async handler(ctx, { params }, facts) {
      await deleteTerritory(ctx, params.id, facts.ifMatch ?? 0)
      return { body: undefined }
    },
  }),
  memberRoute({
    ...common,
    method: 'PUT',
    path: '/territories/:id/members/:memberId',
    id: 'addTerritoryMember',
    summary: 'Give a person a territory',
    action: 'update',
    params: membershipParams,
    body: z.object({}).optional(),
    response: territoryView,
    async handler(ctx, { params }) {
      const territory = await addTerritoryMember(ctx, params.id, params.memberId)
      return { body: territory, version: territory.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/territories/:id/members/:memberId',
    id: 'removeTerritoryMember',
    summary: 'Take a territory from a person',
    action: 'update',
    params: membershipParams,
    status: 204,
    response: nothing,
    async handler(ctx, { params }) {
      await removeTerritoryMember(ctx, params.id, params.memberId)
      return { body: undefined }
    },
  }),
]
