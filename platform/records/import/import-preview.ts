import type { OpContext } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { sightOf } from '../access/sight.ts'
import { planBatch, type Batch, type Outcome } from './batch.ts'
import { isBlankText } from './blank.ts'
import { converter, taken, type Take } from './conversion.ts'
import type { RawRow } from './csv-rows.ts'
import { nearNames, nearSpellings, type NearMiss } from './near-miss.ts'
import type { Plan } from './plan.ts'
import { nothingSeen } from './record-match.ts'
import { wordsInUse } from './reference-queries.ts'
import type { ReadRow } from './row-reader.ts'
import { createWordCounts, type WordCounts } from './word-counts.ts'

export interface PreviewRow {
  readonly number: number
  readonly cells: readonly string[]
  /** As it would be stored; references by name, amounts in minor units. */
  readonly values: Readonly<Record<string, unknown>>
  readonly problems: readonly { column: number; field: string | null; message: string }[]
  readonly mapped: readonly { column: number; field: string }[]
  readonly outcome: Outcome
  /** Everything that keeps the row out, unknown names and the object's own rules included. */
  readonly reasons: readonly string[]
}

export interface Proposal extends NearMiss {
  readonly column: number
}

/** Cells of a column that can be read once only a part of them is taken. */
export interface PartProposal {
  readonly column: number
  readonly take: Take
  readonly rows: number
  readonly example: { readonly from: string; readonly to: string }
}

export interface Preview {
  readonly rows: readonly PreviewRow[]
  readonly counts: { rows: number; toCreate: number; toMerge: number; toSkip: number; toReport: number }
  /** False: time ran out, the counts are of the first `counts.rows` rows. */
  readonly complete: boolean
  /** Records to be made for unknown names, by source: `{ companies: 3 }`. */
  readonly newReferences: Readonly<Record<string, number>>
  readonly proposals: readonly Proposal[]
  readonly partProposals: readonly PartProposal[]
  /** The first 100 failures with their reasons. */
  readonly failures: readonly { number: number; reasons: readonly string[] }[]
}

const shownRows = 20
const shownFailures = 100
const batchRows = 1000

/** Counts what would happen to every row without writing anything; stops after `budget` ms. */
export async function previewImport(
  ctx: OpContext,
  plan: Plan,
  rows: AsyncIterable<RawRow> | Iterable<RawRow>,
  header: number,
  budget: number,
): Promise<Preview> {
  const watch = createWatch(plan)
  const until = performance.now() + budget
  let batch: ReadRow[] = []
  let complete = true
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await tenantTx(ctx, 'read', (tx) => watch.look(tx, batch))
    batch = []
  }
  for await (const raw of rows) {
    if (raw.number <= header) continue
    batch.push(plan.reader.read(raw))
    if (batch.length < batchRows) continue
    await flush()
    if (performance.now() < until) continue
    complete = false
    break
  }
  await flush()
  const proposals = await tenantTx(ctx, 'read', (tx) => watch.proposals(tx))
  return { ...watch.result(), ...proposals, complete }
}

function createWatch(plan: Plan) {
  const shown: PreviewRow[] = []
  const failures: { number: number; reasons: readonly string[] }[] = []
  const counts = { rows: 0, toCreate: 0, toMerge: 0, toSkip: 0, toReport: 0 }
  const seen = nothingSeen()
  const made = new Map<string, Set<string>>()
  const words = createWordCounts(plan)
  return {
    async look(tx: Tx, rows: readonly ReadRow[]): Promise<void> {
      for (const row of rows) words.add(row)
      const batch = await planBatch(tx, plan, rows, { write: false, seen })
      shown.push(...rows.slice(0, shownRows - shown.length).map((row) => shownRow(plan, row, batch)))
      counts.rows += rows.length
      counts.toCreate += batch.counts.created
      counts.toMerge += batch.counts.merged
      counts.toSkip += batch.counts.skipped
      counts.toReport += batch.counts.failed
      failures.push(...batch.failures.slice(0, shownFailures - failures.length).map(({ number, reasons }) => ({ number, reasons })))
      for (const [index, names] of batch.newNames) {
        const all = made.get(index.source.plural) ?? new Set()
        for (const key of names.keys()) all.add(key)
        made.set(index.source.plural, all)
      }
    },
    proposals: async (tx: Tx) => ({ proposals: await nearMisses(tx, plan, words), partProposals: partProposals(plan, words) }),
    result: () => ({
      rows: shown,
      counts,
      failures,
      newReferences: Object.fromEntries([...made].map(([plural, names]) => [plural, names.size])),
    }),
  }
}

