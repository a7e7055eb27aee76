import { z } from 'zod'
import { listedFields, type ObjectDefinition } from './object.ts'
import { operatorsOf } from './operator.ts'
import type { Field } from './field.ts'

/** A field as the page and other programs see it (`GET /objects`). */
export const fieldMetaSchema = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  /** Never empty. */
  required: z.boolean(),
  /** The server fills it in when a create leaves it out. */
  defaulted: z.boolean(),
  readOnly: z.boolean(),
  sortable: z.boolean(),
  operators: z.array(z.string()),
  reference: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), hue: z.string() })).optional(),
  description: z.string().optional(),
  importable: z.boolean(),
  maxLength: z.number().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
})
export type FieldMeta = z.output<typeof fieldMetaSchema>

export const objectMetaSchema = z.object({
  name: z.string(),
  plural: z.string(),
  label: z.string(),
  pluralLabel: z.string(),
  icon: z.string(),
  nameField: z.string(),
  detailField: z.string().optional(),
  fields: z.array(fieldMetaSchema),
  searchFields: z.array(z.string()),
  /** Amounts that totals add up. */
  sums: z.array(z.string()),
  defaultColumns: z.array(z.string()),
  defaultSort: z.string(),
  actions: z
    .record(z.string(), z.enum(['all', 'some', 'none']))
    .meta({ description: 'By action: whether you may do it to every record, to some (each says what is denied), to none.' }),
})
export type ObjectMeta = z.output<typeof objectMetaSchema>

/** `object`: as the reader knows it. */
export function objectMeta(object: ObjectDefinition, actions: ObjectMeta['actions']): ObjectMeta {
  return {
    name: object.name,
    plural: object.plural,
    label: object.label,
    pluralLabel: object.pluralLabel,
    icon: object.icon,
    nameField: object.nameField,
    ...(object.detailField === undefined ? {} : { detailField: object.detailField }),
    fields: listedFields(object).map(([name, field]) => fieldMeta(object, name, field)),
    searchFields: [...object.searchFields],
    sums: [...object.sums],
    defaultColumns: [...object.defaultColumns],
    defaultSort: object.defaultSort,
    actions,
  }
}

function fieldMeta(object: ObjectDefinition, name: string, field: Field): FieldMeta {
  const { label, type, required, defaulted, readOnly, sortable, importable, reference, description, maxLength, min, max } = field
  return {
    name,
    label,
    type,
    required,
    defaulted,
    readOnly,
    sortable,
    operators: [...operatorsOf(object, name, field)],
    importable,
    ...(reference === undefined ? {} : { reference }),
    ...(field.choices === undefined ? {} : { choices: field.choices.map((one) => ({ ...one })) }),
    ...(description === undefined ? {} : { description }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}
