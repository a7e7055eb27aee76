import { Problem, type OpContext } from '@freehold/kernel'
import { createdByOperation, readOperation, type OperationEntry } from '@freehold/ledger'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { columnOf, type FieldValue, type Values } from '../definition/object.ts'
import { updateManyQuery } from '../record/record-queries.ts'
import { type Held, WriteGuard } from '../record/write-guard.ts'
import { insertFailures } from './failure-queries.ts'
import { findImport, moveImport } from './import-queries.ts'
import { Superseded, type ImportJob } from './import-job.ts'
import type { ImportCatalog, ImportTarget } from './target.ts'
import { advanceUndo, currentRows, removeRecords, trashRecords } from './undo-queries.ts'

const entriesAtOnce = 500

/** Counted once per record that stays as it is, with the reason. */
interface Kept {
  readonly name: string
  readonly reason: string
}

interface Outcome {
  removed: number
  reverted: number
  readonly kept: Kept[]
}

/**
 * Takes an import back, newest change first: records it made go to the trash, records it changed get their values back,
 * unless somebody has changed those since. Each page of entries is one transaction, so it goes on where it stopped.
 * Undoing is itself recorded, under the job's request and no operation: it cannot be mistaken for the import.
 */
export async function undoRun(base: OpContext, catalog: ImportCatalog, importId: string, job: ImportJob): Promise<void> {
  const { operationId: _, ...rest } = base
  const ctx: OpContext = { ...rest, authorize: base.authorize.bind(base) }
  const tables = new Map([...catalog.targets.values()].map((target) => [tableName(target), target]))
  const undo: Undo = { ctx, importId, job, tables, atOnce: entriesAtOnce }
  try {
    while (await stepBack(undo)) job.cancelled.throwIfAborted()
  } catch (error) {
    if (error instanceof Superseded) return
    throw error
  }
  await tenantTx(ctx, 'write', async (tx) => {
    await moveImport(tx, importId, ['undoing'], 'undone')
  })
}

interface Undo {
  readonly ctx: OpContext
  readonly importId: string
  readonly job: ImportJob
  readonly tables: ReadonlyMap<string, ImportTarget>
  /** Entries per transaction; 1 after the database has refused a page, until that page is through. */
  atOnce: number
}

function tableName(target: ImportTarget): string {
  return target.type.object.table.split('.')[1] ?? ''
}

/** One page. False: nothing is left, or the import is not being undone. */
async function stepBack(undo: Undo): Promise<boolean> {
  try {
    return await tenantTx(undo.ctx, 'write', (tx) => takeBack(tx, undo, undefined))
  } catch (error) {
    if (!(error instanceof Problem) || !['still_referenced', 'already_exists', 'invalid_input'].includes(error.code)) throw error
    if (undo.atOnce > 1) {
      // Somewhere in this page is a record that cannot go: one entry at a time finds it, and only it stays.
      for (let left = undo.atOnce; left > 0; left -= 1) if (!(await stepBack({ ...undo, atOnce: 1 }))) return false
      return true
    }
    const reason =
      error.code === 'still_referenced' ? 'Other records still refer to it, so it was kept.' : `It could not be put back: ${error.message}`
    return tenantTx(undo.ctx, 'write', (tx) => takeBack(tx, undo, reason))
  }
}

