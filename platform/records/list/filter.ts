import { Problem, type FieldError } from '@freehold/kernel'
import type { Field } from '../definition/field.ts'
import { fieldOf, type ObjectDefinition } from '../definition/object.ts'
import { operators, operatorsOf, type Operator } from '../definition/operator.ts'
import * as pattern from '../definition/pattern.ts'

export type FilterValue = string | number | boolean | string[] | number[]

export interface Filter {
  readonly field: string
  readonly operator: Operator
  /** Of the field's type; for `in` a list, for `empty` a boolean. */
  readonly value: FilterValue
}

/** Which rows a list shows, without order or page. */
export interface Selection {
  readonly filters: readonly Filter[]
  /** Words that must all occur in the search fields. */
  readonly words: readonly string[]
  readonly trash: boolean
}

const mostInValues = 200
const mostWords = 5

/**
 * `amount.gte=5000&ownerId=me&q=acme` as data. `me`: the member who asks. Query parameters that are no filter (sort, cursor,
 * limit …) are left to their readers. Throws Problem `invalid_input` with one message for each wrong value.
 */
export function parseSelection(object: ObjectDefinition, query: Readonly<Record<string, unknown>>, me?: string): Selection {
  const filters: Filter[] = []
  const errors: FieldError[] = []
  for (const [key, text] of Object.entries(query)) {
    const target = typeof text === 'string' ? filterTarget(object, key) : undefined
    if (target === undefined) continue
    const value = parseValue(target.field, target.operator, text as string, me)
    if (value instanceof Fault) errors.push({ path: key, message: value.message })
    else filters.push({ field: target.name, operator: target.operator, value })
  }
  if (errors.length > 0) throw new Problem('invalid_input', { errors })
  const words = typeof query['q'] === 'string' ? query['q'].split(/\s+/u).filter((word) => word !== '') : []
  return { filters: filters.toSorted(byName), words: words.slice(0, mostWords), trash: query['trash'] === 'true' }
}

/**
 * A filter by a field that is hidden from whoever asks is no filter; leaving it out silently would show more than was asked for. The
 * reader of the address has refused it already, unless it was hidden a moment ago. Throws Problem `invalid_input`.
 */
export function refuseHidden(object: ObjectDefinition, whole: ObjectDefinition, query: Readonly<Record<string, unknown>>): void {
  if (object === whole) return
  const hidden = Object.keys(query).filter(
    (key) => query[key] !== undefined && filterTarget(whole, key) !== undefined && fieldOf(object, key.split('.')[0] ?? '') === undefined,
  )
  if (hidden.length === 0) return
  const message = `This list does not know ${hidden.join(', ')}. GET /objects names its filters.`
  throw new Problem('invalid_input', { errors: hidden.map((path) => ({ path, message })) })
}

// One order for the same filters: fewer shapes of statement, and a cursor fits however the query was written.
function byName(a: Filter, b: Filter): number {
  const [left, right] = [`${a.field}.${a.operator}`, `${b.field}.${b.operator}`]
  return left < right ? -1 : left > right ? 1 : 0
}

function filterTarget(object: ObjectDefinition, key: string): { name: string; field: Field; operator: Operator } | undefined {
  const [name = '', suffix = 'eq'] = key.split('.')
  const field = fieldOf(object, name)
  const operator = operators.find((known) => known === suffix)
  if (field === undefined || operator === undefined || !operatorsOf(object, name, field).includes(operator)) return undefined
  return { name, field, operator }
}

class Fault {
  readonly message: string
  constructor(message: string) {
    this.message = message
  }
}

function parseValue(field: Field, operator: Operator, text: string, me: string | undefined): FilterValue | Fault {
  if (operator === 'empty') return text === 'true' ? true : text === 'false' ? false : new Fault('empty is true or false.')
  if (text.includes('\u0000')) return new Fault('A filter cannot contain the character 0.')
  if (operator === 'contains' || operator === 'startsWith') return text === '' ? new Fault('Give some text to look for.') : text
  if (operator !== 'in') return parseOne(field, text, me)
  const parts = text.split(',').filter((part) => part !== '')
  if (parts.length === 0 || parts.length > mostInValues) return new Fault(`in takes 1 to ${mostInValues} values, separated by commas.`)
  const values: (string | number)[] = []
  for (const part of parts) {
    const value = parseOne(field, part, me)
    if (value instanceof Fault) return value
    values.push(value)
  }
  return values as string[] | number[]
}

const dateShape = /^\d{4}-\d{2}-\d{2}$/

function parseOne(field: Field, text: string, me: string | undefined): string | number | Fault {
  switch (field.type) {
    case 'integer':
    case 'money':
      return /^-?\d{1,16}$/.test(text) && Number.isSafeInteger(Number(text))
        ? Number(text)
        : new Fault(`${field.label} is compared with a whole number.`)
    case 'date':
      return isDate(text) ? text : new Fault(`${field.label} is compared with a date like 2026-11-21.`)
    case 'dateTime':
      return isDate(text)
        ? `${text}T00:00:00Z`
        : isTime(text)
          ? text
          : new Fault(`${field.label} is compared with a time like 2026-11-21T13:00:00Z or a date.`)
    case 'choice':
      return field.choices?.some((one) => one.value === text)
        ? text
        : new Fault(`${field.label} is one of: ${field.choices?.map((one) => one.value).join(', ')}.`)
    case 'reference':
      if (text === 'me' && field.reference === 'member') return me ?? new Fault('Nobody is signed in, so there is no "me".')
      return pattern.uuid.test(text)
        ? text.toLowerCase()
        : new Fault(`${field.label} is compared with an id${field.reference === 'member' ? ' or me' : ''}.`)
    default:
      return text
  }
}

function isDate(text: string): boolean {
  if (!dateShape.test(text) || text < '0001-01-01') return false
  const time = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text)
}

function isTime(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    text >= '0001' &&
    isDate(text.slice(0, 10)) &&
    !Number.isNaN(Date.parse(text))
  )
}
