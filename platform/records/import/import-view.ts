import type { OpContext } from '@freehold/kernel'
import { z } from 'zod'
import { sightOf } from '../access/sight.ts'
import type { ImportRow } from './import-queries.ts'
import { columnMappingSchema, detectionSchema, importOptionsSchema } from './mapping.ts'
import type { ImportCatalog } from './target.ts'

export const importStates = ['draft', 'queued', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone'] as const

/** An import as its organization sees it. */
export const importSchema = z
  .object({
    id: z.uuid(),
    object: z.string().describe('Plural name: `deals`'),
    filename: z.string(),
    /** Bytes. */
    size: z.int(),
    state: z.enum(importStates),
    detection: detectionSchema,
    mapping: z.array(columnMappingSchema),
    options: importOptionsSchema,
    total: z.int().describe('Rows of the file, headings and empty rows not counted'),
    processed: z.int(),
    created: z.int(),
    merged: z.int().describe('Rows that went into a record that existed'),
    skipped: z.int(),
    failed: z.int().describe('Rows in the error file'),
    referencesCreated: z.int().describe('Records made for names that were unknown'),
    undo: z.object({
      removed: z.int().describe('Created records that are in the trash now'),
      reverted: z.int().describe('Merged records that have their values back'),
      kept: z.int().describe('Records that were changed since and stay; the error file says which'),
    }),
    hasErrors: z.boolean().describe('There is something in the error file: rows that failed, or notes about rows that did not'),
    error: z.string().nullable(),
    jobId: z.uuid().nullable(),
    createdBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    createdAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'Import' })
export type ImportView = z.output<typeof importSchema>

/** As this reader may see it: a column that goes into a field hidden from him shows neither that nor its values. */
export function viewImport(ctx: Pick<OpContext, 'access'>, catalog: ImportCatalog, row: ImportRow): ImportView {
  const hidden = hiddenColumns(ctx, catalog, row)
  const mapping = row.mapping.map((column) => (hidden.has(column.column) ? { ...column, field: null, replacements: {} } : column))
  const columns = row.detection.columns.map((column, at) => (hidden.has(at) ? { ...column, samples: [] } : column))
  return {
    id: row.id,
    object: row.object,
    filename: row.file_name,
    size: row.file_size,
    state: row.state,
    detection: { ...row.detection, columns },
    mapping,
    options: row.options,
    total: row.detection.rows,
    processed: row.processed,
    created: row.created,
    merged: row.merged,
    skipped: row.skipped,
    failed: row.failed,
    referencesCreated: row.references_created,
    undo: { removed: row.undo_removed, reverted: row.undo_reverted, kept: row.undo_kept },
    hasErrors: row.has_errors,
    error: row.error,
    jobId: row.job_id,
    createdBy: row.created_by === null ? null : { id: row.created_by, name: row.created_by_name ?? '' },
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
  }
}

/** Places of the columns that go into fields which are hidden from the reader. */
export function hiddenColumns(
  ctx: Pick<OpContext, 'access'>,
  catalog: ImportCatalog,
  row: Pick<ImportRow, 'object' | 'mapping'>,
): ReadonlySet<number> {
  const whole = catalog.targets.get(row.object)?.type.object
  if (whole === undefined) return new Set()
  const { object } = sightOf(ctx, whole)
  const isHidden = (field: string | null): boolean =>
    field !== null && whole.fields[field] !== undefined && object.fields[field] === undefined
  return new Set(row.mapping.filter((column) => isHidden(column.field)).map((column) => column.column))
}
