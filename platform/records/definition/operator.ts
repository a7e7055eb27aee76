import type { Field, FieldType } from './field.ts'
import type { ObjectDefinition } from './object.ts'

/** How a list compares a field with a value: `amount.gte=5000`. `eq` is also the plain `stageId=…`. */
export const operators = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'contains', 'startsWith', 'empty'] as const
export type Operator = (typeof operators)[number]

const ordered: readonly Operator[] = ['eq', 'ne', 'in', 'lt', 'lte', 'gt', 'gte', 'empty']
const named: readonly Operator[] = ['eq', 'ne', 'in', 'empty']

const byType: Record<FieldType, readonly Operator[]> = {
  text: named,
  longText: ['empty'],
  email: named,
  phone: named,
  url: named,
  currency: named,
  integer: ordered,
  money: ordered,
  date: ordered,
  dateTime: ordered,
  choice: named,
  reference: named,
  // Of tags: has this one, has any of these, has none.
  tags: ['contains', 'in', 'empty'],
}

/** `contains` and `startsWith` need the trigram index, so only the object's search fields have them. */
export function operatorsOf(object: ObjectDefinition, name: string, field: Field): readonly Operator[] {
  const base = byType[field.type].filter((operator) => operator !== 'empty' || !field.required || field.type === 'tags')
  return object.searchFields.includes(name) ? [...base, 'contains', 'startsWith'] : base
}
