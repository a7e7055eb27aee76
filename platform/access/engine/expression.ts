import {
  levelsFrom,
  type Comparison,
  type Condition,
  type Literal,
  type Operand as WrittenOperand,
  type ShareLevel,
} from '../language/policy.ts'
import type { AccessModel, Attribute, ResourceModel } from '../model/model.ts'
import { compare, type Measure, measureOf } from './comparison.ts'
import type { Outcome } from './decision.ts'
import type { RecordFacts, Shift, Value } from './facts.ts'
import type { Moment } from './moment.ts'
import type { Subject } from './subject.ts'

/** A condition for one person and one kind of record: what is known of the person is filled in. Read by `test`, `formula` and traces. */
export type Expression =
  | { readonly kind: 'constant'; readonly outcome: Outcome }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  | Atom
  | SharedAtom
  | PlaceAtom

/** One comparison. */
export interface Atom {
  readonly kind: 'compare'
  readonly measure: Measure
  readonly operator: Comparison['operator']
  readonly left: Operand
  readonly right: Operand
}

export type Operand =
  | { readonly from: 'constant'; readonly value: Value | undefined }
  | { readonly from: 'context'; readonly name: string; readonly shift: Shift | null }
  | { readonly from: 'record'; readonly name: string; readonly attribute: Attribute }

/** Shared with the person or a team of theirs, at one of these levels. */
export interface SharedAtom {
  readonly kind: 'shared'
  readonly levels: readonly ShareLevel[]
  readonly subject: Subject
}

/** The record is at one of these nodes. Never unknown: a record without a place is at none. */
export interface PlaceAtom {
  readonly kind: 'place'
  readonly nodes: readonly string[]
}

export const yes: Expression = { kind: 'constant', outcome: true }
const no: Expression = { kind: 'constant', outcome: false }
export const unknown: Expression = { kind: 'constant', outcome: 'unknown' }

export interface Scope {
  readonly model: AccessModel
  readonly resource: ResourceModel
  readonly subject: Subject
}

/** An attribute that nobody knows makes the part that names it unknown: an allow then does not count, a deny does. */
export function expressionOf(scope: Scope, condition: Condition | undefined): Expression {
  if (condition === undefined) return yes
  if ('all' in condition) return { kind: 'all', parts: condition.all.map((part) => expressionOf(scope, part)) }
  if ('any' in condition) return { kind: 'any', parts: condition.any.map((part) => expressionOf(scope, part)) }
  if ('not' in condition) return { kind: 'not', part: expressionOf(scope, condition.not) }
  if ('shared' in condition) {
    if (scope.resource.record === undefined) return unknown
    return scope.subject.mayHold ? { kind: 'shared', levels: levelsFrom(condition.shared), subject: scope.subject } : no
  }
  return comparisonOf(scope, condition)
}

function comparisonOf(scope: Scope, { attribute, operator, value }: Comparison): Expression {
  const named = attributeOf(scope, attribute)
  if (named === undefined) return unknown
  const left = operandOf(scope, attribute, named)
  const measure = measureOf(named)
  const right = value === undefined ? constant(null) : writtenOperand(scope, measure, value)
  if (right === undefined) return unknown
  if (left.from === 'constant' && right.from === 'constant')
    return { kind: 'constant', outcome: compare(measure, operator, left.value, right.value) }
  return { kind: 'compare', measure, operator, left, right }
}

function attributeOf({ model, resource }: Scope, path: string): Attribute | undefined {
  const [root, name = '', ...rest] = path.split('.')
  const attributes =
    root === 'subject' ? model.subject : root === 'context' ? model.context : root === 'resource' ? resource.record?.attributes : undefined
  return rest.length === 0 && attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined
}

function operandOf({ subject }: Scope, path: string, attribute: Attribute): Operand {
  const [root, name = ''] = path.split('.')
  if (root === 'subject') return constant(subject.attributes[name])
  if (root === 'context') return { from: 'context', name, shift: subject.member.shift }
  return { from: 'record', name, attribute }
}

function writtenOperand(scope: Scope, { type }: Measure, value: WrittenOperand): Operand | undefined {
  if (typeof value === 'object' && 'attribute' in value) {
    const attribute = attributeOf(scope, value.attribute)
    return attribute && operandOf(scope, value.attribute, attribute)
  }
  const literals = (isList(value) ? value : [value]).map((one) => readLiteral(type, one))
  if (literals.includes(undefined)) return undefined
  return constant(isList(value) ? literals.map(String) : literals[0])
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** As values of records are written: ids in lower case. Undefined for what is no value of the type. */
function readLiteral(type: Measure['type'], value: Literal): Literal | undefined {
  const text = String(value)
  switch (type) {
    case 'id':
      return uuid.test(text) ? text.toLowerCase() : undefined
    case 'list':
      return uuid.test(text) ? text.toLowerCase() : value
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined
    case 'dateTime':
      return Number.isNaN(Date.parse(text)) ? undefined : text
    case 'number':
      return Number.isFinite(Number(value)) ? value : undefined
    default:
      return value
  }
}

function isList(value: Literal | readonly Literal[]): value is readonly Literal[] {
  return Array.isArray(value)
}

function constant(value: Value | undefined): Operand {
  return { from: 'constant', value }
}

/** Whether what it says depends on the moment, so that nothing may be kept beyond an operation. */
export function dependsOnMoment(expression: Expression): boolean {
  switch (expression.kind) {
    case 'all':
    case 'any':
      return expression.parts.some(dependsOnMoment)
    case 'not':
      return dependsOnMoment(expression.part)
    case 'compare':
      return expression.left.from === 'context' || expression.right.from === 'context'
    default:
      return false
  }
}

export function valueOf(operand: Operand, record: RecordFacts | undefined, moment: Moment): Value | undefined {
  switch (operand.from) {
    case 'constant':
      return operand.value
    case 'context':
      return moment.value(operand.name, operand.shift)
    case 'record':
      return record?.values[operand.name]
  }
}
