import type { Attribute, AttributeType } from '../model/model.ts'
import type { Operator } from './policy.ts'

const scalars: readonly AttributeType[] = ['id', 'text', 'number', 'boolean', 'date', 'dateTime', 'time', 'choice']
const measured: readonly AttributeType[] = ['number', 'date', 'dateTime', 'time']

/** What can stand on the left of each operator. Text has no order: databases and programs sort letters differently. */
const leftTypes: Record<Operator, readonly AttributeType[]> = {
  eq: scalars,
  ne: scalars,
  lt: [...measured, 'choice'],
  lte: [...measured, 'choice'],
  gt: [...measured, 'choice'],
  gte: [...measured, 'choice'],
  in: ['id', 'text', 'number', 'date', 'dateTime', 'time', 'choice', 'list'],
  contains: ['text', 'list'],
  startsWith: ['text'],
  between: measured,
  within: ['address'],
  empty: [...scalars, 'list', 'address'],
  filled: [...scalars, 'list', 'address'],
}

const ordering: readonly Operator[] = ['lt', 'lte', 'gt', 'gte']

export function isOrdering(operator: Operator): boolean {
  return ordering.includes(operator)
}

/** The operators that an attribute can be compared with, for messages and for the page's menus. */
export function operatorsFor({ type, ordered }: Attribute): Operator[] {
  return (Object.keys(leftTypes) as Operator[]).filter(
    (operator) => leftTypes[operator].includes(type) && (type !== 'choice' || ordered === true || !isOrdering(operator)),
  )
}

/** `id of a member`, `list of ids of teams`, `number`. Two attributes can be compared only when this is the same. */
export function typeName({ type, refers, values }: Attribute): string {
  if (type === 'id') return refers === undefined ? 'id' : `id of a ${refers}`
  if (type === 'list') return refers === undefined ? 'list' : `list of ids of ${refers}s`
  if (type === 'choice') return `choice of ${values?.join(', ') ?? 'nothing'}`
  return { text: 'text', number: 'number', boolean: 'yes or no', date: 'date', dateTime: 'time', time: 'time of day', address: 'address' }[
    type
  ]
}

/** The type of a list's entries. */
export function entryOf({ refers, values, label }: Attribute): Attribute {
  if (refers !== undefined) return { type: 'id', label, refers }
  return values === undefined ? { type: 'text', label } : { type: 'choice', label, values }
}

export function isSameType(one: Attribute, other: Attribute): boolean {
  return typeName(one) === typeName(other)
}
