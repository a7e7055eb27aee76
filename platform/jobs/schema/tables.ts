/**
 * Generated from the migrated database: npm run generate.
 */

import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface JobsJob {
  actor_id: string | null
  actor_kind: string
  actor_name: string
  actor_role: string | null
  attempts: Generated<number>
  cancel_requested_at: string | null
  checkpoint: unknown | null
  crashes: Generated<number>
  dedupe_key: string | null
  error_code: string | null
  error_detail: string | null
  failures: Generated<number>
  finished_at: string | null
  id: Generated<string>
  kind: string
  operation_id: string | null
  payload: unknown
  priority: Generated<number>
  progress_done: number | null
  progress_note: string | null
  progress_total: number | null
  queued_at: Generated<string>
  request_id: string
  result: unknown | null
  run_at: Generated<string>
  started_at: string | null
  state: Generated<string>
  tenant_id: Generated<string>
  worker_id: string | null
}

export interface JobsWorker {
  concurrency: number
  id: string
  kinds: string[]
  long_kinds: string[]
  pool_id: string
  seen_at: Generated<string>
  session_lock: number
  started_at: Generated<string>
}

export interface Tables {
  'jobs.job': JobsJob
  'jobs.worker': JobsWorker
}
