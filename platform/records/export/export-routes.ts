import { memberRoute, type MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { sightOf, spokenObject } from '../access/sight.ts'
import type { Catalog, RecordType } from '../catalog.ts'
import type { ObjectDefinition } from '../definition/object.ts'
import { listQuerySchema } from '../definition/object-schema.ts'
import { exportRecords } from './export-service.ts'

const choices = z.object({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  columns: z.string().max(2000).optional().describe('Field names, separated by commas; all fields where left out'),
})

const queries = new WeakMap<ObjectDefinition, z.ZodObject>()

function exportQuery(object: ObjectDefinition): z.ZodObject {
  const query = queries.get(object) ?? listQuerySchema(object).extend(choices.shape)
  queries.set(object, query)
  return query
}

/** `GET /deals/export`: the rows of a list as a file. */
export function exportRoutes(catalog: Catalog, type: RecordType): MemberRoute[] {
  const { object } = type
  return [
    memberRoute({
      method: 'GET',
      path: `/${object.plural}/export`,
      id: `export${object.plural.charAt(0).toUpperCase()}${object.plural.slice(1)}`,
      summary: `All ${object.pluralLabel.toLowerCase()} that a filter shows, as a CSV file or an Excel workbook`,
      tag: object.pluralLabel,
      action: 'export',
      resource: object.plural,
      query: exportQuery(object),
      inputFor: (ctx) => ({ query: exportQuery(spokenObject(sightOf(ctx, object))) }),
      response: z.null(),
      streams: 'text/csv',
      handler: async (ctx, { query }) => {
        const { format, columns } = choices.parse(query)
        const names = columns
          ?.split(',')
          .map((name) => name.trim())
          .filter((name) => name !== '')
        return { body: null, stream: await exportRecords(ctx, catalog, type, { format, columns: names, query }) }
      },
    }),
  ]
}
