import { BlockList, isIP } from 'node:net'
import type { Operator } from '../language/policy.ts'
import type { Attribute, AttributeType } from '../model/model.ts'
import type { Outcome } from './decision.ts'
import type { Value } from './facts.ts'

/** How two values are compared: what the left operand is, and the ranks of an ordered choice. */
export interface Measure {
  readonly type: AttributeType
  /** Of the entries, where the left operand is a list; undefined where it is none. */
  readonly values?: readonly string[] | undefined
  readonly ordered: boolean
}

export function measureOf(attribute: Attribute): Measure {
  return { type: attribute.type, values: attribute.values, ordered: attribute.ordered ?? false }
}

type Sides = readonly [left: Value | undefined, right: Value | undefined]

/**
 * The outcome of `left operator right`, the same as PostgreSQL's: a comparison with an empty value is unknown. So is one with a
 * value that nobody gave (undefined): a broken policy or a missing context is never a yes (fail closed).
 */
export function compare(measure: Measure, operator: Operator, left: Value | undefined, right: Value | undefined): Outcome {
  if (left === undefined) return 'unknown'
  if (operator === 'empty') return isEmpty(left)
  if (operator === 'filled') return !isEmpty(left)
  if (left === null || right === undefined || right === null) return 'unknown'
  return comparers[operator](measure, left, right)
}

function isEmpty(value: Value): boolean {
  return value === null || (Array.isArray(value) && value.length === 0)
}

type Given = Exclude<Value, null>
type Comparer = (measure: Measure, left: Given, right: Given) => Outcome

const comparers: Record<Exclude<Operator, 'empty' | 'filled'>, Comparer> = {
  eq: (measure, left, right) => same(measure, left, right),
  ne: (measure, left, right) => !same(measure, left, right),
  lt: (measure, left, right) => ordered(measure, [left, right], (order) => order < 0),
  lte: (measure, left, right) => ordered(measure, [left, right], (order) => order <= 0),
  gt: (measure, left, right) => ordered(measure, [left, right], (order) => order > 0),
  gte: (measure, left, right) => ordered(measure, [left, right], (order) => order >= 0),
  in: (measure, left, right) =>
    isList(left)
      ? left.some((one) => isList(right) && right.includes(one))
      : isList(right) && right.some((one) => same(measure, left, one)),
  contains: (_, left, right) =>
    isList(left) ? left.includes(String(right)) : String(left).toLowerCase().includes(String(right).toLowerCase()),
  startsWith: (_, left, right) => String(left).toLowerCase().startsWith(String(right).toLowerCase()),
  between,
  within: (_, left, right) => isWithin(String(left), isList(right) ? right : [String(right)]),
}

function isList(value: Given): value is readonly string[] {
  return Array.isArray(value)
}

function same({ type }: Measure, left: Given, right: Given): boolean {
  if (type === 'dateTime') return Date.parse(String(left)) === Date.parse(String(right))
  if (type === 'number') return Number(left) === Number(right)
  return left === right
}

function ordered(measure: Measure, sides: Sides, fits: (order: number) => boolean): Outcome {
  const order = orderOf(measure, sides)
  return order === undefined ? 'unknown' : fits(order)
}

/** Negative, zero, positive; undefined for what has no order. */
function orderOf({ type, values, ordered: isRanked }: Measure, [left, right]: Sides): number | undefined {
  switch (type) {
    case 'number':
      return Number(left) - Number(right)
    case 'dateTime':
      return Date.parse(String(left)) - Date.parse(String(right))
    case 'date':
    case 'time':
      return String(left) < String(right) ? -1 : left === right ? 0 : 1
    case 'choice': {
      const ranks = [left, right].map((value) => values?.indexOf(String(value)) ?? -1)
      return !isRanked || ranks.includes(-1) ? undefined : (ranks[0] ?? 0) - (ranks[1] ?? 0)
    }
    default:
      return undefined
  }
}

function between(measure: Measure, left: Given, right: Given): Outcome {
  const [from, to] = isList(right) ? right : []
  if (from === undefined || to === undefined) return 'unknown'
  const after = ordered(measure, [left, from], (order) => order >= 0)
  const before = ordered(measure, [left, to], (order) => order <= 0)
  if (after === 'unknown' || before === 'unknown') return 'unknown'
  // From 22:00 to 06:00: over midnight.
  return measure.type === 'time' && from > to ? after || before : after && before
}

const networks = new Map<string, BlockList | undefined>()

function isWithin(address: string, cidrs: readonly string[]): Outcome {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  const family = isIP(plain)
  if (family === 0) return 'unknown'
  const lists = cidrs.map(networkOf)
  if (lists.includes(undefined)) return 'unknown'
  return lists.some((list) => list?.check(plain, family === 6 ? 'ipv6' : 'ipv4'))
}

function networkOf(cidr: string): BlockList | undefined {
  if (!networks.has(cidr)) networks.set(cidr, readNetwork(cidr))
  return networks.get(cidr)
}

function readNetwork(cidr: string): BlockList | undefined {
  const [address = '', bits] = cidr.split('/')
  const family = isIP(address)
  const most = family === 6 ? 128 : 32
  const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
  if (family === 0 || prefix < 0 || prefix > most) return undefined
  const list = new BlockList()
  list.addSubnet(address, prefix, family === 6 ? 'ipv6' : 'ipv4')
  return list
}
