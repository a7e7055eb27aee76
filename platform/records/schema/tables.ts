/**
 * Generated from the migrated database: npm run generate.
 */

import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface RecordsIdempotencyKey {
  actor: string
  created_at: Generated<string>
  fingerprint: Buffer
  id: Generated<string>
  key: string
  response: unknown | null
  tenant_id: Generated<string>
}

export interface RecordsImport {
  created_at: Generated<string>
  created_by: string | null
  detection: unknown
  error: string | null
  file_name: string
  file_size: number
  finished_at: string | null
  id: Generated<string>
  job_id: string | null
  mapping: unknown
  object: string
  options: unknown
  started_at: string | null
  state: Generated<string>
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface RecordsImportChunk {
  content: Buffer
  id: Generated<string>
  import_id: string
  position: number
  tenant_id: Generated<string>
}

export interface RecordsImportFailure {
  id: Generated<string>
  import_id: string
  phase: Generated<string>
  reasons: string[]
  row_number: number
  tenant_id: Generated<string>
  values: string[]
}

export interface RecordsImportLink {
  field: string
  id: Generated<string>
  import_id: string
  name: string
  record_id: string
  row_number: number
  tenant_id: Generated<string>
}

export interface RecordsImportMapping {
  created_at: Generated<string>
  fingerprint: Buffer
  id: Generated<string>
  mapping: unknown
  object: string
  options: unknown
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface RecordsImportProgress {
  created: Generated<number>
  failed: Generated<number>
  id: Generated<string>
  import_id: string
  merged: Generated<number>
  position: Generated<number>
  processed: Generated<number>
  references_created: Generated<number>
  skipped: Generated<number>
  tenant_id: Generated<string>
  undo_kept: Generated<number>
  undo_position: string | null
  undo_removed: Generated<number>
  undo_reverted: Generated<number>
}

export interface Tables {
  'records.idempotency_key': RecordsIdempotencyKey
  'records.import': RecordsImport
  'records.import_chunk': RecordsImportChunk
  'records.import_failure': RecordsImportFailure
  'records.import_link': RecordsImportLink
  'records.import_mapping': RecordsImportMapping
  'records.import_progress': RecordsImportProgress
}
