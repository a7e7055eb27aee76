import type { OpContext } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import { offeredObject, sightOf } from '../access/sight.ts'
import type { RecordType, ReferenceTarget } from '../catalog.ts'

/**
 * Glossary. *Target*: an object that rows can be imported into. *Source of a reference*: records that a cell names, such as
 * the companies that deals belong to. *Plan*: mapping and options, compiled. Domains say what their targets and sources are.
 */
export interface ReferenceSource extends Pick<ReferenceTarget, 'name' | 'table' | 'nameColumn' | 'trash'> {
  /** For permissions and sentences: `companies`. */
  readonly plural: string
  /** `company`, as in a sentence. */
  readonly label: string
  /** Columns beside the name of a record made for an unknown name; absent: such records cannot be made by an import. */
  readonly columnsOfNew?: (facts: ImportFacts) => Readonly<Record<string, string>>
}

export interface ImportFacts {
  /** ISO 4217, of amounts whose row names none. */
  readonly currency: string
}

/** A record found by its name. */
export interface Named {
  readonly id: string
  readonly name: string
}

export type CellValue = string | number | string[] | null

export interface ImportTarget {
  readonly type: RecordType
  /** Fields by which a row finds an existing record, in this order. The name is compared without case and spaces. */
  readonly matchBy: readonly string[]
  readonly trash: boolean
  /** Known words of a field, which misspellings are compared with: names of countries. */
  readonly vocabulary?: Readonly<Record<string, readonly string[]>>
  /** Fields that take only the first of several places in a cell: `Saint Paul, Minnesota` for a city. */
  readonly firstPart?: readonly string[]
}

/** The target as this person may import into it: fields hidden from him are not there, those never his to write are not importable. */
export function offeredTarget(ctx: Pick<OpContext, 'access'>, target: ImportTarget): ImportTarget {
  const object = offeredObject(sightOf(ctx, target.type.object))
  if (object === target.type.object) return target
  const matchBy = target.matchBy.filter((field) => object.fields[field] !== undefined)
  return { ...target, type: { ...target.type, object }, matchBy }
}

/** Everything an installation can import, and what it needs to know of its organizations. */
export interface ImportCatalog {
  /** By plural name, as in addresses. */
  readonly targets: ReadonlyMap<string, ImportTarget>
  readonly sources: ReadonlyMap<string, ReferenceSource>
  /** The organization's own currency. */
  currency(tx: Tx): Promise<string>
}
