import type { FieldError } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { PlannedUpdate } from '../catalog.ts'
import type { Values } from '../definition/object.ts'
import { newId } from '../record/id.ts'
import type { Plan } from './plan.ts'
import { findExisting, identityOf, keysOf, knownId, nothingSeen, type Seen } from './record-match.ts'
import { storedValues } from './record-queries.ts'
import { insertNamed } from './reference-queries.ts'
import { resolveReferences, type NewNames, type Resolved } from './reference-resolution.ts'
import type { ReadRow } from './row-reader.ts'
import { nameKey } from './text-key.ts'

export interface RowFailure {
  readonly number: number
  readonly reasons: readonly string[]
  readonly cells: readonly string[]
}

/** A reference to a record that may come later in the file. */
export interface LaterLink {
  readonly number: number
  readonly recordId: string
  readonly field: string
  readonly name: string
}

/** A record that rows of the batch go into. More than one row when the file has duplicates. */
interface Destination {
  readonly id: string
  readonly rows: Resolved[]
  /** What the rows say, later ones over earlier ones. */
  readonly said: Values
  values: Values
  before?: Values
}

export type Outcome = 'create' | 'merge' | 'skip' | 'report'

/** What is to become of the rows of a batch: everything but the writing of records. */
export interface Batch {
  readonly creates: { id: string; values: Values }[]
  readonly merges: PlannedUpdate[]
  readonly failures: RowFailure[]
  readonly links: LaterLink[]
  readonly newNames: NewNames
  /** By number of the row; those that are not here are reported. */
  readonly outcomes: Map<number, Outcome>
  readonly counts: { created: number; merged: number; skipped: number; failed: number }
}

export interface PlanningMode {
  /** Makes the records that unknown names need and locks those that are merged into; false: only looks. */
  readonly write: boolean
  /** Rows that earlier batches would have created, for looking: nothing of them is in the database. */
  readonly seen?: Seen
}

/** Decides for each row: create, merge, skip or fail, with a reason. */
export async function planBatch(tx: Tx, plan: Plan, rows: readonly ReadRow[], mode: PlanningMode): Promise<Batch> {
  const batch: Batch = {
    creates: [],
    merges: [],
    failures: [],
    links: [],
    newNames: new Map(),
    outcomes: new Map(),
    counts: { created: 0, merged: 0, skipped: 0, failed: 0 },
  }
  const resolved = await resolveReferences(
    tx,
    plan,
    rows.filter((row) =>
      passes(
        batch,
        row,
        row.problems.map((problem) => problem.message),
      ),
    ),
    batch.newNames,
  )
  const sound = resolved.filter((row) => passes(batch, row.read, row.reasons))
  const existing = await findExisting(tx, plan, sound)
  const found = sortOut(plan, batch, sound, existing, mode.seen ?? nothingSeen())
  if (mode.write)
    for (const [index, names] of batch.newNames)
      await insertNamed(tx, index.source, index.source.columnsOfNew?.(plan.facts) ?? {}, [...names.values()])
  await planCreates(tx, plan, batch, found.creates, mode)
  await planMerges(tx, plan, batch, found.merges, mode)
  return batch
}

function passes(batch: Batch, row: ReadRow, reasons: readonly string[]): boolean {
  if (reasons.length === 0) return true
  batch.failures.push({ number: row.number, reasons, cells: row.cells })
  batch.counts.failed += 1
  return false
}

interface SortedOut {
  readonly creates: Destination[]
  readonly merges: Destination[]
}

/** One destination for each record, found by the first of a row's keys that is known. */
function sortOut(plan: Plan, batch: Batch, rows: readonly Resolved[], existing: Seen, seen: Seen): SortedOut {
  const creates = new Map<string, Destination>()
  const merges = new Map<string, Destination>()
  for (const row of rows) {
    const keys = keysOf(plan, row)
    const known = knownId(plan, row, keys, existing, seen)
    const id = known ?? newId()
    for (const key of keys) seen.ids.set(key, id)
    seen.identities.set(id, identityOf(plan, row.values) ?? seen.identities.get(id) ?? existing.identities.get(id) ?? null)
    if (known !== undefined && plan.options.duplicates === 'skip') {
      batch.counts.skipped += 1
      batch.outcomes.set(row.read.number, 'skip')
      continue
    }
    if (known !== undefined && plan.options.duplicates === 'report') {
      passes(batch, row.read, [`A ${plan.target.type.object.label.toLowerCase()} like this one exists already.`])
      continue
    }
    const side = known === undefined || creates.has(id) ? creates : merges
    const destination = side.get(id) ?? { id, rows: [], said: {}, values: {} }
    destination.rows.push(row)
    say(plan, destination.said, row.values)
    side.set(id, destination)
  }
  return { creates: [...creates.values()], merges: [...merges.values()] }
}

