import { z } from 'zod'
import type { Field } from './field.ts'
import { valueSchema } from './field-schema.ts'
import { listedFields, referenceMember, type ObjectDefinition } from './object.ts'
import { operatorsOf } from './operator.ts'

type Shape = Record<string, z.ZodType>

/** The body of a create, as the document names it. */
export function createSchema(object: ObjectDefinition): z.ZodObject {
  return createBody(object).meta({ id: `${typeName(object)}Create` })
}

export function updateSchema(object: ObjectDefinition): z.ZodObject {
  return updateBody(object).meta({ id: `${typeName(object)}Update` })
}

/** Strict: a misspelt field is an error, not a silence. Made once for each definition. */
export const createBody = onceFor((object) => {
  const shape: Shape = {}
  for (const [name, field] of writableFields(object)) {
    const value = valueSchema(field)
    if (!field.required) shape[name] = value.nullable().optional()
    else shape[name] = field.defaulted ? value.optional() : value
  }
  return strict(object, shape)
})

/** The body of a PATCH: what is given changes, null empties. */
export const updateBody = onceFor((object) => {
  const shape: Shape = {}
  for (const [name, field] of writableFields(object)) {
    const value = valueSchema(field)
    shape[name] = field.required || field.type === 'tags' ? value.optional() : value.nullable().optional()
  }
  return strict(object, shape)
})

/**
 * A record as it is answered: its values, and beside each reference the name of what it points at. A field that is hidden from the
 * reader always is absent, one that is hidden in this record empty.
 */
export function recordSchema(object: ObjectDefinition): z.ZodObject {
  const shape: Shape = {
    id: z.uuid(),
    version: z.int().meta({ description: 'Goes up by one with every change; also the ETag.' }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    deletedAt: z.iso.datetime().nullable().meta({ description: 'When it was put in the trash.' }),
    denied: z.array(z.string()).optional().meta({
      description: 'What you may not do with it: update, delete, restore, share, a hidden field (amount.read), a fixed one (amount.write).',
    }),
  }
  for (const [name, field] of Object.entries(object.fields)) {
    shape[name] = answered(field)
    if (field.type === 'reference') shape[referenceMember(name)] = referredSchema.nullable().optional()
  }
  return z.object(shape).meta({ id: typeName(object), title: object.label })
}

/** What a record's reference shows of the other record. `deleted`: it is in the trash. `hidden`: it may not be seen, so its name is empty. */
export const referredSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    deleted: z.literal(true).optional(),
    hidden: z.literal(true).optional(),
    kind: z.string().optional(),
    hue: z.string().optional(),
  })
  .meta({ id: 'Reference' })

/** `<field>` and `<field>.<op>` for all that a list can be filtered by, and what pages need. Values are checked by the filter itself. */
export const listQuerySchema = onceFor((object) =>
  z.strictObject(
    {
      ...filterShape(object),
      sort: text('Up to three fields, `-` before one that falls: `-amount,name`.').optional(),
      cursor: text('`next` of the page before.').optional(),
      limit: z.coerce
        .number({ error: limitMessage })
        .int({ error: limitMessage })
        .min(1, { error: limitMessage })
        .max(200, { error: limitMessage })
        .optional(),
    },
    { error: unknownParameter },
  ),
)

export const totalsQuerySchema = onceFor((object) =>
  z.strictObject(
    {
      ...filterShape(object),
      exact: z.enum(['true', 'false']).optional().meta({ description: 'Count past 10,000.' }),
      group: text('A reference or choice: one line for each of its values.').optional(),
    },
    { error: unknownParameter },
  ),
)

/** The filters of a list alone, for exports and other readers of the same rows. */
export function filterShape(object: ObjectDefinition): Shape {
  const shape: Shape = {}
  for (const [name, field] of listedFields(object)) {
    const operators = operatorsOf(object, name, field)
    if (operators.includes('eq')) shape[name] = text(`${field.label} equals; the same as \`${name}.eq\`.`).optional()
    for (const operator of operators) shape[`${name}.${operator}`] = text().optional()
  }
  if (object.searchFields.length > 0) shape['q'] = text(`Text in ${object.searchFields.join(', ')}.`).optional()
  shape['trash'] = z
    .enum(['true', 'false'], { error: 'trash is true or false.' })
    .optional()
    .meta({ description: 'The records in the trash instead.' })
  return shape
}

export function writableFields(object: ObjectDefinition): [string, Field][] {
  return Object.entries(object.fields).filter(([, field]) => !field.readOnly)
}

/** `deal` → `Deal`. */
export function typeName(object: ObjectDefinition): string {
  return object.name.charAt(0).toUpperCase() + object.name.slice(1)
}

const limitMessage = 'limit is a whole number from 1 to 200.'

/** Schemas are kept by definition: everybody from whom the same is hidden has the same one, and Zod compiles each at its first use. */
function onceFor(make: (object: ObjectDefinition) => z.ZodObject): (object: ObjectDefinition) => z.ZodObject {
  const kept = new WeakMap<ObjectDefinition, z.ZodObject>()
  return (object) => {
    const schema = kept.get(object) ?? make(object)
    kept.set(object, schema)
    return schema
  }
}

function text(description?: string): z.ZodString {
  const schema = z.string({ error: () => 'Give this once.' })
  return description === undefined ? schema : schema.meta({ description })
}

function strict(object: ObjectDefinition, shape: Shape): z.ZodObject {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `A ${object.label.toLowerCase()} has no field ${[issue.keys].flat().join(', ')}. It has: ${Object.keys(shape).join(', ')}.`
        : 'The body is a JSON object.',
  })
}

function unknownParameter(issue: { code?: string; keys?: unknown }): string {
  return issue.code === 'unrecognized_keys'
    ? `This list does not know ${[issue.keys].flat().join(', ')}. GET /objects names its filters.`
    : 'The query is not valid.'
}

function answered(field: Field): z.ZodType {
  const value = answers[field.type]()
  return field.type === 'tags' ? value.optional() : value.nullable().optional()
}

const answers: Record<Field['type'], () => z.ZodType> = {
  text: () => z.string(),
  longText: () => z.string(),
  email: () => z.string(),
  phone: () => z.string(),
  url: () => z.string(),
  currency: () => z.string(),
  integer: () => z.int(),
  money: () => z.int().meta({ description: "In the currency's smallest unit." }),
  date: () => z.iso.date(),
  dateTime: () => z.iso.datetime(),
  choice: () => z.string(),
  reference: () => z.uuid(),
  tags: () => z.array(z.string()),
}
