import { createHash } from 'node:crypto'
import { Problem, type OpContext } from '@freehold/kernel'
import { z } from 'zod'
import { importFields } from '../definition/object.ts'
import { matchColumns, type MatchTarget } from './column-match.ts'
import { columnMappingSchema, importOptionsSchema, type ColumnMapping, type Detection, type ImportOptions } from './mapping.ts'
import type { ImportCatalog, ImportTarget } from './target.ts'

/** What columns of a file may be matched with. */
export function matchTarget(target: ImportTarget): MatchTarget {
  const { object } = target.type
  const names = [object.name, object.plural, object.label.toLowerCase(), object.pluralLabel.toLowerCase()]
  return { names: [...new Set(names)], fields: importFields(object) }
}

/** The same headings in the same order are the same kind of file. */
export function fingerprint(detection: Detection): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(detection.columns.map((column) => column.name.trim().toLowerCase())))
    .digest()
}

/** A mapping by names and contents. Unknown references are made where the person may make them, reported otherwise. */
export function proposeMapping(ctx: OpContext, catalog: ImportCatalog, target: ImportTarget, detection: Detection): ColumnMapping[] {
  const fields = target.type.object.fields
  return matchColumns(matchTarget(target), detection.columns).map(({ column, field, confidence }) => {
    const found = detection.columns[column]
    const source = field === null ? undefined : catalog.sources.get(fields[field]?.reference ?? '')
    return columnMappingSchema.parse({
      column,
      name: found?.name ?? '',
      field,
      confidence,
      dateOrder: found?.dateOrder,
      decimal: found?.decimal,
      unknown: source === undefined || (source.columnsOfNew !== undefined && allows(ctx, source.plural)) ? 'create' : 'report',
    })
  })
}

function allows(ctx: OpContext, plural: string): boolean {
  try {
    ctx.authorize('create', plural)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'forbidden') return false
    throw error
  }
}

const remembered = z.object({ mapping: z.array(columnMappingSchema), options: importOptionsSchema })

/**
 * What was chosen for the last file with these headings, as far as it still fits: fields that are gone are left out, dates
 * and decimal marks are those of this file unless it leaves them open, accepted near misses stay accepted.
 */
export function recalled(
  stored: { mapping: unknown; options: unknown } | undefined,
  proposed: readonly ColumnMapping[],
  target: ImportTarget,
  detection: Detection,
): { mapping: ColumnMapping[]; options: ImportOptions } | undefined {
  const parsed = remembered.safeParse(stored)
  if (!parsed.success) return undefined
  const fields = new Map(importFields(target.type.object))
  const mapping = proposed.map((proposal): ColumnMapping => {
    const earlier = parsed.data.mapping.find((candidate) => candidate.column === proposal.column && candidate.name === proposal.name)
    if (earlier === undefined || (earlier.field !== null && !fields.has(earlier.field))) return proposal
    const profile = detection.columns[proposal.column]
    return {
      ...earlier,
      confidence: 1,
      remembered: true,
      dateOrder: profile?.dateAmbiguous === true ? earlier.dateOrder : proposal.dateOrder,
      decimal: profile?.decimalAmbiguous === true ? earlier.decimal : proposal.decimal,
    }
  })
  return { mapping, options: parsed.data.options }
}