function shownRow(plan: Plan, row: ReadRow, batch: Batch): PreviewRow {
  return {
    mapped: plan.mapping.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }])),
    outcome: batch.outcomes.get(row.number) ?? 'report',
    reasons: batch.failures.find((failure) => failure.number === row.number)?.reasons ?? [],
    number: row.number,
    cells: row.cells,
    values: { ...Object.fromEntries(row.values), ...Object.fromEntries(row.names) },
    problems: row.problems,
  }
}

async function nearMisses(tx: Tx, plan: Plan, words: WordCounts): Promise<Proposal[]> {
  const found: Proposal[] = []
  for (const reference of plan.references.values()) {
    if (reference.at < 0) continue
    await reference.index.prepare(tx, [])
    const known = reference.index.names()
    const unknown = new Map([...words.of(reference.at)].filter(([value]) => reference.index.find(value) === undefined))
    // A name of the same file (a parent company further down) is as good as one that exists.
    const others = reference.toItself ? words.names() : []
    const missing = new Map([...unknown].filter(([value]) => !others.includes(value)))
    found.push(...nearNames(missing, [...known, ...others]).map((miss) => ({ column: reference.at, ...miss })))
  }
  for (const { column, field } of plan.mapping) {
    if (field === null || !words.isWordColumn(column)) continue
    const inUse = await wordsInUse(tx, { sight: sightOf(tx.ctx, plan.object), field, trash: plan.target.trash })
    const standard = [...new Set([...inUse, ...(plan.target.vocabulary?.[field] ?? [])])]
    found.push(...nearSpellings(words.of(column), standard).map((miss) => ({ column, ...miss })))
  }
  return found
}

/** `2013 (1888)` is no year, but its first number is one; `Saint Paul, Minnesota` is more than a city. */
function partProposals(plan: Plan, words: WordCounts): PartProposal[] {
  return plan.mapping.flatMap((mapping) => {
    const field = mapping.field === null ? undefined : plan.target.type.object.fields[mapping.field]
    if (field === undefined || mapping.field === null || mapping.take !== 'all') return []
    if (field.type === 'integer') return readablePart(mapping.column, words, converter(field, mapping), 'firstNumber')
    if (plan.target.firstPart?.includes(mapping.field) === true) return withComma(mapping.column, words)
    return []
  })
}

function readablePart(column: number, words: WordCounts, convert: ReturnType<typeof converter>, take: Take): PartProposal[] {
  let rows = 0
  let example: { from: string; to: string } | undefined
  for (const [value, times] of words.of(column)) {
    if (!('problem' in convert(value))) continue
    const part = taken(value, take)
    if (part === '' || 'problem' in convert(part)) continue
    rows += times
    example ??= { from: value, to: part }
  }
  return example === undefined ? [] : [{ column, take, rows, example }]
}

function withComma(column: number, words: WordCounts): PartProposal[] {
  const parts = [...words.of(column)].filter(([value]) => !isBlankText(value) && /[^\s,;],\s*[^\s,;]/.test(value))
  const rows = parts.reduce((sum, [, times]) => sum + times, 0)
  const first = parts[0]?.[0]
  return first === undefined ? [] : [{ column, take: 'beforeComma', rows, example: { from: first, to: taken(first, 'beforeComma') } }]
}
