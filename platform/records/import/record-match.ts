import type { Tx } from '@freehold/tenancy'
import { sightOf } from '../access/sight.ts'
import type { Values } from '../definition/object.ts'
import type { Plan } from './plan.ts'
import { findByText, storedTexts } from './reference-queries.ts'
import type { Resolved } from './reference-resolution.ts'
import { nameKey } from './text-key.ts'

/** Records of this file that later rows may mean: by key, and what identifies each of them. */
export interface Seen {
  readonly ids: Map<string, string>
  /** Value of the identifying field by record; null where the row had none. */
  readonly identities: Map<string, string | null>
}

export function nothingSeen(): Seen {
  return { ids: new Map(), identities: new Map() }
}

/** The field whose value is one record's alone: an external id, a code, an address. */
function identityField(plan: Plan): string | undefined {
  return plan.matchBy.find((field) => plan.target.type.object.uniques.includes(field))
}

export function identityOf(plan: Plan, values: Values): string | undefined {
  const field = identityField(plan)
  const value = field === undefined ? undefined : values[field]
  return typeof value === 'string' ? value : undefined
}

/** By the first key that is known. Two records with different ids are two, even if they share a website or a name. */
export function knownId(plan: Plan, row: Resolved, keys: readonly string[], existing: Seen, seen: Seen): string | undefined {
  const identity = identityOf(plan, row.values)
  for (const key of keys) {
    const id = existing.ids.get(key) ?? seen.ids.get(key)
    if (id === undefined) continue
    const theirs = seen.identities.get(id) ?? existing.identities.get(id) ?? null
    if (identity === undefined || theirs === null || theirs === identity) return id
  }
  return undefined
}

/** What a row can be found by, most telling first: `externalId:ALFKI`, `name:alfreds futterkiste`. */
export function keysOf(plan: Plan, row: Resolved): string[] {
  return plan.matchBy.flatMap((field) => {
    const value = row.values[field]
    return typeof value === 'string' ? [keyOf(plan, field, value)] : []
  })
}

function keyOf(plan: Plan, field: string, value: string): string {
  return `${field}:${field === plan.target.type.object.nameField ? nameKey(value) : value}`
}

/** Existing records that rows of the batch name, by key. A name that several records share finds none. */
export async function findExisting(tx: Tx, plan: Plan, rows: readonly Resolved[]): Promise<Seen> {
  const found = nothingSeen()
  for (const field of plan.matchBy) {
    const values = [...new Set(rows.flatMap((row) => (typeof row.values[field] === 'string' ? [row.values[field]] : [])))]
    if (values.length === 0) continue
    for (const { id, value } of await namedBy(tx, plan, field, values)) {
      const key = keyOf(plan, field, value)
      if (!found.ids.has(key)) found.ids.set(key, id)
    }
  }
  const field = identityField(plan)
  if (field === undefined || found.ids.size === 0) return found
  for (const record of await storedTexts(tx, sightOf(tx.ctx, plan.object), field, [...new Set(found.ids.values())]))
    found.identities.set(record.id, record.value)
  return found
}

async function namedBy(tx: Tx, plan: Plan, field: string, values: readonly string[]): Promise<{ id: string; value: string }[]> {
  const { object } = plan.target.type
  if (field !== object.nameField || plan.own === undefined)
    return findByText(tx, { sight: sightOf(tx.ctx, plan.object), field, trash: plan.target.trash }, values)
  const index = plan.own
  await index.prepare(tx, values)
  return values.flatMap((value) => {
    const named = index.find(value)
    return named === undefined || named === 'several' ? [] : [{ id: named.id, value }]
  })
}