/** `refused`: why the one entry of this page is left alone. */
async function takeBack(tx: Tx, undo: Undo, refused: string | undefined): Promise<boolean> {
  const row = await findImport(tx, undo.importId)
  if (row === undefined || row.state !== 'undoing') return false
  const page = { operation: undo.importId, objects: [...undo.tables.keys()], before: row.undo_position ?? undefined, limit: undo.atOnce }
  const entries = await readOperation(tx, page)
  const last = entries.at(-1)
  if (last === undefined) return false
  const outcome: Outcome = { removed: 0, reverted: 0, kept: [] }
  for (const [name, target] of undo.tables) {
    const own = entries.filter((entry) => entry.object === name)
    if (own.length === 0) continue
    if (refused === undefined) await takeBackOf(tx, target, undo.importId, own, outcome)
    else {
      const guard = new WriteGuard(tx, target.type.object)
      const held = await guard.holdMany(
        own.map((entry) => entry.record_id),
        'update',
      )
      for (const record of held.values()) outcome.kept.push({ name: guard.nameOf(record), reason: refused })
    }
  }
  const kept = outcome.kept.map(({ name, reason }, at) => ({ number: row.undo_kept + at + 1, reasons: [`${name}: ${reason}`], cells: [] }))
  await insertFailures(tx, undo.importId, 'undo', kept)
  const moved = await advanceUndo(tx, undo.importId, {
    from: row.undo_position,
    to: last.id,
    removed: outcome.removed,
    reverted: outcome.reverted,
    kept: kept.length,
  })
  if (!moved) throw new Superseded()
  await undo.job.save(tx, {
    checkpoint: { position: last.id },
    done: row.undo_removed + row.undo_reverted + outcome.removed + outcome.reverted,
  })
  return true
}

async function takeBackOf(
  tx: Tx,
  target: ImportTarget,
  operation: string,
  entries: readonly OperationEntry[],
  outcome: Outcome,
): Promise<void> {
  const made = entries.filter((entry) => entry.action === 'created').map((entry) => entry.record_id)
  outcome.removed += await remove(tx, target, made, outcome)
  const updated = entries.filter((entry) => entry.action === 'updated')
  if (updated.length === 0) return
  const created = await createdByOperation(
    tx,
    operation,
    updated.map((entry) => entry.record_id),
  )
  const changed = updated.filter((entry) => !created.has(entry.record_id))
  const ids = changed.map((entry) => entry.record_id)
  const guard = new WriteGuard(tx, target.type.object)
  const held = await guard.holdMany(ids, 'update')
  const current = new Map((await currentRows(tx, target, ids)).map((row) => [row.id, row]))
  for (const entry of changed) {
    const now = current.get(entry.record_id)
    const record = held.get(entry.record_id)
    if (now === undefined || record === undefined) continue
    const changes = valuesBefore(target, entry)
    const [refused] = await guard.changes([{ held: { ...record, stored: storedFrom(record, now.row, changes) }, given: changes }])
    if (refused !== undefined) {
      outcome.kept.push({ name: guard.nameOf(record), reason: refused.message })
      continue
    }
    if (Object.entries(entry.after ?? {}).some(([column, value]) => !same(now.row[column], value))) {
      outcome.kept.push({ name: guard.nameOf(record), reason: 'It was changed after the import, so it was left as it is.' })
      continue
    }
    const fields = Object.keys(changes)
    if (fields.length > 0)
      await tx.run(updateManyQuery(target.type.object, tx.ctx.tenant, fields, [{ grant: guard.grant(record), changes }]))
    Object.assign(now.row, entry.before)
    outcome.reverted += 1
  }
}

/** Into the trash, or away where there is none, as far as whoever undoes may; returns how many. */
async function remove(tx: Tx, target: ImportTarget, ids: readonly string[], outcome: Outcome): Promise<number> {
  if (ids.length === 0) return 0
  const guard = new WriteGuard(tx, target.type.object)
  const held = [...(await guard.holdMany(ids, 'delete')).values()]
  for (const record of held)
    if (record.refused !== undefined && record.stored.deletedAt == null)
      outcome.kept.push({ name: guard.nameOf(record), reason: record.refused.message })
  const grants = held.filter((record) => record.refused === undefined).map((record) => guard.grant(record))
  return target.trash ? trashRecords(tx, target, grants) : removeRecords(tx, target, grants)
}

function valuesBefore(target: ImportTarget, { before }: OperationEntry): Values {
  const fields = Object.keys(target.type.object.fields).filter((name) => before !== null && columnOf(name) in before)
  return Object.fromEntries(fields.map((name) => [name, (before?.[columnOf(name)] ?? null) as FieldValue]))
}

/** Values of a record that an entry before may have put back in this transaction already. */
function storedFrom({ stored }: Held, row: Record<string, unknown>, changes: Values): Held['stored'] {
  return { ...stored, ...Object.fromEntries(Object.keys(changes).map((name) => [name, row[columnOf(name)] as FieldValue])) }
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
}
