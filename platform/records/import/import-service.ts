import { Problem, type OpContext } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { newId } from '../record/id.ts'
import { openRows, type OpenFile } from './file-rows.ts'
import { previewImport, type Preview } from './import-preview.ts'
import {
  deleteOldFiles,
  findImport,
  insertImport,
  listImports,
  moveImport,
  recallMapping,
  rememberMapping,
  updateDraft,
  type ImportRow,
} from './import-queries.ts'
import { operationContext } from './import-run.ts'
import { viewImport, type ImportView } from './import-view.ts'
import { inspectFile, type Chosen } from './inspection.ts'
import { columnMappingSchema, importOptionsSchema, type ColumnMapping, type Detection, type ImportOptions } from './mapping.ts'
import { compilePlan, type Plan } from './plan.ts'
import { fingerprint, matchTarget, proposeMapping, recalled } from './proposal.ts'
import { spooled } from './spool.ts'
import { storedFile, storeFile } from './stored-file.ts'
import type { ImportCatalog, ImportTarget } from './target.ts'

/** How imports are queued; the jobs package is above this one, so whoever mounts both connects them. */
export interface ImportQueue {
  /** In the transaction of `tx`; returns the job's id, undefined where the caller does the work itself. */
  run(tx: Tx, importId: string): Promise<string | undefined>
  undo(tx: Tx, importId: string): Promise<string | undefined>
  /** Which of these jobs will not run any more: their imports have failed, whatever their state says. */
  ended(tx: Tx, jobIds: readonly string[]): Promise<ReadonlySet<string>>
}

export interface ImportSettings {
  readonly catalog: ImportCatalog
  readonly queue: ImportQueue
}

export interface Upload {
  readonly object: string
  readonly filename: string
  readonly content: NodeJS.ReadableStream
  readonly signal?: AbortSignal
}

function authorizeTarget(ctx: OpContext, catalog: ImportCatalog, object: string): ImportTarget {
  const target = catalog.targets.get(object)
  if (target === undefined) {
    throw new Problem('invalid_input', {
      errors: [{ path: 'object', message: `Records that can be imported are ${[...catalog.targets.keys()].join(', ')}.` }],
    })
  }
  ctx.authorize('import', object)
  return target
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
      return viewImport(await mustFind(tx, id))
    })
  })
}

async function mustFind(tx: Tx, id: string): Promise<ImportRow> {
  const row = await findImport(tx, id)
  if (row === undefined) throw new Problem('not_found')
  return row
}

export async function readImport(ctx: OpContext, settings: ImportSettings, id: string): Promise<ImportView> {
  ctx.authorize('read', 'imports')
  return tenantTx(ctx, 'read', async (tx) => viewImport(await mustFindSettled(tx, settings, id)))
}

async function mustFindSettled(tx: Tx, { queue }: ImportSettings, id: string): Promise<ImportRow> {
  const [row] = await settled(tx, queue, [await mustFind(tx, id)])
  if (row === undefined) throw new Problem('not_found')
  return row
}

/** An import whose job is given up (its process died again and again) has failed; a person may start it again. */
async function settled(tx: Tx, queue: ImportQueue, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const waiting = (row: ImportRow): boolean =>
    row.job_id !== null && (row.state === 'queued' || row.state === 'running' || row.state === 'undoing')
  const ended = await queue.ended(
    tx,
    rows.flatMap((row) => (waiting(row) && row.job_id !== null ? [row.job_id] : [])),
  )
  const error = 'The work was interrupted too often and given up. What was done stays; start it again to go on.'
  return rows.map((row) => (waiting(row) && ended.has(row.job_id ?? '') ? { ...row, state: 'failed', error } : row))
}

/** Newest first. */
export async function pageImports(
  ctx: OpContext,
  { queue }: ImportSettings,
  page: { object?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: ImportView[]; next: string | null }> {
  ctx.authorize('read', 'imports')
  const rows = await tenantTx(ctx, 'read', async (tx) =>
    settled(tx, queue, await listImports(tx, { object: page.object, before: page.cursor, limit: page.limit + 1 })),
  )
  const items = rows.slice(0, page.limit).map(viewImport)
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
    return viewImport(await mustFind(tx, id))
  })
}

function started(): Problem {
  return new Problem('wrong_state', { detail: 'This import was started already; its mapping cannot be changed any more.' })
}

