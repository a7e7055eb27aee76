/**
 * Generated from the migrated database: npm run generate.
 */

import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface LedgerEntry {
  action: string
  actor_id: string | null
  actor_kind: string
  actor_name: string
  after: unknown | null
  at: Generated<string>
  before: unknown | null
  id: Generated<string>
  object: string
  operation_id: string | null
  record_id: string
  request_id: string
  tenant_id: Generated<string>
  xid: Generated<string>
}

export interface Tables {
  'ledger.entry': LedgerEntry
}
