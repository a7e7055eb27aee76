import type { AccessModel, AttributeType, RecordModel, ResourceModel } from '../model/model.ts'
import type { Atom, Operand, SharedAtom } from './expression.ts'
import type { Value } from './facts.ts'
import type { Formula, LiteralFormula } from './formula.ts'
import type { Moment } from './moment.ts'

/** Answers a placeholder with its cast: `$3::uuid`. `$1` is always the organization. */
export interface Bind {
  (value: unknown, type: string): string
  /**
   * Where a statement asks the same several times (whether each record may be changed, deleted, shared …): answers what to write for the
   * value of this expression, which depends on no row. Absent: it is written where it is needed. A page for somebody who holds a
   * share took 20 ms to plan with ten copies, 3 with one of each.
   */
  readonly once?: (sql: string) => string
}

export interface SqlScope {
  readonly model: AccessModel
  readonly resource: ResourceModel
  readonly moment: Moment
  readonly bind: Bind
}

/** A formula as an SQL condition over the alias. Parameterised: no value of a policy is ever part of the text. */
export function sqlOf(scope: SqlScope, formula: Formula, alias: string): string {
  if (typeof formula === 'boolean') return String(formula)
  if ('parts' in formula) return `(${formula.parts.map((part) => sqlOf(scope, part, alias)).join(` ${formula.kind} `)})`
  return literalSql(scope, formula, alias)
}

function literalSql(scope: SqlScope, literal: LiteralFormula, alias: string): string {
  if (literal.kind === 'parent') return parentSql(scope, literal, alias)
  const { atom, negated } = literal
  switch (atom.kind) {
    case 'compare': {
      const sql = comparisonSql(scope, atom, alias)
      return negated ? `not (${sql})` : sql
    }
    // Neither is ever unknown, so a missing value is a no and its negation a yes.
    case 'shared': {
      const sql = sharedSql(scope, scope.resource, atom, alias)
      return negated ? `(${sql}) is not true` : `(${sql})`
    }
    case 'place': {
      const column = scope.resource.record?.attributes['nodeId']?.column
      if (column === undefined) return String(negated)
      const sql = `${alias}.${column} = any(${scope.bind(atom.nodes, 'uuid[]')})`
      return negated ? `(${sql}) is not true` : sql
    }
  }
}

/** Seen through the record that it belongs to. */
function parentSql(scope: SqlScope, { parents }: Extract<LiteralFormula, { kind: 'parent' }>, alias: string): string {
  const conditions = parents.map(({ attribute, resource, visible }) => {
    const column = `${alias}.${columnOf(scope.resource.record, attribute)}`
    if (visible === true) return `${column} is not null`
    if (visible === false) return 'false'
    const inner = `p${alias}`
    const seen = sqlOf({ ...scope, resource }, visible, inner)
    return `exists (select 1 from ${resource.record?.table} ${inner} where ${inner}.tenant_id = $1 and ${inner}.id = ${column} and ${seen})`
  })
  return `(${conditions.join(' or ')})`
}

/**
 * By ids, looked up once for the statement: `id = any(array(select …))` is an index condition. A join, an `exists` per row or a second
 * condition on the parent's column made the planner read a list in its order and try each row: 540 ms instead of 1 for a page of a
 * million deals of which none was shared.
 */
function sharedSql(scope: SqlScope, resource: ResourceModel, atom: SharedAtom, alias: string): string {
  const ids = `array(${sharedIdsSql(scope, resource, atom, 0)})`
  return `${alias}.id = any(${scope.bind.once === undefined ? ids : `${scope.bind.once(ids)}::uuid[]`})`
}

/** Ids of a resource's records that are shared, themselves or through those that they belong to. */
function sharedIdsSql(scope: SqlScope, { record }: ResourceModel, atom: SharedAtom, depth: number): string {
  if (record === undefined) return 'select null::uuid where false'
  const inherited = record.parents.flatMap(({ attribute, resource: name }) => {
    const parent = scope.model.find(name)
    if (parent === undefined) return []
    const inner = `s${depth}`
    const ids = sharedIdsSql(scope, parent, atom, depth + 1)
    return [
      `select ${inner}.id from ${record.table} ${inner} where ${inner}.tenant_id = $1 and ${inner}.${columnOf(record, attribute)} = any(array(${ids}))`,
    ]
  })
  return [shareIdsSql(scope, record, atom), ...inherited].join(' union all ')
}

function shareIdsSql({ bind, moment }: SqlScope, { object }: RecordModel, { levels, subject }: SharedAtom): string {
  const who =
    subject.teams.length === 0
      ? `h.member_id = ${bind(subject.member.id, 'uuid')}`
      : `(h.member_id = ${bind(subject.member.id, 'uuid')} or h.team_id = any(${bind(subject.teams, 'uuid[]')}))`
  const now = bind(moment.facts.now.toISOString(), 'timestamptz')
  return `select h.record_id from access.share h where h.tenant_id = $1 and h.object = ${bind(object, 'text')} and h.level = any(${bind(levels, 'text[]')}) and ${who} and (h.expires_at is null or h.expires_at > ${now})`
}

function columnOf(record: RecordModel | undefined, attribute: string): string {
  const column = record?.attributes[attribute]?.column
  if (column === undefined) throw new Error(`${record?.object} has no column for ${attribute}`)
  return column
}

