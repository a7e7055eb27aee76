import type { Field } from '../definition/field.ts'
import type { Fields, ObjectDefinition } from '../definition/object.ts'

/** What is taken away from an object for somebody who may not see all of it. */
export interface Narrowing {
  /** Fields that are as if they did not exist. */
  readonly hidden: readonly string[]
  /** Fields that are empty in some records, whatever the definition says. */
  readonly masked: readonly string[]
  /** Fields that are never theirs to write. */
  readonly fixed?: readonly string[]
}

// Of one object. Policies of all organizations together hide few combinations; somebody who invents them must not fill the memory.
const mostKept = 500
const kept = new WeakMap<ObjectDefinition, Map<string, ObjectDefinition>>()

/**
 * The object's definition as somebody knows it who may not see all of its fields. Everything about records is made from the
 * definition (filters, sorting, totals, search, files, metadata), so a field that is not in it does not exist for them.
 * The same for everybody from whom the same is hidden: statements and schemas are kept by definition.
 */
export function narrowedObject(object: ObjectDefinition, { hidden, masked, fixed = [] }: Narrowing): ObjectDefinition {
  if (hidden.length + masked.length + fixed.length === 0) return object
  const known = kept.get(object) ?? new Map<string, ObjectDefinition>()
  kept.set(object, known)
  const key = JSON.stringify([hidden, masked, fixed])
  if (known.size >= mostKept) known.clear()
  const narrowed = known.get(key) ?? narrow(object, { hidden, masked, fixed })
  known.set(key, narrowed)
  return narrowed
}

function narrow(object: ObjectDefinition, { hidden, masked, fixed }: Required<Narrowing>): ObjectDefinition {
  const there = (name: string): boolean => !hidden.includes(name)
  const traits = (name: string): Partial<Field> => ({
    ...(masked.includes(name) && { required: false }),
    ...(fixed.includes(name) && { readOnly: true, importable: false }),
  })
  const fields: Fields = Object.fromEntries(
    Object.entries(object.fields).flatMap(([name, field]): [string, Field][] =>
      there(name) ? [[name, { ...field, ...traits(name) }]] : [],
    ),
  )
  const { detailField, ...rest } = object
  return {
    ...rest,
    ...(detailField !== undefined && there(detailField) && { detailField }),
    fields,
    searchFields: object.searchFields.filter(there),
    // Amounts whose currency nobody knows do not add up.
    sums: object.sums.filter((name) => there(name) && (there('currency') || fields[name]?.type !== 'money')),
    uniques: object.uniques.filter(there),
    belongsTo: object.belongsTo.filter(there),
    defaultColumns: object.defaultColumns.filter(there),
    defaultSort: there(object.defaultSort.replace(/^-/, '')) ? object.defaultSort : '-updatedAt',
  }
}
