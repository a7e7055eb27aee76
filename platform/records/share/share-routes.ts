import { shareLevels } from '@freehold/access'
import { memberRoute, type MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import type { Catalog, RecordType } from '../catalog.ts'
import { typeName } from '../definition/object-schema.ts'
import { changeShare, giveShare, listShares, revokeShare } from './share-service.ts'

const id = z.guid({ error: () => 'An id is a uuid.' }).toLowerCase()

const level = z.enum(shareLevels, { error: () => `A share has a level: ${shareLevels.join(', ')}.` })

const moment = z.iso
  .datetime({ offset: true, error: () => 'A moment is written like 2027-01-31T18:00:00Z.' })
  .transform((text) => new Date(text).toISOString())
  .nullable()

const shareView = z
  .object({
    id: z.guid(),
    memberId: z.guid().nullable(),
    teamId: z.guid().nullable(),
    level,
    expiresAt: z.iso.datetime().nullable(),
    grantedBy: z.object({ id: z.guid(), name: z.string() }).nullable(),
    inheritedFrom: z.object({ object: z.string(), id: z.guid(), name: z.string() }).nullable(),
  })
  .meta({ id: 'Share' })

/** With whom one kind of records is shared, record by record. */
export function shareRoutes(catalog: Catalog, type: RecordType): MemberRoute[] {
  const { object } = type
  const label = object.label.toLowerCase()
  const common = { tag: object.pluralLabel, resource: object.plural }
  return [
    memberRoute({
      ...common,
      method: 'GET',
      path: `/${object.plural}/:id/shares`,
      id: `list${typeName(object)}Shares`,
      summary: `With whom a ${label} is shared, and through what`,
      action: 'read',
      params: z.object({ id }),
      response: z.object({ items: z.array(shareView) }),
      handler: async (ctx, { params }) => ({ body: { items: await listShares(ctx, catalog, type, params.id) } }),
    }),
    memberRoute({
      ...common,
      method: 'POST',
      path: `/${object.plural}/:id/shares`,
      id: `share${typeName(object)}`,
      summary: `Share a ${label} with a person or a team, for a time if need be`,
      action: 'share',
      params: z.object({ id }),
      body: z.object({ memberId: id.nullish(), teamId: id.nullish(), level, expiresAt: moment.optional() }),
      status: 201,
      response: shareView,
      handler: async (ctx, { params, body: { memberId = null, teamId = null, level, expiresAt = null } }) => ({
        body: await giveShare(ctx, catalog, type, params.id, { memberId, teamId, level, expiresAt }),
      }),
    }),
    memberRoute({
      ...common,
      method: 'PATCH',
      path: `/${object.plural}/:id/shares/:shareId`,
      id: `change${typeName(object)}Share`,
      summary: `Change the level or the end of a share of a ${label}`,
      action: 'share',
      params: z.object({ id, shareId: id }),
      body: z.object({ level: level.optional(), expiresAt: moment.optional() }),
      response: shareView,
      handler: async (ctx, { params, body }) => ({ body: await changeShare(ctx, catalog, type, params.id, params.shareId, body) }),
    }),
    memberRoute({
      ...common,
      method: 'DELETE',
      path: `/${object.plural}/:id/shares/:shareId`,
      id: `unshare${typeName(object)}`,
      summary: `Take a share of a ${label} back`,
      action: 'share',
      params: z.object({ id, shareId: id }),
      status: 204,
      response: z.undefined(),
      handler: async (ctx, { params }) => {
        await revokeShare(ctx, type, params.id, params.shareId)
        return { body: undefined }
      },
    }),
  ]
}
