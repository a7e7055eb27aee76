import { compare } from './comparison.ts'
import type { Outcome } from './decision.ts'
import { type Atom, type Expression, type SharedAtom, valueOf } from './expression.ts'
import type { RecordFacts, ShareFact } from './facts.ts'
import type { Moment } from './moment.ts'

/** The first reader of a condition: one record, in memory. Undefined: no record is known, or it is no record. */
export type Test = (record: RecordFacts | undefined, moment: Moment) => Outcome

/** Kleene's logic, as SQL has it: unknown and false is false, unknown or true is true, not unknown is unknown. */
export function testOf(expression: Expression): Test {
  switch (expression.kind) {
    case 'constant': {
      const { outcome } = expression
      return () => outcome
    }
    case 'all':
      return allOf(expression.parts.map(testOf))
    case 'any':
      return anyOf(expression.parts.map(testOf))
    case 'not': {
      const part = testOf(expression.part)
      return (record, moment) => {
        const outcome = part(record, moment)
        return outcome === 'unknown' ? 'unknown' : !outcome
      }
    }
    case 'compare':
      return comparisonTest(expression)
    case 'shared':
      return (record, moment) => isShared(expression, record, moment)
    case 'place': {
      const nodes = new Set<unknown>(expression.nodes)
      return (record) => {
        const node = record?.values['nodeId']
        return node === undefined ? 'unknown' : nodes.has(node)
      }
    }
  }
}

function allOf(parts: readonly Test[]): Test {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return (record, moment) => {
    let result: Outcome = true
    for (const part of parts) {
      const outcome = part(record, moment)
      if (outcome === false) return false
      if (outcome === 'unknown') result = 'unknown'
    }
    return result
  }
}

function anyOf(parts: readonly Test[]): Test {
  const [only] = parts
  if (only !== undefined && parts.length === 1) return only
  return (record, moment) => {
    let result: Outcome = false
    for (const part of parts) {
      const outcome = part(record, moment)
      if (outcome === true) return true
      if (outcome === 'unknown') result = 'unknown'
    }
    return result
  }
}

/** The common shapes, an attribute of the record with a constant, without the way through the general comparison. */
function comparisonTest(atom: Atom): Test {
  const { left, right, operator, measure } = atom
  if (left.from === 'record' && right.from === 'constant') {
    const { name } = left
    const { value } = right
    if (measure.type !== 'dateTime' && measure.type !== 'list' && value !== null && value !== undefined) {
      if (operator === 'eq') return (record) => equals(record?.values[name], value)
      if (operator === 'in' && typeof value === 'object') {
        const set = new Set<unknown>(measure.type === 'number' ? value.map(Number) : value)
        return (record) => isIn(record?.values[name], set)
      }
    }
  }
  return (record, moment) => compare(measure, operator, valueOf(left, record, moment), valueOf(right, record, moment))
}

function equals(value: unknown, other: unknown): Outcome {
  return value === undefined || value === null ? 'unknown' : value === other
}

function isIn(value: unknown, set: ReadonlySet<unknown>): Outcome {
  return value === undefined || value === null ? 'unknown' : set.has(value)
}

/** Of the record itself or of one that it belongs to; unknown while nobody looked its shares up. */
function isShared(atom: SharedAtom, record: RecordFacts | undefined, moment: Moment): Outcome {
  if (record?.shares === undefined) return 'unknown'
  if (record.shares.some((share) => counts(atom, share, moment))) return true
  let result: Outcome = false
  for (const parent of Object.values(record.parents ?? {})) {
    const outcome = parent === null ? false : isShared(atom, parent, moment)
    if (outcome === true) return true
    if (outcome === 'unknown') result = 'unknown'
  }
  return result
}

function counts({ levels, subject }: SharedAtom, share: ShareFact, moment: Moment): boolean {
  const { memberId, teamId, level, expiresAt } = share
  if (!levels.includes(level) || (expiresAt !== null && expiresAt <= moment.facts.now.getTime())) return false
  return memberId === subject.member.id || (teamId !== null && subject.teams.includes(teamId))
}
