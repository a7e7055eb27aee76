import { Problem, type OpContext } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { newId } from '../record/id.ts'
import { openRows, type OpenFile } from './file-rows.ts'
import { previewImport, type Preview } from './import-preview.ts'
import { deleteOldFiles, insertImport, listImports, recallMapping, updateDraft, type ImportRow } from './import-queries.ts'
import { viewImport, type ImportView } from './import-view.ts'
import { inspectFile, type Chosen } from './inspection.ts'
import { columnMappingSchema, importOptionsSchema } from './mapping.ts'
import type { Plan } from './plan.ts'
import { fingerprint, matchTarget, proposeMapping, recalled } from './proposal.ts'
import { spooled } from './spool.ts'
import { storedFile, storeFile } from './stored-file.ts'
import {
  authorizeTarget,
  checkedPlan,
  mustFind,
  mustFindSettled,
  settled,
  type ImportReading,
  type ImportSettings,
} from './stored-import.ts'
import type { ImportCatalog } from './target.ts'

export interface Upload {
  readonly object: string
  readonly filename: string
  readonly content: NodeJS.ReadableStream
  readonly signal?: AbortSignal
}

/**
 * Takes a file in: reads all of it, says what is in it and how its columns fit, and keeps it as a draft.
 *
 * @throws Problem unsupported_file, invalid_input, too_large; nothing is kept then
 */
export async function createImport(ctx: OpContext, catalog: ImportCatalog, upload: Upload): Promise<ImportView> {
  ctx.authorize('create', 'imports')
  const target = authorizeTarget(ctx, catalog, upload.object)
  return spooled(upload.content, upload.signal, async (file) => {
    const detection = await inspectFile(file.open, matchTarget(target))
    const proposed = proposeMapping(ctx, catalog, target, detection)
    const id = newId()
    return tenantTx(ctx, 'write', async (tx) => {
      const earlier = recalled(await recallMapping(tx, upload.object, fingerprint(detection)), proposed, target, detection)
      const { mapping, options } = earlier ?? { mapping: proposed, options: importOptionsSchema.parse({}) }
      await deleteOldFiles(tx)
      await insertImport(tx, {
        id,
        object: upload.object,
        fileName: upload.filename.slice(-255) || 'file',
        fileSize: file.size,
        detection,
        mapping,
        options,
      })
      await storeFile(tx, id, file.open() as AsyncIterable<Buffer>)
      return viewImport(ctx, catalog, await mustFind(tx, id))
    })
  })
}

export async function readImport(ctx: OpContext, settings: ImportSettings, id: string): Promise<ImportView> {
  ctx.authorize('read', 'imports')
  return tenantTx(ctx, 'read', async (tx) => viewImport(ctx, settings.catalog, await mustFindSettled(tx, settings, id)))
}

/** Newest first. */
export async function pageImports(
  ctx: OpContext,
  { catalog, queue }: ImportSettings,
  page: { object?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: ImportView[]; next: string | null }> {
  ctx.authorize('read', 'imports')
  const rows = await tenantTx(ctx, 'read', async (tx) =>
    settled(tx, queue, await listImports(tx, { object: page.object, before: page.cursor, limit: page.limit + 1 })),
  )
  const items = rows.slice(0, page.limit).map((row) => viewImport(ctx, catalog, row))
  return { items, next: rows.length > page.limit ? (items.at(-1)?.id ?? null) : null }
}

export interface ImportChanges {
  readonly mapping?: readonly unknown[] | undefined
  readonly options?: unknown
  /** Reads the file anew in this way; the mapping is proposed anew then. */
  readonly file?: Chosen | undefined
}

/** Changes how a draft is read and mapped. @throws Problem wrong_state once it was started */
export async function changeImport(ctx: OpContext, catalog: ImportCatalog, id: string, changes: ImportChanges): Promise<ImportView> {
  ctx.authorize('update', 'imports')
  const row = await tenantTx(ctx, 'read', (tx) => mustFind(tx, id))
  const target = authorizeTarget(ctx, catalog, row.object)
  const detection = changes.file === undefined ? row.detection : await inspectFile(storedFile(ctx, id), matchTarget(target), changes.file)
  const proposed = changes.file === undefined ? row.mapping : proposeMapping(ctx, catalog, target, detection)
  const mapping = changes.mapping?.map((column) => columnMappingSchema.parse(column)) ?? proposed
  const options = changes.options === undefined ? row.options : importOptionsSchema.parse(changes.options)
  return tenantTx(ctx, 'write', async (tx) => {
    await checkedPlan(tx, catalog, target, { detection, mapping, options })
    if (!(await updateDraft(tx, id, undefined, { detection, mapping, options }))) throw started()
    return viewImport(ctx, catalog, await mustFind(tx, id))
  })
}

function started(): Problem {
  return new Problem('wrong_state', { detail: 'This import was started already; its mapping cannot be changed any more.' })
}

/** A page waits at most this long (ms); a preview of more rows than fit says so. */
const previewBudget = 4000

/** What would happen, without writing anything. */
export async function preview(ctx: OpContext, catalog: ImportCatalog, id: string): Promise<Preview> {
  ctx.authorize('read', 'imports')
  const { row, plan } = await planned(ctx, catalog, id)
  const opened = await openRows(storedFile(ctx, id), row.detection)
  return previewImport(ctx, plan, opened.rows, row.detection.header, previewBudget)
}

/** The same for a file that is stored nowhere, all of it: the dry run of the command line. */
export async function previewFile(
  ctx: OpContext,
  catalog: ImportCatalog,
  object: string,
  open: OpenFile,
  request: ImportReading,
): Promise<Preview> {
  const target = authorizeTarget(ctx, catalog, object)
  const plan = await tenantTx(ctx, 'read', (tx) => checkedPlan(tx, catalog, target, request))
  const opened = await openRows(open, request.detection)
  return previewImport(ctx, plan, opened.rows, request.detection.header, Infinity)
}

async function planned(ctx: OpContext, catalog: ImportCatalog, id: string): Promise<{ row: ImportRow; plan: Plan }> {
  return tenantTx(ctx, 'read', async (tx) => {
    const row = await mustFind(tx, id)
    return { row, plan: await checkedPlan(tx, catalog, authorizeTarget(ctx, catalog, row.object), row) }
  })
}
