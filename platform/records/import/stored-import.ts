import { Problem, type OpContext } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import { findImport, type ImportRow } from './import-queries.ts'
import type { ColumnMapping, Detection, ImportOptions } from './mapping.ts'
import { compilePlan, type Plan } from './plan.ts'
import { type ImportCatalog, type ImportTarget, offeredTarget } from './target.ts'

/** How imports are queued; whoever mounts imports brings a queue. */
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

/** The object's definition, for who may import it. @throws Problem invalid_input, forbidden */
export function authorizeTarget(ctx: OpContext, catalog: ImportCatalog, object: string): ImportTarget {
  const target = catalog.targets.get(object)
  if (target === undefined) {
    throw new Problem('invalid_input', {
      errors: [{ path: 'object', message: `Records that can be imported are ${[...catalog.targets.keys()].join(', ')}.` }],
    })
  }
  ctx.authorize('import', object)
  return offeredTarget(ctx, target)
}

export async function mustFind(tx: Tx, id: string): Promise<ImportRow> {
  const row = await findImport(tx, id)
  if (row === undefined) throw new Problem('not_found')
  return row
}

export async function mustFindSettled(tx: Tx, { queue }: ImportSettings, id: string): Promise<ImportRow> {
  const [row] = await settled(tx, queue, [await mustFind(tx, id)])
  if (row === undefined) throw new Problem('not_found')
  return row
}

/** An import whose job is given up (its process died again and again) has failed; a person may start it again. */
export async function settled(tx: Tx, queue: ImportQueue, rows: readonly ImportRow[]): Promise<ImportRow[]> {
  const waiting = (row: ImportRow): boolean =>
    row.job_id !== null && (row.state === 'queued' || row.state === 'running' || row.state === 'undoing')
  const ended = await queue.ended(
    tx,
    rows.flatMap((row) => (waiting(row) && row.job_id !== null ? [row.job_id] : [])),
  )
  const error = 'The work was interrupted too often and given up. What was done stays; start it again to go on.'
  return rows.map((row) => (waiting(row) && ended.has(row.job_id ?? '') ? { ...row, state: 'failed', error } : row))
}

/** How a file is read and where its columns go. */
export interface ImportReading {
  readonly detection: Detection
  readonly mapping: readonly ColumnMapping[]
  readonly options: ImportOptions
}

/** @throws Problem invalid_input where the mapping does not fit the object */
export async function checkedPlan(tx: Tx, catalog: ImportCatalog, target: ImportTarget, request: ImportReading): Promise<Plan> {
  return compilePlan(catalog, target, { ...request, currency: await catalog.currency(tx) })
}
