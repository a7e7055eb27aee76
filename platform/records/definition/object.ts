import { dateTime, integer, reference, type Field, type FieldType, type ValueByType } from './field.ts'

export type Fields = Readonly<Record<string, Field>>

export interface ObjectDefinition<F extends Fields = Fields> {
  /** Singular, as code and the ledger say it: `deal`. */
  readonly name: string
  /** As in addresses and permissions: `deals`. */
  readonly plural: string
  readonly label: string
  readonly pluralLabel: string
  /** Name of a Lucide icon. */
  readonly icon: string
  /** With its schema: `crm.deal`. */
  readonly table: string
  /** The field that names a record: in references, search, sentences. */
  readonly nameField: string
  /** The field shown under the name in search results. */
  readonly detailField?: string
  /** Fields that `q=`, `contains`, `startsWith` look into; the table's trigram index holds exactly these, in this order. */
  readonly searchFields: readonly string[]
  /** Amounts that totals and groups add up. */
  readonly sums: readonly string[]
  /** Fields whose value no two records that are not in the trash may share. */
  readonly uniques: readonly string[]
  /** References to the record that this one is part of: who is given that one is given this one too. */
  readonly belongsTo: readonly string[]
  readonly defaultColumns: readonly string[]
  /** As in the query: `-updatedAt`. */
  readonly defaultSort: string
  readonly fields: F
}

/** As written down: names are checked against the fields by the compiler. */
export interface ObjectOptions<F extends Fields> extends Omit<
  ObjectDefinition<F>,
  'nameField' | 'detailField' | 'searchFields' | 'sums' | 'uniques' | 'belongsTo'
> {
  readonly nameField: keyof F & string
  readonly detailField?: keyof F & string
  readonly searchFields?: readonly (keyof F & string)[]
  readonly sums?: readonly (keyof F & string)[]
  readonly uniques?: readonly (keyof F & string)[]
  readonly belongsTo?: readonly (keyof F & string)[]
}

/** Declares an object: its fields as data, from which API, lists, import, export and page are made. Throws on a contradiction. */
export function defineObject<const F extends Fields>(options: ObjectOptions<F>): ObjectDefinition<F> {
  const object: ObjectDefinition<F> = { sums: [], uniques: [], searchFields: [], belongsTo: [], ...options }
  for (const name of Object.keys(object.fields)) {
    if (name in systemFields) throw new Error(`${object.name}.${name}: this name belongs to the fields that every record has`)
  }
  for (const [name, { initial, choices }] of Object.entries(object.fields)) {
    if (initial !== undefined && !choices?.some((one) => one.value === initial))
      throw new Error(`${object.name}.${name}: begins as ${initial}, which is no choice`)
  }
  for (const name of object.sums) {
    if (object.fields[name]?.type !== 'money' && object.fields[name]?.type !== 'integer') {
      throw new Error(`${object.name}.${name}: only numbers can be added up`)
    }
  }
  for (const name of object.belongsTo) {
    if (object.fields[name]?.reference === undefined) throw new Error(`${object.name}.${name}: belongs to what is no reference`)
  }
  for (const name of object.defaultColumns) {
    if (fieldOf(object, name) === undefined) throw new Error(`${object.name}.${name}: a default column that does not exist`)
  }
  return object
}

/** What every record has beside its object's fields; written by the database or by deleting. */
export const systemFields = {
  id: reference('Id', 'self', { readOnly: true }),
  version: integer('Version', { readOnly: true, required: true }),
  createdAt: dateTime('Created', { readOnly: true, required: true }),
  updatedAt: dateTime('Last change', { readOnly: true, required: true }),
  deletedAt: dateTime('Deleted', { readOnly: true }),
} as const satisfies Fields

/** System fields that lists may show, filter and sort by. */
export const listedSystemFields = ['createdAt', 'updatedAt'] as const

export function fieldOf(object: ObjectDefinition, name: string): Field | undefined {
  const own = Object.hasOwn(object.fields, name) ? object.fields[name] : undefined
  return own ?? listedSystemFields.filter((listed) => listed === name).map((listed) => systemFields[listed])[0]
}

/** The object's own fields and the listed system fields, in order of definition. */
export function listedFields(object: ObjectDefinition): [string, Field][] {
  return [...Object.entries(object.fields), ...listedSystemFields.map((name): [string, Field] => [name, systemFields[name]])]
}

/** What an import may write. */
export function importFields(object: ObjectDefinition): [string, Field][] {
  return Object.entries(object.fields).filter(([, field]) => field.importable)
}

/** `companyId` → `company_id`. */
export function columnOf(fieldName: string): string {
  return fieldName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** `companyId` → `company`: the member that carries the referenced record's name. */
export function referenceMember(fieldName: string): string {
  return fieldName.replace(/Id$/, '')
}

/** The values of a record as code sees them: null where empty. */
export type ValuesOf<O> =
  O extends ObjectDefinition<infer F>
    ? { [K in keyof F]: F[K] extends Field<infer T, infer R> ? (R extends true ? ValueByType[T] : ValueByType[T] | null) : never }
    : never

export type FieldValue = ValueByType[FieldType] | null

/** Values by field name; what is left out is not written. */
export type Values = Record<string, FieldValue>
