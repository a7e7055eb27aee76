import { Problem } from '@freehold/kernel'
import { importFields, type ObjectDefinition } from '../definition/object.ts'
import type { ColumnMapping, Detection, ImportOptions } from './mapping.ts'
import { NameIndex } from './name-index.ts'
import { createRowReader, type RowReader } from './row-reader.ts'
import type { CellValue, ImportCatalog, ImportFacts, ImportTarget } from './target.ts'

export interface PlannedReference {
  readonly field: string
  /** Heading of the file's column, for reasons; its place, -1 for a value of all rows. */
  readonly column: string
  readonly at: number
  readonly index: NameIndex
  readonly unknown: ColumnMapping['unknown']
  /** Names records of the object that is imported: a company's parent. */
  readonly toItself: boolean
}

/** Mapping and options, compiled for one run. Holds what was learned of names; not to be shared between runs. */
export interface Plan {
  /** As the person may import into it: fields that are hidden from him, or never his to write, are not there. */
  readonly target: ImportTarget
  /** The target's object whole, by which records are written. */
  readonly object: ObjectDefinition
  readonly options: ImportOptions
  readonly mapping: readonly ColumnMapping[]
  readonly reader: RowReader
  readonly references: ReadonlyMap<string, PlannedReference>
  readonly facts: ImportFacts
  readonly matchBy: readonly string[]
  /** Names of the target's own records, where it is also a source. */
  readonly own: NameIndex | undefined
  /** Values of new records where the file has none. References among the options' values are resolved per batch. */
  readonly defaults: Readonly<Record<string, CellValue>>
}

export interface PlanRequest {
  readonly detection: Detection
  readonly mapping: readonly ColumnMapping[]
  readonly options: ImportOptions
  readonly currency: string
}

/** @throws Problem invalid_input where the mapping does not fit the target */
export function compilePlan(catalog: ImportCatalog, target: ImportTarget, request: PlanRequest): Plan {
  const { options, mapping, detection } = request
  const { object } = target.type
  const currency = options.currency ?? request.currency
  const fields = new Map(importFields(object))
  const reader = createRowReader(target, mapping, options, { width: detection.columns.length, delimiter: detection.delimiter, currency })
  const indexes = new Map([...catalog.sources].map(([name, source]) => [name, new NameIndex(source, objectOf(catalog, source.plural))]))
  const references = new Map<string, PlannedReference>()
  for (const field of new Set([...reader.fields, ...reader.defaults.names.keys()])) {
    const to = fields.get(field)?.reference
    if (to === undefined) continue
    const index = indexes.get(to)
    if (index === undefined)
      throw new Problem('invalid_input', { detail: `Records of ${to} cannot be found by name, so ${field} cannot be imported.` })
    const column = mapping.find((candidate) => candidate.field === field)
    references.set(field, {
      field,
      column: column?.name ?? field,
      at: column?.column ?? -1,
      index,
      unknown: column?.unknown ?? 'report',
      toItself: to === object.name,
    })
  }
  const matchBy = matchFields(target, options)
  return {
    target,
    object: objectOf(catalog, object.plural) ?? object,
    options,
    mapping,
    reader,
    references,
    matchBy,
    facts: { currency },
    own: matchBy.includes(object.nameField) ? indexes.get(object.name) : undefined,
    defaults: { ...(fields.has('currency') ? { currency } : {}), ...Object.fromEntries(reader.defaults.values) },
  }
}

function objectOf(catalog: ImportCatalog, plural: string): ObjectDefinition | undefined {
  return catalog.targets.get(plural)?.type.object
}

function matchFields(target: ImportTarget, options: ImportOptions): readonly string[] {
  const unknown = options.matchBy?.find((field) => !target.matchBy.includes(field))
  if (unknown !== undefined) {
    throw new Problem('invalid_input', {
      errors: [{ path: 'options.matchBy', message: `Existing records can be found by ${target.matchBy.join(', ')}, not by "${unknown}".` }],
    })
  }
  return options.matchBy ?? target.matchBy
}
