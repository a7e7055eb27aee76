import type { ResourceModel } from '../model/model.ts'
import { compare } from './comparison.ts'
import type { Outcome } from './decision.ts'
import { type Atom, type Expression, type PlaceAtom, type SharedAtom, valueOf } from './expression.ts'
import type { Moment } from './moment.ts'

/**
 * "Is true", made of and, or, and literals that are each true or not: the second reader of a condition, on the way to SQL. An unknown
 * has no place in it, since both questions that rules ask are answered by a yes: "is the allow true" and "is the deny false". So a
 * literal whose SQL is NULL counts as a no wherever it stands, no coalesce is needed, and indexes can be used.
 */
export type Formula = boolean | { readonly kind: 'and' | 'or'; readonly parts: readonly Formula[] } | LiteralFormula

export type LiteralFormula =
  | { readonly kind: 'literal'; readonly atom: Atom | SharedAtom | PlaceAtom; readonly negated: boolean }
  /** The record that this one belongs to may be seen: one formula for each kind of parent. */
  | { readonly kind: 'parent'; readonly parents: readonly ParentFormula[] }

export interface ParentFormula {
  readonly attribute: string
  readonly resource: ResourceModel
  readonly visible: Formula
}

/** True exactly where the expression's outcome is `wanted`; never where it is unknown. The moment is filled in. */
export function whereIs(expression: Expression, wanted: boolean, moment: Moment): Formula {
  switch (expression.kind) {
    case 'constant':
      return expression.outcome === wanted
    case 'not':
      return whereIs(expression.part, !wanted, moment)
    case 'all':
      return (wanted ? and : or)(expression.parts.map((part) => whereIs(part, wanted, moment)))
    case 'any':
      return (wanted ? or : and)(expression.parts.map((part) => whereIs(part, wanted, moment)))
    case 'compare':
      return comparison(expression, wanted, moment)
    case 'shared':
      return { kind: 'literal', atom: expression, negated: !wanted }
    case 'place':
      return expression.nodes.length === 0 ? !wanted : { kind: 'literal', atom: expression, negated: !wanted }
  }
}

function comparison(atom: Atom, wanted: boolean, moment: Moment): Formula {
  if (atom.left.from === 'record' || atom.right.from === 'record') {
    const filled: Atom = { ...atom, left: fill(atom.left, moment), right: fill(atom.right, moment) }
    if (isUnknown(filled)) return false
    return { kind: 'literal', atom: filled, negated: !wanted }
  }
  const outcome: Outcome = compare(
    atom.measure,
    atom.operator,
    valueOf(atom.left, undefined, moment),
    valueOf(atom.right, undefined, moment),
  )
  return outcome === wanted
}

function fill(operand: Atom['left'], moment: Moment): Atom['left'] {
  return operand.from === 'context' ? { from: 'constant', value: valueOf(operand, undefined, moment) } : operand
}

/** A value that nobody gave; comparing with it is unknown whatever the record says. `empty` and `filled` compare with nothing. */
function isUnknown({ left, right, operator }: Atom): boolean {
  const unary = operator === 'empty' || operator === 'filled'
  return [left, right].some(
    (side, i) => side.from === 'constant' && (side.value === undefined || (side.value === null && !(unary && i === 1))),
  )
}

export function and(parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (typeof part === 'object' && part.kind === 'and' ? part.parts : [part]))
  if (flat.includes(false)) return false
  return joined(
    'and',
    flat.filter((part) => part !== true),
    true,
  )
}

export function or(parts: readonly Formula[]): Formula {
  const flat = parts.flatMap((part) => (typeof part === 'object' && part.kind === 'or' ? part.parts : [part]))
  if (flat.includes(true)) return true
  return joined('or', mergeLists(flat.filter((part) => part !== false)), false)
}

function joined(kind: 'and' | 'or', parts: readonly Formula[], none: boolean): Formula {
  const [first] = parts
  if (first === undefined) return none
  return parts.length === 1 ? first : { kind, parts }
}

/** `owner = me or owner in my reports` is one look into an index, not two. */
function mergeLists(parts: readonly Formula[]): Formula[] {
  const merged: Formula[] = []
  const byAttribute = new Map<string, { at: number; values: string[]; atom: Atom }>()
  for (const part of parts) {
    const list = listOf(part)
    if (list === undefined) {
      merged.push(part)
      continue
    }
    const known = byAttribute.get(list.name)
    if (known === undefined) {
      byAttribute.set(list.name, { at: merged.length, values: [...list.values], atom: list.atom })
      merged.push(part)
    } else {
      known.values = [...new Set([...known.values, ...list.values])]
      const atom: Atom = { ...known.atom, operator: 'in', right: { from: 'constant', value: known.values } }
      merged[known.at] = { kind: 'literal', atom, negated: false }
    }
  }
  return merged
}

function listOf(part: Formula): { name: string; values: readonly string[]; atom: Atom } | undefined {
  if (typeof part !== 'object' || part.kind !== 'literal' || part.negated || part.atom.kind !== 'compare') return undefined
  const { atom } = part
  if (atom.left.from !== 'record' || atom.right.from !== 'constant' || (atom.measure.type !== 'id' && atom.measure.type !== 'choice'))
    return undefined
  const { value } = atom.right
  if (atom.operator === 'eq' && typeof value === 'string') return { name: atom.left.name, values: [value], atom }
  if (atom.operator === 'in' && Array.isArray(value)) return { name: atom.left.name, values: value as readonly string[], atom }
  return undefined
}
