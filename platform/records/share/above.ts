import type { RecordFacts } from '@freehold/access'
import type { Catalog, RecordType } from '../catalog.ts'

export interface Above {
  readonly type: RecordType
  readonly facts: RecordFacts
}

/** The record and what it belongs to, nearest first, each once. */
export function recordsAbove(catalog: Catalog, type: RecordType, facts: RecordFacts): Above[] {
  const parents = Object.entries(facts.parents ?? {}).flatMap(([attribute, parent]) => {
    const reference = type.object.fields[attribute]?.reference
    return parent === null || reference === undefined ? [] : recordsAbove(catalog, catalog.type(reference), parent)
  })
  const byKey = new Map([...parents.toReversed(), { type, facts }].map((one) => [`${one.type.object.name} ${one.facts.id}`, one]))
  return [...byKey.values()].toReversed()
}
