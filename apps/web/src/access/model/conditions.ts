import type { AccessModel, AccessResource, Attribute, Comparison, Condition, Literal, Operand, Operator } from '../types.ts'

export type GroupKind = 'all' | 'any'
export interface Group {
  readonly kind: GroupKind
  readonly items: readonly Condition[]
}

export function isComparison(condition: Condition): condition is Comparison {
  return 'attribute' in condition
}

export function groupOf(condition: Condition): Group | undefined {
  if ('all' in condition) return { kind: 'all', items: condition.all }
  if ('any' in condition) return { kind: 'any', items: condition.any }
  return undefined
}

export function fromGroup({ kind, items }: Group): Condition {
  return kind === 'all' ? { all: items } : { any: items }
}

/** The conditions of a rule as the group that its editor shows: a single one stands in a group of its own. */
export function rootGroup(when: Condition | undefined): Group {
  if (when === undefined) return { kind: 'all', items: [] }
  return groupOf(when) ?? { kind: 'all', items: [when] }
}

/** The other way: nothing is no condition, one is itself. */
export function fromRoot(group: Group): Condition | undefined {
  if (group.items.length === 0) return undefined
  const [only] = group.items
  return group.items.length === 1 && only !== undefined ? only : fromGroup(group)
}

/** The opposite, without two `not` in a row. */
export function negated(condition: Condition): Condition {
  return 'not' in condition ? condition.not : { not: condition }
}

/** An attribute that conditions may name, as they name it: `resource.ownerId`. */
export interface NamedAttribute {
  readonly path: string
  readonly attribute: Attribute
  readonly kind: 'resource' | 'subject' | 'context'
}

/** Last among what a record has: hardly any rule is about one record alone. */
const idPath = 'resource.id'

export function attributesFor(model: AccessModel, record: AccessResource['record'] | undefined): NamedAttribute[] {
  const named = (kind: NamedAttribute['kind'], attributes: Readonly<Record<string, Attribute>>) =>
    Object.entries(attributes).map(([name, attribute]) => ({ path: `${kind}.${name}`, attribute, kind }))
  return [
    ...(record == null
      ? []
      : named('resource', record.attributes).toSorted((a, b) => Number(a.path === idPath) - Number(b.path === idPath))),
    ...named('context', model.context),
    ...named('subject', model.subject),
  ]
}

/** Attributes that can stand on the right of this one: of the same kind, or a list of that kind for `in`. */
export function comparableWith(left: NamedAttribute, operator: Operator, all: readonly NamedAttribute[]): NamedAttribute[] {
  const isOffered = ({ path, attribute }: NamedAttribute): boolean => {
    if (path === left.path) return false
    if (left.attribute.type === 'list') return operator === 'contains' && attribute.type !== 'list' && isEntry(left.attribute, attribute)
    if (operator === 'in') return attribute.type === 'list' && isEntry(attribute, left.attribute)
    // Two texts or two yes-or-no values that happen to be equal say nothing that anybody would write a rule about.
    if (attribute.type !== left.attribute.type || ['text', 'boolean'].includes(attribute.type)) return false
    return attribute.refers === left.attribute.refers && valuesOf(attribute) === valuesOf(left.attribute)
  }
  return all.filter(isOffered)
}

/** Whether the list holds values of this attribute's kind. */
function isEntry(list: Attribute, one: Attribute): boolean {
  if (list.refers !== undefined || one.type === 'id') return list.refers === one.refers
  return valuesOf(list) === valuesOf(one) && (one.type === 'text' || one.type === 'choice')
}

function valuesOf({ values }: Attribute): string {
  return values?.join() ?? ''
}

const words: Readonly<Record<Operator, string>> = {
  eq: 'is',
  ne: 'is not',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  in: 'is one of',
  contains: 'contains',
  startsWith: 'begins with',
  between: 'is between',
  within: 'is in the network',
  empty: 'is empty',
  filled: 'is not empty',
}
const ofMoments: Partial<Record<Operator, string>> = { lt: 'is before', lte: 'is at the latest', gt: 'is after', gte: 'is at the earliest' }

export function operatorWords(type: Attribute['type'], operator: Operator): string {
  const special = type === 'date' || type === 'dateTime' || type === 'time' ? ofMoments[operator] : undefined
  return (
    special ??
    (type === 'list' && operator === 'contains' ? 'include' : type === 'list' && operator === 'in' ? 'include one of' : words[operator])
  )
}

export function needsValue(operator: Operator): boolean {
  return operator !== 'empty' && operator !== 'filled'
}

export function isAttribute(value: Operand | undefined): value is { readonly attribute: string } {
  return typeof value === 'object' && !Array.isArray(value)
}

export function literalsOf(value: Operand | undefined): readonly Literal[] {
  if (value === undefined || isAttribute(value)) return []
  return Array.isArray(value) ? (value as readonly Literal[]) : [value as Literal]
}

/** What remains of a value when the operator changes: lists become their first value, single ones a list. */
export function valueFor(operator: Operator, previous: Operand | undefined): Operand | undefined {
  if (!needsValue(operator)) return undefined
  const literals = literalsOf(previous)
  if (operator === 'in' || operator === 'within') return isAttribute(previous) ? undefined : literals
  if (operator === 'between') return literals.length === 2 ? literals : undefined
  return isAttribute(previous) ? previous : literals[0]
}

/** What is asked most of an attribute of this type, the likeliest first. */
const likeliest: Partial<Record<Attribute['type'], readonly Operator[]>> = {
  id: ['in'],
  choice: ['in'],
  text: ['startsWith'],
  number: ['gte'],
  date: ['gte'],
  dateTime: ['gte'],
  time: ['between'],
  list: ['contains'],
  address: ['within'],
}

/** A new condition about an attribute, with the likeliest question. */
export function firstComparison({ path, attribute }: NamedAttribute): Comparison {
  if (attribute.type === 'boolean') return { attribute: path, operator: 'eq', value: true }
  const { type, operators } = attribute
  const operator = likeliest[type]?.find((candidate) => operators.includes(candidate)) ?? operators[0] ?? 'eq'
  return { attribute: path, operator }
}
