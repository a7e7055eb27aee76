import type { Tx } from '@freehold/tenancy'
import type { Values } from '../definition/object.ts'
import { quoted } from './converted.ts'
import { newId } from '../record/id.ts'
import type { NameIndex } from './name-index.ts'
import type { Plan, PlannedReference } from './plan.ts'
import type { ReadRow } from './row-reader.ts'
import type { Named } from './target.ts'
import { nameKey } from './text-key.ts'

/** Records to be made for unknown names: source → key of the name → record. */
export type NewNames = Map<NameIndex, Map<string, Named>>

export interface Resolved {
  readonly read: ReadRow
  /** From the file; references are ids. */
  readonly values: Values
  /** What a new record gets where the file says nothing. */
  readonly defaults: Values
  /** Field → name of a record of the same object that may come later in the file. */
  readonly later: ReadonlyMap<string, string>
  /** Refers to a record that is still to be made. */
  readonly fresh: boolean
  readonly reasons: string[]
}

/** Turns names into ids: one query per source and batch at most; unknown ones are noted in `newNames`, reported or left empty, as chosen. */
export async function resolveReferences(tx: Tx, plan: Plan, rows: readonly ReadRow[], newNames: NewNames): Promise<Resolved[]> {
  const { names: standing } = plan.reader.defaults
  for (const { field, index } of plan.references.values()) {
    const names = rows.flatMap((row) => row.names.get(field) ?? [])
    await index.prepare(tx, [...names, ...(standing.has(field) ? [standing.get(field) ?? ''] : [])])
  }
  return rows.map((read) => {
    const values: Values = Object.fromEntries(read.values)
    const defaults: Values = { ...plan.defaults }
    const row = { read, values, defaults, later: new Map<string, string>(), fresh: false, reasons: [] as string[] }
    for (const reference of plan.references.values()) {
      const own = read.names.get(reference.field)
      const name = own ?? standing.get(reference.field)
      if (name !== undefined) resolve(reference, name, own === undefined ? defaults : values, row, newNames)
    }
    return row
  })
}

interface Resolving {
  readonly later: Map<string, string>
  fresh: boolean
  readonly reasons: string[]
}

function resolve(reference: PlannedReference, name: string, into: Values, row: Resolving, newNames: NewNames): void {
  const { index, field, column, unknown } = reference
  const made = newNames.get(index)?.get(nameKey(name))
  const found = index.find(name) ?? made
  if (made !== undefined) row.fresh = true
  if (found === 'several')
    row.reasons.push(`${column}: several ${index.source.plural} are called ${quoted(name)}, so it is not clear which is meant.`)
  else if (found !== undefined) into[field] = found.id
  else if (reference.toItself) row.later.set(field, name)
  else if (unknown === 'blank') return
  else if (unknown === 'report' || index.source.columnsOfNew === undefined)
    row.reasons.push(`${column}: there is no ${index.source.label} called ${quoted(name)}.`)
  else {
    into[field] = make(index, name, newNames)
    row.fresh = true
  }
}

function make(index: NameIndex, name: string, newNames: NewNames): string {
  const named: Named = { id: newId(), name: name.trim() }
  const names = newNames.get(index) ?? new Map<string, Named>()
  names.set(nameKey(name), named)
  newNames.set(index, names)
  return named.id
}