async function planCreates(tx: Tx, plan: Plan, batch: Batch, creates: readonly Destination[], mode: PlanningMode): Promise<void> {
  for (const create of creates) create.values = { ...create.rows[0]?.defaults, ...create.said }
  const judged = creates.filter((create) => mode.write || !create.rows.some((row) => row.fresh))
  const faults =
    (await plan.target.type.rules.beforeInsert?.(
      tx,
      judged.map((create) => create.values),
    )) ?? []
  const faulty = new Map(judged.map((create, at) => [create, faults[at] ?? []]))
  for (const create of creates) {
    if (!settle(batch, create, 'create', faulty.get(create) ?? [])) continue
    batch.creates.push({ id: create.id, values: create.values })
    batch.counts.created += 1
    batch.counts.merged += create.rows.length - 1
  }
}

async function planMerges(tx: Tx, plan: Plan, batch: Batch, merges: readonly Destination[], mode: PlanningMode): Promise<void> {
  if (merges.length === 0) return
  const stored = new Map(
    (
      await storedValues(
        tx,
        plan.target,
        merges.map((merge) => merge.id),
        mode.write,
      )
    ).map((record) => [record.id, record]),
  )
  const updates = merges.map((merge): PlannedUpdate => {
    const { id: _, ...before } = stored.get(merge.id) ?? { id: merge.id }
    return { id: merge.id, before, changes: differences(before, withoutSameName(plan, before, merge.said)) }
  })
  const judged = updates.filter((update) => stored.has(update.id) && Object.keys(update.changes).length > 0)
  const faults = (await plan.target.type.rules.beforeUpdate?.(tx, judged)) ?? []
  const faulty = new Map(judged.map((update, at) => [update, faults[at] ?? []]))
  for (const [at, merge] of merges.entries()) {
    const update = updates[at]
    if (update === undefined || !settle(batch, merge, 'merge', faulty.get(update) ?? [])) continue
    batch.counts.merged += merge.rows.length
    if (stored.has(merge.id) && Object.keys(update.changes).length > 0) batch.merges.push(update)
  }
}

/** Rows of a record that its rules refuse all fail; otherwise their links are noted. */
function settle(batch: Batch, destination: Destination, outcome: Outcome, faults: readonly FieldError[]): boolean {
  const sound = destination.rows.filter((row) =>
    passes(
      batch,
      row.read,
      faults.map((fault) => fault.message),
    ),
  )
  for (const [at, row] of sound.entries()) batch.outcomes.set(row.read.number, at === 0 ? outcome : 'merge')
  for (const row of sound) {
    for (const [field, name] of row.later) batch.links.push({ number: row.read.number, recordId: destination.id, field, name })
  }
  return sound.length > 0
}

/** Later rows overwrite earlier ones, but not how the name is written. */
function say(plan: Plan, said: Values, values: Values): void {
  Object.assign(said, withoutSameName(plan, said, values))
}

/** A record that was found as `acme  corp` is still written `Acme Corp`. */
function withoutSameName(plan: Plan, before: Values, said: Values): Values {
  const { nameField } = plan.target.type.object
  const [old, name] = [before[nameField], said[nameField]]
  if (typeof old !== 'string' || typeof name !== 'string' || nameKey(old) !== nameKey(name)) return said
  const { [nameField]: _, ...rest } = said
  return rest
}

/** What a row changes. What it leaves empty stays; tags are added to those that are there. */
function differences(before: Values, said: Values): Values {
  const changes: Values = {}
  for (const [field, value] of Object.entries(said)) {
    const old = before[field]
    if (Array.isArray(value)) {
      const all = [...new Set([...(Array.isArray(old) ? old : []), ...value])]
      if (!Array.isArray(old) || all.length > old.length) changes[field] = all
    } else if (value !== null && value !== old) changes[field] = value
  }
  return changes
}
