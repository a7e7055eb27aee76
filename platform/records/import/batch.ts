import { type FieldError, Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { Values } from '../definition/object.ts'
import type { Grant } from '../record/grant.ts'
import { newId } from '../record/id.ts'
import { WriteGuard } from '../record/write-guard.ts'
import { grantNames, type GrantedNames } from './new-name.ts'
import type { Plan } from './plan.ts'
import { findExisting, identityOf, keysOf, knownId, nothingSeen, type Seen } from './record-match.ts'
import { insertNamed } from './reference-queries.ts'
import { resolveReferences, type NewNames, type Resolved } from './reference-resolution.ts'
import type { ReadRow } from './row-reader.ts'
import { differences, givenIn, say, withoutSameName } from './said-values.ts'

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
}

export type Outcome = 'create' | 'merge' | 'skip' | 'report'

/** What is to become of the rows of a batch: everything but the writing of records. */
export interface Batch {
  readonly creates: { grant: Grant; values: Values }[]
  readonly merges: { grant: Grant; before: Values; changes: Values }[]
  readonly named: GrantedNames
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
  const guard = new WriteGuard(tx, plan.object)
  const named: GrantedNames = new Map()
  const batch: Batch = {
    creates: [],
    merges: [],
    named,
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
  await grantNames(tx, plan, batch.newNames, named, resolved)
  const sound = resolved.filter((row) => passes(batch, row.read, row.reasons))
  const existing = await findExisting(tx, plan, sound)
  const found = sortOut(plan, batch, sound, existing, mode.seen ?? nothingSeen())
  if (mode.write)
    for (const [index, names] of named) await insertNamed(tx, index.source, index.source.columnsOfNew?.(plan.facts) ?? {}, names)
  await planCreates(tx, plan, batch, guard, found.creates, mode)
  await planMerges(tx, plan, batch, guard, found.merges, mode)
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
    const destination = side.get(id) ?? { id, rows: [], said: {} }
    destination.rows.push(row)
    say(plan, destination.said, row.values)
    side.set(id, destination)
  }
  return { creates: [...creates.values()], merges: [...merges.values()] }
}

async function planCreates(
  tx: Tx,
  plan: Plan,
  batch: Batch,
  guard: WriteGuard,
  creates: readonly Destination[],
  mode: PlanningMode,
): Promise<void> {
  const drafts = creates.map((create) => {
    const given = { ...create.rows[0]?.defaults, ...create.said }
    return { create, id: create.id, given, values: { ...given } }
  })
  // Looking writes nothing, so what refers to a record that is still to be made cannot be judged.
  const judged = drafts.filter(({ create }) => mode.write || !create.rows.some((row) => row.fresh))
  const refusals = await guard.givenFields(judged.map((draft) => draft.given))
  const allowed = judged.filter((_, at) => refusals[at] === undefined)
  const faults =
    (await plan.target.type.rules.beforeInsert?.(
      tx,
      allowed.map((draft) => draft.values),
    )) ?? []
  const sound = allowed.filter((_, at) => (faults[at]?.length ?? 0) === 0)
  const answers = new Map((await guard.create(sound)).map((answer, at) => [sound[at], answer]))
  const reasons = new Map<object, readonly FieldError[]>()
  for (const [at, draft] of judged.entries()) reasons.set(draft, faultsOf(refusals[at]))
  for (const [at, draft] of allowed.entries()) reasons.set(draft, guard.hideErrors(faults[at] ?? []))
  for (const draft of drafts) {
    const answer = answers.get(draft)
    const why = answer instanceof Problem ? faultsOf(answer) : (reasons.get(draft) ?? [])
    if (!settle(batch, draft.create, 'create', why)) continue
    if (answer !== undefined && !(answer instanceof Problem)) batch.creates.push({ grant: answer, values: draft.values })
    batch.counts.created += 1
    batch.counts.merged += draft.create.rows.length - 1
  }
}

function faultsOf(problem: Problem | undefined): FieldError[] {
  return problem === undefined ? [] : (problem.extra.errors ?? [{ path: '', message: problem.message }])
}

async function planMerges(
  tx: Tx,
  plan: Plan,
  batch: Batch,
  guard: WriteGuard,
  merges: readonly Destination[],
  mode: PlanningMode,
): Promise<void> {
  if (merges.length === 0) return
  const held = await guard.holdMany(
    merges.map((merge) => merge.id),
    'update',
    mode.write,
  )
  const updates = merges.flatMap((merge) => {
    const record = held.get(merge.id)
    if (record === undefined) return []
    const { id, ...before } = record.stored
    const said = withoutSameName(plan, before, merge.said)
    return [{ merge, held: record, id, before, given: givenIn(before, said), changes: differences(before, said) }]
  })
  const refusals = await guard.changes(updates)
  const judged = updates.filter((update, at) => refusals[at] === undefined && Object.keys(update.changes).length > 0)
  const faults = (await plan.target.type.rules.beforeUpdate?.(tx, judged)) ?? []
  const reasons = new Map(updates.map((update, at) => [update.merge, faultsOf(refusals[at])]))
  for (const [at, update] of judged.entries()) reasons.set(update.merge, guard.hideErrors(faults[at] ?? []))
  const byMerge = new Map(updates.map((update) => [update.merge, update]))
  for (const merge of merges) {
    if (!settle(batch, merge, 'merge', reasons.get(merge) ?? [])) continue
    batch.counts.merged += merge.rows.length
    const update = byMerge.get(merge)
    if (update === undefined || Object.keys(update.changes).length === 0) continue
    batch.merges.push({ grant: guard.grant(update.held), before: update.before, changes: update.changes })
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