const comparisons = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const

function comparisonSql(scope: SqlScope, atom: Atom, alias: string): string {
  const { operator, measure, left, right } = atom
  const side = (operand: Operand, list = false) => operandSql(scope, atom, operand, alias, list)
  switch (operator) {
    case 'empty':
    case 'filled': {
      const test = measure.type === 'list' ? `coalesce(${side(left)}, '{}') = '{}'` : `${side(left)} is null`
      return operator === 'empty' ? test : `not (${test})`
    }
    case 'in':
      return measure.type === 'list' ? `${side(left)} && ${side(right, true)}` : oneOf(side(left), right, () => side(right, true))
    case 'contains':
      return measure.type === 'list'
        ? oneOf(side(right), left, () => side(left))
        : `strpos(${folded(side(left))}, ${folded(side(right))}) > 0`
    case 'startsWith':
      return `starts_with(${folded(side(left))}, ${folded(side(right))})`
    case 'between':
      return betweenSql(scope, atom, side(left))
    case 'within':
      // Addresses are of the context, never of a record.
      return 'null::boolean'
    case 'eq':
    case 'ne':
      return `${side(left)} ${comparisons[operator]} ${side(right)}`
    default:
      return measure.type === 'choice' ? rankSql(scope, atom, operator, alias) : `${side(left)} ${comparisons[operator]} ${side(right)}`
  }
}

/** Of nothing: no; but where the value is empty, unknown, which `= any('{}')` is not. */
function oneOf(value: string, list: Operand, sql: () => string): string {
  const isNothing = list.from === 'constant' && Array.isArray(list.value) && list.value.length === 0
  return isNothing ? `${value} <> ${value}` : `${value} = any(${sql()})`
}

function betweenSql(scope: SqlScope, atom: Atom, left: string): string {
  const { right } = atom
  const bounds = right.from === 'constant' && Array.isArray(right.value) ? (right.value as readonly string[]) : []
  const [from, to] = bounds.map((bound) => bindOne(scope, recordType(atom), bound))
  return from === undefined || to === undefined ? 'null::boolean' : `${left} between ${from} and ${to}`
}

/** Below or above in an ordered choice: one of the values that are, so that an index can answer. */
function rankSql(scope: SqlScope, atom: Atom, operator: 'lt' | 'lte' | 'gt' | 'gte', alias: string): string {
  const { left, right, measure } = atom
  const values = measure.ordered ? (measure.values ?? []) : []
  const fits = (a: number, b: number) => ({ lt: a < b, lte: a <= b, gt: a > b, gte: a >= b })[operator]
  const known = (operand: Operand) => (operand.from === 'constant' ? values.indexOf(String(operand.value)) : undefined)
  const [leftRank, rightRank] = [known(left), known(right)]
  if (values.length === 0 || leftRank === -1 || rightRank === -1) return 'null::boolean'
  const among = (operand: Operand, fitting: readonly string[]) =>
    oneOf(operandSql(scope, atom, operand, alias), { from: 'constant', value: fitting }, () => scope.bind(fitting, 'text[]'))
  if (rightRank !== undefined)
    return among(
      left,
      values.filter((_, rank) => fits(rank, rightRank)),
    )
  if (leftRank !== undefined)
    return among(
      right,
      values.filter((_, rank) => fits(leftRank, rank)),
    )
  const order = scope.bind(values, 'text[]')
  const position = (operand: Operand) => `array_position(${order}, ${operandSql(scope, atom, operand, alias)})`
  return `${position(left)} ${comparisons[operator]} ${position(right)}`
}

function operandSql(scope: SqlScope, atom: Atom, operand: Operand, alias: string, isList = false): string {
  if (operand.from === 'record') {
    const column = `${alias}.${columnOf(scope.resource.record, operand.name)}`
    // In memory times are in milliseconds, as the API writes them.
    return operand.attribute.type === 'dateTime' ? `date_trunc('milliseconds', ${column})` : column
  }
  const type = recordType(atom)
  const value = operand.from === 'constant' ? operand.value : undefined
  if (Array.isArray(value)) return scope.bind(value, listType(type, value as readonly string[]))
  if (isList) return scope.bind([value], listType(type, [String(value)]))
  return bindOne(scope, type, value)
}

/** Constants take the type of the column that they are compared with: one side of every comparison in SQL is a column. */
function recordType({ left, right, measure }: Atom): AttributeType {
  return left.from === 'record' ? left.attribute.type : right.from === 'record' ? right.attribute.type : measure.type
}

const types: Record<AttributeType, string> = {
  id: 'uuid',
  text: 'text',
  number: 'bigint',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'timestamptz',
  time: 'text',
  choice: 'text',
  list: 'text',
  address: 'text',
}

function bindOne({ bind }: SqlScope, type: AttributeType, value: Value | undefined): string {
  return bind(value, type === 'number' && !isWhole(value) ? 'numeric' : types[type])
}

function listType(type: AttributeType, values: readonly string[]): string {
  return `${type === 'number' && !values.every(isWhole) ? 'numeric' : types[type]}[]`
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(Number(value))
}

/** Lower case by ICU's root locale, which is what JavaScript's toLowerCase does: the database's own would treat some letters otherwise. */
function folded(sql: string): string {
  return `lower(${sql} collate "und-x-icu")`
}
