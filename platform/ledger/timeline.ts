import type { Tx } from '@freehold/tenancy'
import { entriesQuery, timelineQuery, type TimelineRow } from './timeline-queries.ts'

export type TimelineEntry = TimelineRow

export interface TimelinePage {
  /** Table name without schema: `deal`. */
  readonly object: string
  readonly record: string
  /** Entries older than the one with this id. */
  readonly before?: string
  readonly limit: number
  /** Columns that the reader may see: changes of others alone are left out. Absent: all. */
  readonly visible?: readonly string[]
}

/** The entries of one record, newest first. Who may see the record may see them: the caller has authorized that. */
export function readTimeline(tx: Tx, { object, record, before, limit, visible }: TimelinePage): Promise<TimelineEntry[]> {
  return tx.all(timelineQuery(tx.ctx.tenant, object, record, before, limit, visible))
}

/** Entries that another index found. */
export function readEntries(tx: Tx, ids: readonly string[]): Promise<TimelineEntry[]> {
  return ids.length === 0 ? Promise.resolve([]) : tx.all(entriesQuery(tx.ctx.tenant, ids))
}
