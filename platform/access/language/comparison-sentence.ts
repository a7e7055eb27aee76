import type { AccessModel, Attribute, Attributes, ResourceModel } from '../model/model.ts'
import { enumeration, nameOf } from './names.ts'
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
  const { does, phrase } = wordOf(comparison.operator, attribute)
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

function wordOf(operator: Operator, { type, ordered }: Attribute): Word {
  if (operator === 'contains') return type === 'list' ? { does: 'include', phrase: '' } : { does: 'contain', phrase: '' }
  if (operator === 'startsWith') return { does: 'start', phrase: 'with' }
  if (operator === 'filled') return { does: 'have', phrase: 'a value' }
  const kind = type === 'date' || type === 'dateTime' || type === 'time' ? 'time' : ordered === true ? 'rank' : 'number'
  return { phrase: phrases[kind][operator] ?? general[operator] }
}

const general: Readonly<Record<Exclude<Operator, 'contains' | 'startsWith' | 'filled'>, string>> = {
  eq: '',
  ne: 'not',
  lt: 'less than',
  lte: 'at most',
  gt: 'more than',
  gte: 'at least',
  in: 'one of',
  between: 'from',
  within: 'in',
  empty: 'empty',
}

const phrases: Readonly<Record<'time' | 'rank' | 'number', Readonly<Partial<Record<Operator, string>>>>> = {
  time: { lt: 'before', lte: 'no later than', gt: 'after', gte: 'no earlier than' },
  rank: { lt: 'below', gt: 'above' },
  number: {},
}

function nounOf(path: string, { label }: Attribute): string {
  return path.startsWith('resource.') ? `the ${lower(label)}` : label
}

function describeOperand(scope: SentenceScope, { operator, value }: Comparison, attribute: Attribute): string {
  if (value === undefined) return ''
  if (isAttribute(value)) {
    const other = attributeOf(scope, value.attribute)
    return other === undefined ? value.attribute : nounOf(value.attribute, other)
  }
  const entry = attribute.type === 'list' ? entryOf(attribute) : attribute
  const texts = (isList(value) ? value : [value]).map((one) => describeLiteral(scope, one, entry))
  return operator === 'between' ? texts.join(' to ') : enumeration(texts, 'or')
}

function describeLiteral({ names }: SentenceScope, value: Literal, { type, refers }: Attribute): string {
  if (type === 'id') return nameOf(names, refers, String(value))
  if (type === 'text') return `“${value}”`
  if (type === 'number') return value.toLocaleString('en')
  if (type === 'boolean') return value === true ? 'yes' : 'no'
  return String(value)
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
