import { z } from 'zod'
import type { ImportRow } from './import-queries.ts'
import { columnMappingSchema, detectionSchema, importOptionsSchema } from './mapping.ts'

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

export function viewImport(row: ImportRow): ImportView {
  return {
    id: row.id,
    object: row.object,
    filename: row.file_name,
    size: row.file_size,
    state: row.state,
    detection: row.detection,
    mapping: row.mapping,
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
