import { Problem, type OpContext } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { updateManyQuery, insertQuery } from '../record/record-queries.ts'
import { type Batch, planBatch } from './batch.ts'
import type { RawRow } from './csv-rows.ts'
import { openRows } from './file-rows.ts'
import { insertFailures } from './failure-queries.ts'
import { advance, findImport, moveImport, type ImportRow } from './import-queries.ts'
import { insertLinks } from './link-queries.ts'
import { Superseded, type ImportJob } from './import-job.ts'
import { linkLater } from './later-links.ts'
import { compilePlan, type Plan } from './plan.ts'
import type { ReadRow } from './row-reader.ts'
import { storedFile } from './stored-file.ts'
import { type ImportCatalog, offeredTarget } from './target.ts'

/** Rows per transaction: large enough that its round trips do not matter beside the inserts, small enough that a crash repeats little. */
export const batchSize = 500

/** The same organization and actor; what is done carries the import's id in the ledger. */
export function operationContext(ctx: OpContext, importId: string): OpContext {
  return { ...ctx, authorize: ctx.authorize.bind(ctx), operationId: importId }
}

/**
 * Does an import from where it stands to its end. Each batch is one transaction: records, failures and position together,
 * so whatever dies in between, every row happens exactly once. Rows that the database refuses are found by halving.
 */
export async function runImport(base: OpContext, catalog: ImportCatalog, importId: string, job: ImportJob): Promise<void> {
  const ctx = operationContext(base, importId)
  const begun = await tenantTx(ctx, 'write', async (tx) => {
    await moveImport(tx, importId, ['queued', 'running'], 'running')
    const row = await findImport(tx, importId)
    if (row === undefined || row.state !== 'running') return undefined
    // Asked again, for as long as the work takes: whoever may no longer import is stopped at the next batch.
    ctx.authorize('import', row.object)
    return { row, currency: await catalog.currency(tx) }
  })
  if (begun === undefined) return
  const found = catalog.targets.get(begun.row.object)
  if (found === undefined) throw new Problem('not_found')
  const target = offeredTarget(ctx, found)
  const plan = compilePlan(catalog, target, { ...begun.row, currency: begun.currency })
  const run: Run = { ctx, plan, job, row: begun.row, position: begun.row.position, processed: begun.row.processed }
  try {
    for await (const rows of readAhead(batches(run))) await step(run, rows)
  } catch (error) {
    if (error instanceof Superseded) return
    throw error
  }
  await linkLater(ctx, plan, importId, job)
  await tenantTx(ctx, 'write', async (tx) => {
    await moveImport(tx, importId, ['running'], 'done')
  })
}

interface Run {
  readonly ctx: OpContext
  readonly plan: Plan
  readonly job: ImportJob
  readonly row: ImportRow
  position: number
  processed: number
}

/** The next batch is read and converted while the database writes this one: two processors work instead of one. */
async function* readAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next()
  try {
    for (;;) {
      const item = await next
      if (item.done === true) return
      next = items.next()
      // Awaited in the next turn; until then a failure is nobody's.
      next.catch(() => undefined)
      yield item.value
    }
  } finally {
    await items.return(undefined)
  }
}

async function* batches(run: Run): AsyncGenerator<ReadRow[]> {
  const { detection } = run.row
  const opened = await openRows(storedFile(run.ctx, run.row.id), detection)
  // Where this run began: by the time a batch is read ahead, the position has not reached it yet.
  const start = Math.max(detection.header, run.position)
  let rows: ReadRow[] = []
  for await (const raw of opened.rows as AsyncIterable<RawRow>) {
    if (raw.number <= start) continue
    run.job.cancelled.throwIfAborted()
    rows.push(run.plan.reader.read(raw))
    if (rows.length < batchSize) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}

const dataErrors = new Set(['invalid_input', 'already_exists', 'still_referenced'])

/** Writes rows in one transaction; where the database refuses a value, in two halves, down to the row that is at fault. */
async function step(run: Run, rows: readonly ReadRow[]): Promise<void> {
  try {
    await write(run, rows)
  } catch (error) {
    if (!(error instanceof Problem) || !dataErrors.has(error.code)) throw error
    if (rows.length === 1)
      return write(
        run,
        rows.map((row) => ({ ...row, problems: [{ column: -1, field: null, message: error.message }] })),
      )
    const middle = Math.ceil(rows.length / 2)
    await step(run, rows.slice(0, middle))
    await step(run, rows.slice(middle))
  }
}

async function write(run: Run, rows: readonly ReadRow[]): Promise<void> {
  const last = rows.at(-1)?.number ?? run.position
  await tenantTx(run.ctx, 'write', async (tx) => {
    const batch = await planBatch(tx, run.plan, rows, { write: true })
    await writeBatch(tx, run, batch)
    const referencesCreated = [...batch.newNames.values()].reduce((sum, names) => sum + names.size, 0)
    const moved = await advance(tx, run.row.id, { from: run.position, to: last, ...batch.counts, referencesCreated })
    if (!moved) throw new Superseded()
    await run.job.save(tx, { checkpoint: { position: last }, done: run.processed + rows.length, total: run.row.detection.rows })
    tx.afterCommit(() => learn(run.plan, batch))
  })
  run.position = last
  run.processed += rows.length
}

/** Statements of one transaction travel together; each waits for its turn on the connection. */
async function writeBatch(tx: Tx, run: Run, batch: Batch): Promise<void> {
  const { object } = run.plan
  const changed = [...new Set(batch.merges.flatMap((merge) => Object.keys(merge.changes)))]
  const merges = batch.merges.map(({ grant, before, changes }) => ({ grant, changes: { ...before, ...changes } }))
  await Promise.all([
    batch.creates.length > 0 ? tx.run(insertQuery(object, tx.ctx.tenant, batch.creates)) : undefined,
    merges.length > 0 ? tx.run(updateManyQuery(object, tx.ctx.tenant, changed, merges)) : undefined,
    insertFailures(tx, run.row.id, 'import', batch.failures),
    insertLinks(tx, run.row.id, batch.links),
  ])
}

/** What a committed batch has made can be found by name from now on. */
function learn(plan: Plan, batch: Batch): void {
  for (const [index, names] of batch.newNames) for (const named of names.values()) index.add(named)
  const indexes = new Set([...plan.references.values()].filter((reference) => reference.toItself).map((reference) => reference.index))
  if (plan.own !== undefined) indexes.add(plan.own)
  for (const {
    grant: { id },
    values,
  } of batch.creates) {
    const name = values[plan.target.type.object.nameField]
    if (typeof name === 'string') for (const index of indexes) index.add({ id, name })
  }
}
