import { memberRoute, Problem, type MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { errorFile } from './error-file.ts'
import { importSchema } from './import-view.ts'
import { cancelImport, startImport, undoImport } from './import-control-service.ts'
import { changeImport, createImport, pageImports, preview, readImport } from './import-service.ts'
import type { ImportSettings } from './stored-import.ts'
import { columnMappingSchema, importOptionsSchema } from './mapping.ts'
import { previewSchema, viewPreview } from './preview-view.ts'

const idParams = z.object({ id: z.guid({ error: () => 'An id is a uuid.' }).toLowerCase() })
const common = { tag: 'Imports', resource: 'imports' } as const

const changesSchema = z.object({
  mapping: z.array(columnMappingSchema).max(500).optional(),
  options: importOptionsSchema.optional(),
  file: z
    .object({ encoding: z.string().max(40), delimiter: z.string().length(1), header: z.int().min(0).max(1000), sheet: z.string().max(100) })
    .partial()
    .optional()
    .describe('Reads the file anew in this way; the mapping is proposed anew then'),
})

/** Import by page and by program: upload, look, change, start, follow, undo. */
export function importRoutes(settings: ImportSettings): MemberRoute[] {
  return [...draftRoutes(settings), ...runRoutes(settings)]
}

function draftRoutes(settings: ImportSettings): MemberRoute[] {
  const { catalog } = settings
  return [
    memberRoute({
      ...common,
      method: 'POST',
      path: '/imports',
      id: 'createImport',
      summary: 'Upload a CSV file or an Excel workbook; says what is in it and how its columns fit',
      action: 'create',
      query: z.object({ object: z.string().max(60).describe('Plural name: `deals`'), filename: z.string().min(1).max(255) }),
      body: 'upload',
      status: 201,
      response: importSchema,
      handler: async (ctx, { query }, facts) => {
        if (facts.upload === undefined) throw new Problem('invalid_input', { detail: 'Send the file as the body of the request.' })
        const made = await createImport(ctx, catalog, {
          object: query.object,
          filename: query.filename,
          content: facts.upload,
          signal: facts.signal,
        })
        return { body: made, location: `/imports/${made.id}` }
      },
    }),
    memberRoute({
      ...common,
      method: 'GET',
      path: '/imports',
      id: 'listImports',
      summary: 'Imports, newest first',
      action: 'read',
      query: z.object({
        object: z.string().max(60).optional(),
        cursor: z.guid().optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      response: z.object({ items: z.array(importSchema), next: z.string().nullable() }),
      handler: async (ctx, { query }) => ({ body: await pageImports(ctx, settings, query) }),
    }),
    memberRoute({
      ...common,
      method: 'GET',
      path: '/imports/:id',
      id: 'getImport',
      summary: 'An import with its progress',
      action: 'read',
      params: idParams,
      response: importSchema,
      handler: async (ctx, { params }) => ({ body: await readImport(ctx, settings, params.id) }),
    }),
    memberRoute({
      ...common,
      method: 'PATCH',
      path: '/imports/:id',
      id: 'changeImport',
      summary: 'Change how a draft is read and where its columns go',
      action: 'update',
      params: idParams,
      body: changesSchema,
      response: importSchema,
      handler: async (ctx, { params, body }) => ({ body: await changeImport(ctx, catalog, params.id, body) }),
    }),
    memberRoute({
      ...common,
      method: 'GET',
      path: '/imports/:id/preview',
      id: 'previewImport',
      summary: 'The first rows as they would be imported, what would become of all of them, and values that look misspelt',
      action: 'read',
      params: idParams,
      response: previewSchema,
      handler: async (ctx, { params }) => ({ body: viewPreview(await preview(ctx, catalog, params.id)) }),
    }),
  ]
}

function runRoutes(settings: ImportSettings): MemberRoute[] {
  const { catalog } = settings
  const followed = { ...common, method: 'POST', params: idParams, response: importSchema } as const
  return [
    memberRoute({
      ...followed,
      path: '/imports/:id/start',
      id: 'startImport',
      summary: 'Start an import, or go on with one that failed or was cancelled',
      action: 'create',
      status: 202,
      handler: async (ctx, { params }) => ({ body: await startImport(ctx, settings, params.id) }),
    }),
    memberRoute({
      ...followed,
      path: '/imports/:id/cancellation',
      id: 'cancelImport',
      summary: 'Stop an import; what was imported stays',
      action: 'update',
      handler: async (ctx, { params }) => ({ body: await cancelImport(ctx, catalog, params.id) }),
    }),
    memberRoute({
      ...followed,
      path: '/imports/:id/undo',
      id: 'undoImport',
      summary: 'Undo a whole import: new records go to the trash, merged ones get their values back unless they were changed since',
      action: 'update',
      status: 202,
      handler: async (ctx, { params }) => ({ body: await undoImport(ctx, settings, params.id) }),
    }),
    memberRoute({
      ...common,
      method: 'GET',
      path: '/imports/:id/errors.csv',
      id: 'downloadImportErrors',
      summary: 'Rows that were not imported, with the reasons and the columns of the file',
      action: 'read',
      params: idParams,
      response: z.null(),
      streams: 'text/csv',
      handler: async (ctx, { params }) => {
        const file = await errorFile(ctx, catalog, params.id)
        return { body: null, stream: { ...file, type: 'text/csv; charset=utf-8' } }
      },
    }),
  ]
}