/** How a file is read and where its columns go. */
export interface ImportReading {
  readonly detection: Detection
  readonly mapping: readonly ColumnMapping[]
  readonly options: ImportOptions
}

async function checkedPlan(tx: Tx, catalog: ImportCatalog, target: ImportTarget, request: ImportReading): Promise<Plan> {
  return compilePlan(catalog, target, { ...request, currency: await catalog.currency(tx) })
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

/**
 * Queues an import, or goes on with one that failed or was cancelled, and remembers its mapping for files like it.
 *
 * @throws Problem wrong_state, invalid_input where a required field has neither a column nor a value, forbidden where
 *   unknown names are to be made into records that this person may not make
 */
export async function startImport(base: OpContext, settings: ImportSettings, id: string): Promise<ImportView> {
  base.authorize('create', 'imports')
  // What the job does carries the import's id in the ledger: undo finds it by that.
  const ctx = operationContext(base, id)
  return tenantTx(ctx, 'write', async (tx) => {
    const row = await mustFindSettled(tx, settings, id)
    const target = authorizeTarget(ctx, settings.catalog, row.object)
    const plan = await checkedPlan(tx, settings.catalog, target, row)
    requireFields(plan)
    for (const { unknown, index } of plan.references.values()) {
      if (unknown === 'create' && index.source.columnsOfNew !== undefined) ctx.authorize('create', index.source.plural)
    }
    const jobId = await settings.queue.run(tx, id)
    const from = row.state === 'failed' ? (['failed', 'queued', 'running'] as const) : (['draft', 'cancelled'] as const)
    if (!(await moveImport(tx, id, from, 'queued', jobId === undefined ? {} : { jobId }))) {
      throw new Problem('wrong_state', { detail: `This import is ${row.state}; only a draft, a failed or a cancelled one can be started.` })
    }
    await rememberMapping(tx, row.object, fingerprint(row.detection), row.mapping, row.options)
    return viewImport(await mustFind(tx, id))
  })
}

function requireFields(plan: Plan): void {
  const { object } = plan.target.type
  const missing = Object.entries(object.fields).filter(
    ([name, field]) =>
      field.required &&
      !field.defaulted &&
      !field.readOnly &&
      !plan.reader.fields.includes(name) &&
      plan.defaults[name] === undefined &&
      !plan.reader.defaults.names.has(name),
  )
  if (missing.length === 0) return
  throw new Problem('invalid_input', {
    errors: missing.map(([name, field]) => ({
      path: 'mapping',
      message: `Choose a column for ${field.label}, or a value for all rows: no ${object.label.toLowerCase()} can be without (${name}).`,
    })),
  })
}

/** Stops after the batch that is being written; what was imported stays until the import is undone or gone on with. */
export async function cancelImport(ctx: OpContext, id: string): Promise<ImportView> {
  ctx.authorize('update', 'imports')
  return tenantTx(ctx, 'write', async (tx) => {
    const row = await mustFind(tx, id)
    if (!(await moveImport(tx, id, ['draft', 'queued', 'running'], 'cancelled'))) {
      throw new Problem('wrong_state', { detail: `This import is ${row.state}; there is nothing left to cancel.` })
    }
    return viewImport(await mustFind(tx, id))
  })
}

/** Queues the undoing of a whole import. */
export async function undoImport(ctx: OpContext, settings: ImportSettings, id: string): Promise<ImportView> {
  ctx.authorize('update', 'imports')
  return tenantTx(ctx, 'write', async (tx) => {
    const row = await mustFindSettled(tx, settings, id)
    authorizeTarget(ctx, settings.catalog, row.object)
    ctx.authorize('delete', row.object)
    const jobId = await settings.queue.undo(tx, id)
    const from = row.state === 'failed' ? (['failed', 'queued', 'running', 'undoing'] as const) : (['done', 'cancelled'] as const)
    if (!(await moveImport(tx, id, from, 'undoing', jobId === undefined ? {} : { jobId }))) {
      throw new Problem('wrong_state', { detail: `This import is ${row.state}; only one that has ended can be undone.` })
    }
    return viewImport(await mustFind(tx, id))
  })
}

/** Marks what a job could not do, with a sentence; `undoing` goes back to where undo can be asked for again. */
export async function failImport(ctx: OpContext, id: string, sentence: string): Promise<void> {
  await tenantTx(ctx, 'write', (tx) => moveImport(tx, id, ['queued', 'running', 'undoing'], 'failed', { error: sentence }))
}
