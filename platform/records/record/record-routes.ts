import { memberRoute, type MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { sightOf, spokenObject } from '../access/sight.ts'
import type { Catalog, RecordType } from '../catalog.ts'
import type { Values } from '../definition/object.ts'
import {
  createBody,
  createSchema,
  listQuerySchema,
  recordSchema,
  totalsQuerySchema,
  typeName,
  updateBody,
  updateSchema,
} from '../definition/object-schema.ts'
import { listRecords, totalRecords } from '../list/list-service.ts'
import { totalsSchema } from '../list/totals.ts'
import { readRecordTimeline } from '../timeline/timeline-service.ts'
import { timelineSchema } from '../timeline/timeline-schema.ts'
import { createRecord, deleteRecord, getRecord, restoreRecord, updateRecord } from './record-service.ts'

const idParams = z.object({ id: z.guid({ error: () => 'An id is a uuid.' }).toLowerCase() })

/** Everything that can be asked about one kind of record. */
export function recordRoutes(catalog: Catalog, type: RecordType): MemberRoute[] {
  return [...listRoutes(catalog, type), ...singleRoutes(catalog, type), ...(type.embedded ? [] : historyRoutes(catalog, type))]
}

function listRoutes(catalog: Catalog, type: RecordType): MemberRoute[] {
  const { object } = type
  const plural = object.pluralLabel.toLowerCase()
  const page = z
    .object({ items: z.array(recordSchema(object)), next: z.string().nullable(), previous: z.null() })
    .meta({ id: `${typeName(object)}Page` })
  return [
    memberRoute({
      method: 'GET',
      path: `/${object.plural}`,
      id: `list${capital(object.plural)}`,
      summary: `A page of ${plural}, filtered and sorted`,
      tag: object.pluralLabel,
      action: 'read',
      resource: object.plural,
      query: listQuerySchema(object),
      inputFor: (ctx) => ({ query: listQuerySchema(spokenObject(sightOf(ctx, object))) }),
      response: page,
      handler: async (ctx, { query }) => ({ body: await listRecords(ctx, catalog, type, query) }),
    }),
    memberRoute({
      method: 'GET',
      path: `/${object.plural}/totals`,
      id: `total${capital(object.plural)}`,
      summary: `How many ${plural} a filter shows, and what their amounts add up to`,
      tag: object.pluralLabel,
      action: 'read',
      resource: object.plural,
      query: totalsQuerySchema(object),
      inputFor: (ctx) => ({ query: totalsQuerySchema(spokenObject(sightOf(ctx, object))) }),
      response: totalsSchema,
      handler: async (ctx, { query }) => ({ body: await totalRecords(ctx, type, query) }),
    }),
  ]
}

function singleRoutes(catalog: Catalog, type: RecordType): MemberRoute[] {
  const { object } = type
  const label = object.label.toLowerCase()
  const response = recordSchema(object)
  const common = { tag: object.pluralLabel, resource: object.plural }
  return [
    memberRoute({
      ...common,
      method: 'POST',
      path: `/${object.plural}`,
      id: `create${typeName(object)}`,
      summary: `Add a ${label}`,
      action: 'create',
      body: createSchema(object),
      inputFor: (ctx) => ({ body: createBody(spokenObject(sightOf(ctx, object))) }),
      status: 201,
      idempotent: true,
      response,
      handler: async (ctx, { body }, facts) => {
        const record = await createRecord(ctx, catalog, type, body as Values, facts.idempotencyKey)
        return { body: record, version: record.version, location: `/${object.plural}/${record.id}` }
      },
    }),
    memberRoute({
      ...common,
      method: 'GET',
      path: `/${object.plural}/:id`,
      id: `get${typeName(object)}`,
      summary: `One ${label}, in the trash or not`,
      action: 'read',
      params: idParams,
      response,
      handler: async (ctx, { params }) => {
        const record = await getRecord(ctx, catalog, type, params.id)
        return { body: record, version: record.version }
      },
    }),
    memberRoute({
      ...common,
      method: 'PATCH',
      path: `/${object.plural}/:id`,
      id: `update${typeName(object)}`,
      summary: `Change fields of a ${label}; what is not given stays`,
      action: 'update',
      params: idParams,
      body: updateSchema(object),
      inputFor: (ctx) => ({ body: updateBody(spokenObject(sightOf(ctx, object))) }),
      conditional: true,
      response,
      handler: async (ctx, { params, body }, facts) => {
        const record = await updateRecord(ctx, catalog, type, params.id, facts.ifMatch ?? 0, body as Values)
        return { body: record, version: record.version }
      },
    }),
    memberRoute({
      ...common,
      method: 'DELETE',
      path: `/${object.plural}/:id`,
      id: `delete${typeName(object)}`,
      summary: `Put a ${label} in the trash`,
      action: 'delete',
      params: idParams,
      conditional: true,
      status: 204,
      response: z.undefined(),
      handler: async (ctx, { params }, facts) => {
        await deleteRecord(ctx, catalog, type, params.id, facts.ifMatch ?? 0)
        return { body: undefined }
      },
    }),
    memberRoute({
      ...common,
      method: 'POST',
      path: `/${object.plural}/:id/restoration`,
      id: `restore${typeName(object)}`,
      summary: `Take a ${label} out of the trash`,
      action: 'restore',
      params: idParams,
      response,
      handler: async (ctx, { params }) => {
        const record = await restoreRecord(ctx, catalog, type, params.id)
        return { body: record, version: record.version }
      },
    }),
  ]
}

function historyRoutes(catalog: Catalog, type: RecordType): MemberRoute[] {
  const { object } = type
  return [
    memberRoute({
      method: 'GET',
      path: `/${object.plural}/:id/timeline`,
      id: `read${typeName(object)}Timeline`,
      summary: `What happened to a ${object.label.toLowerCase()}, in words, with its notes`,
      tag: object.pluralLabel,
      action: 'read',
      resource: object.plural,
      params: idParams,
      query: z.strictObject({ cursor: z.string().optional() }),
      response: timelineSchema,
      handler: async (ctx, { params, query }) => ({ body: await readRecordTimeline(ctx, catalog, type, params.id, query.cursor) }),
    }),
  ]
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
