import { type AccessModel, type Attribute, type Attributes, minorUnits, type ResourceModel } from '../model/model.ts'
import { enumeration, nameOf, roleName } from './names.ts'
import type { Names } from './names.ts'
import { entryOf } from './operand-types.ts'
import type { Comparison, Literal, Operand, Operator } from './policy.ts'

export interface SentenceScope {
  readonly model: AccessModel
  readonly names: Names
  /** Of the rule; attributes are called what the first of them that has it calls them. */
  readonly resources: readonly ResourceModel[]
}

/** `the amount is more than 1,000`; with `negated`, `the amount is not more than 1,000`. */
export function describeComparison(scope: SentenceScope, comparison: Comparison, negated: boolean): string {
  const attribute = attributeOf(scope, comparison.attribute)
  if (attribute === undefined) return `${comparison.attribute} ${comparison.operator}, which nobody knows`
  const clause = describeClause(comparison, attribute, negated)
  if (clause !== undefined) return clause
  const not = negated ? ' not' : ''
  const { does, phrase } = wordOf(comparison, attribute)
  const plural = attribute.type === 'list'
  const verb =
    does === undefined ? `${plural ? 'are' : 'is'}${not}` : negated ? `${plural ? 'do' : 'does'} not ${does}` : plural ? does : `${does}s`
  return [nounOf(comparison.attribute, attribute), verb, phrase, describeOperand(scope, comparison, attribute)]
    .filter((part) => part !== '')
    .join(' ')
}

/** Labels that are sentences themselves, `it is the person’s shift`, are said as they are. */
function describeClause({ operator, value }: Comparison, { type, label }: Attribute, negated: boolean): string | undefined {
  if (type !== 'boolean' || !label.startsWith('it is ') || typeof value !== 'boolean') return undefined
  const isSo = (operator === 'eq') === value
  return isSo === negated ? label.replace('it is ', 'it is not ') : label
}

interface Word {
  /** Instead of `is`. */
  readonly does?: string
  readonly phrase: string
}

function wordOf({ operator, value }: Comparison, { type, ordered }: Attribute): Word {
  if (type === 'list' && (operator === 'contains' || operator === 'in')) return { does: 'include', phrase: '' }
  if (operator === 'contains') return { does: 'contain', phrase: '' }
  if (operator === 'startsWith') return { does: 'start', phrase: 'with' }
  // `is one of the person’s teams`, but `is Saturday or Sunday`.
  if (operator === 'in') return { phrase: value !== undefined && isAttribute(value) ? 'one of' : '' }
  const kind = type === 'date' || type === 'dateTime' || type === 'time' ? 'time' : ordered === true ? 'rank' : 'number'
  return { phrase: phrases[kind][operator] ?? general[operator] }
}

const general: Readonly<Record<Exclude<Operator, 'contains' | 'startsWith' | 'in'>, string>> = {
  eq: '',
  ne: 'not',
  lt: 'less than',
  lte: 'at most',
  gt: 'more than',
  gte: 'at least',
  between: 'between',
  within: 'in',
  empty: 'empty',
  filled: 'filled in',
}

const phrases: Readonly<Record<'time' | 'rank' | 'number', Readonly<Partial<Record<Operator, string>>>>> = {
  time: { lt: 'before', lte: 'no later than', gt: 'after', gte: 'no earlier than' },
  rank: { lt: 'below', gt: 'above' },
  number: {},
}

function nounOf(path: string, { type, label }: Attribute): string {
  if (!path.startsWith('resource.')) return label
  if (type === 'boolean') return `“${label}”`
  // Dates are called by what happened then: `Closed`.
  return `the ${lower(label)}${type === 'date' ? ' date' : type === 'dateTime' ? ' time' : ''}`
}

function describeOperand(scope: SentenceScope, { attribute: path, operator, value }: Comparison, attribute: Attribute): string {
  if (value === undefined) return ''
  if (isAttribute(value)) {
    const other = attributeOf(scope, value.attribute)
    return other === undefined ? value.attribute : nounOf(value.attribute, other)
  }
  const entry = attribute.type === 'list' ? entryOf(attribute) : attribute
  const texts = (isList(value) ? value : [value]).map((one) => describeLiteral(scope, one, { path, entry }))
  return enumeration(texts, operator === 'between' ? 'and' : 'or')
}

function describeLiteral({ names }: SentenceScope, value: Literal, { path, entry }: { path: string; entry: Attribute }): string {
  if (path === 'subject.roles') return roleName(names, String(value))
  if (path === 'context.weekday') return dayName(String(value))
  return written[entry.type](value, entry, names)
}

const inEnglish = { dateStyle: 'long', timeZone: 'UTC' } as const

const written: Readonly<Record<Attribute['type'], (value: Literal, attribute: Attribute, names: Names) => string>> = {
  id: (value, { refers }, names) => nameOf(names, refers, String(value)),
  text: (value) => `“${value}”`,
  number: (value, { unit }, { currency }) =>
    unit === minorUnits && currency !== undefined
      ? amountIn(currency, Number(value))
      : `${value.toLocaleString('en')}${unit === undefined ? '' : ` ${unit}`}`,
  boolean: (value) => (value === true ? 'yes' : 'no'),
  date: (value) => new Date(String(value)).toLocaleDateString('en-GB', inEnglish),
  dateTime: (value) => `${new Date(String(value)).toLocaleString('en-GB', { ...inEnglish, timeStyle: 'short' })} UTC`,
  time: String,
  choice: String,
  list: String,
  address: String,
}

/** `€10,000`, `€10,000.50`. */
function amountIn(currency: string, value: number): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' })
  return format.format(value / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

function dayName(day: string): string {
  const names: Readonly<Record<string, string>> = {
    mon: 'Monday',
    tue: 'Tuesday',
    wed: 'Wednesday',
    thu: 'Thursday',
    fri: 'Friday',
    sat: 'Saturday',
    sun: 'Sunday',
  }
  return names[day] ?? day
}

function attributeOf(scope: SentenceScope, path: string): Attribute | undefined {
  const [root, name = ''] = path.split('.')
  return sourcesOf(scope, root).find((attributes) => Object.hasOwn(attributes, name))?.[name]
}

function sourcesOf({ model, resources }: SentenceScope, root: string | undefined): Attributes[] {
  if (root === 'resource') return resources.flatMap(({ record }) => (record === undefined ? [] : [record.attributes]))
  if (root === 'subject') return [model.subject]
  return root === 'context' ? [model.context] : []
}

/** `Expected close` → `expected close`, but `URL` stays. */
export function lower(label: string): string {
  return /^\p{Lu}\p{Lu}/u.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1)
}

function isAttribute(value: Operand): value is { readonly attribute: string } {
  return typeof value === 'object' && 'attribute' in value
}

function isList(value: Literal | readonly Literal[]): value is readonly Literal[] {
  return Array.isArray(value)
}
