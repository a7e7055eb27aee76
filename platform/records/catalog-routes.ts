import { memberRoute, type MemberRoute, type OpContext } from '@freehold/kernel'
import { z } from 'zod'
import { plannedRead } from './access/planned.ts'
import { extentsOf, offeredObject, sightOf } from './access/sight.ts'
import type { Catalog } from './catalog.ts'
import { objectMeta, type ObjectMeta, objectMetaSchema } from './definition/metadata.ts'
import { countTrash, listTags } from './list/list-service.ts'
import { searchRecords } from './search/search-service.ts'

/** What concerns all kinds of records together. */
export function catalogRoutes(catalog: Catalog): MemberRoute[] {
  return [
    memberRoute({
      method: 'GET',
      path: '/objects',
      id: 'listObjects',
      summary: 'The kinds of records with their fields, for pages and programs that adapt',
      tag: 'Records',
      action: 'read',
      resource: 'objects',
      response: z.array(objectMetaSchema.meta({ id: 'ObjectMeta' })),
      handler: async (ctx) => ({ body: await readObjects(ctx, catalog) }),
    }),
    memberRoute({
      method: 'GET',
      path: '/search',
      id: 'search',
      summary: 'Up to 20 records of any kind that contain every word',
      tag: 'Records',
      action: 'read',
      resource: 'search',
      query: z.strictObject({
        q: z.string({ error: () => 'Give q, the text to look for.' }).max(200, { error: 'q has at most 200 characters.' }),
      }),
      response: z.object({
        items: z.array(z.object({ object: z.string(), id: z.uuid(), name: z.string(), detail: z.string().nullable() })),
      }),
      handler: async (ctx, { query }) => ({ body: { items: await searchRecords(ctx, catalog, query.q) } }),
    }),
    memberRoute({
      method: 'GET',
      path: '/tags',
      id: 'listTags',
      summary: 'All tags in use, in order, at most 1,000',
      tag: 'Records',
      action: 'read',
      resource: 'tags',
      response: z.array(z.string()),
      handler: async (ctx) => ({ body: await listTags(ctx, catalog) }),
    }),
    memberRoute({
      method: 'GET',
      path: '/trash',
      id: 'countTrash',
      summary: 'How many records of each kind are in the trash',
      tag: 'Records',
      action: 'read',
      resource: 'trash',
      response: z.object({ items: z.array(z.object({ object: z.string(), plural: z.string(), count: z.int() })) }),
      handler: async (ctx) => ({ body: { items: await countTrash(ctx, catalog) } }),
    }),
  ]
}

/** Asks nothing of the database but whether the permissions still hold. */
function readObjects(ctx: OpContext, catalog: Catalog): Promise<ObjectMeta[]> {
  return plannedRead(ctx, () => {
    const sights = catalog.objects.map((object) => sightOf(ctx, object))
    return { queries: [], make: () => sights.map((sight) => objectMeta(offeredObject(sight), extentsOf(sight))) }
  })
}
