import { z } from 'zod'
import { type Field, type FieldType, tagLimit } from './field.ts'
import * as pattern from './pattern.ts'

/** The schema of a field's value in a request: not null, trimmed, with messages that say what is allowed. */
export function valueSchema(field: Field): z.ZodType {
  return schemas[field.type](field)
}

const schemas: Record<FieldType, (field: Field) => z.ZodType> = {
  text: (field) => textSchema(field, pattern.line, `${field.label} is one line without line breaks or control characters.`),
  longText: (field) => textSchema(field, pattern.lines, `${field.label} contains control characters.`),
  email: (field) => textSchema(field, pattern.email, `${field.label} is an address like anna@example.com.`),
  phone: (field) =>
    textSchema(field, pattern.phone, `${field.label} is a number like +49 30 1234567: 3 to 40 digits, spaces and + ( ) . / -`),
  url: (field) => textSchema(field, pattern.url, `${field.label} is a web address like example.com or https://example.com/about.`),
  currency: (field) => textSchema(field, pattern.currency, `${field.label} is a three-letter code like EUR or USD.`),
  integer: (field) => numberSchema(field, `${field.label} is a whole number from ${field.min} to ${field.max}.`),
  money: (field) =>
    numberSchema(field, `${field.label} is a whole number of cents (the currency's smallest unit), from 0 to ${field.max}.`),
  date: (field) => dateSchema(field, `${field.label} is a date like 2026-11-21, from 1900 to 2199.`),
  dateTime: (field) => z.iso.datetime({ offset: true, error: `${field.label} is a time like 2026-11-21T13:00:00Z.` }),
  choice: (field) => choiceSchema(field),
  reference: (field) => uuidSchema(field),
  tags: (field) => tagsSchema(field),
}

function textSchema(field: Field, shape: RegExp, message: string): z.ZodType {
  const longest = field.maxLength ?? 0
  return z
    .string({ error: says(field, `${field.label} is text.`) })
    .trim()
    .refine((value) => value !== '', {
      error: field.required ? `${field.label} cannot be empty.` : `To leave ${field.label} empty, send null.`,
      abort: true,
    })
    .refine((value) => characters(value) <= longest, { error: `${field.label} has at most ${longest} characters.`, abort: true })
    .refine((value) => shape.test(value) && value.isWellFormed(), { error: message })
    .meta({ minLength: 1, maxLength: longest })
}

/** An absent or null value of a required field is "required", anything else is told what is allowed. */
function says(field: Field, allowed: string): (issue: { input?: unknown }) => string {
  return ({ input }) => (field.required && (input === undefined || input === null) ? `${field.label} is required.` : allowed)
}

/** As PostgreSQL and JSON Schema count: code points, not UTF-16 units. */
function characters(value: string): number {
  let count = 0
  for (const _ of value) count++
  return count
}

function numberSchema(field: Field, message: string): z.ZodType {
  return z
    .int({ error: says(field, message) })
    .min(field.min ?? Number.MIN_SAFE_INTEGER, { error: message })
    .max(field.max ?? Number.MAX_SAFE_INTEGER, { error: message })
}

function dateSchema(field: Field, message: string): z.ZodType {
  return z.iso.date({ error: says(field, message) }).refine((value) => value >= '1900-01-01' && value <= '2199-12-31', { error: message })
}

function choiceSchema(field: Field): z.ZodType {
  const values = (field.choices ?? []).map((one) => one.value)
  return z.enum(values, { error: says(field, `${field.label} is one of: ${values.join(', ')}.`) })
}

function uuidSchema(field: Field): z.ZodType {
  // Any uuid, not only those of RFC 9562: an id is compared, never interpreted.
  return z.guid({ error: says(field, `${field.label} is the id of a ${field.reference ?? 'record'}.`) }).toLowerCase()
}

function tagsSchema(field: Field): z.ZodType {
  const tag = z
    .string({ error: () => 'A tag is text.' })
    .trim()
    .regex(pattern.tag, { error: 'A tag has 1 to 60 characters, no commas and no line breaks.' })
    .refine((value) => value.isWellFormed(), { error: 'A tag contains characters that cannot be stored.' })
  return z
    .array(tag, { error: () => `${field.label} is a list of texts.` })
    .overwrite((tags) => [...new Set(tags)])
    .max(tagLimit, { error: `A record has at most ${tagLimit} tags.` })
}
