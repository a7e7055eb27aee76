import type { AccessModel, Attribute, Attributes, ResourceModel } from '../model/model.ts'
import { readLiteral, readRole } from './literal-reading.ts'
import type { LiteralScope } from './literal-reading.ts'
import { entryOf, isOrdering, isSameType, operatorsFor, typeName } from './operand-types.ts'
import { quoted } from './place.ts'
import type { Place } from './place.ts'
import { operators } from './policy.ts'
import type { Comparison, Literal, Operand, Operator } from './policy.ts'
import { suggestion } from './suggestion.ts'

export interface ConditionScope extends LiteralScope {
  readonly model: AccessModel
  /** Those that the rule's permissions (and fields) are about; a condition has to mean the same for each. */
  readonly resources: readonly ResourceModel[]
}

const listLimit = 1000
const roots = ['resource', 'subject', 'context'] as const

export function readComparison(place: Place, input: Readonly<Record<string, unknown>>, scope: ConditionScope): Comparison | undefined {
  const attribute = readAttribute(place.at('attribute'), input['attribute'], scope)
  const operator = readOperator(place.at('operator'), input['operator'], attribute)
  if (attribute === undefined || operator === undefined) return undefined
  const path = String(input['attribute'])
  if (operator === 'empty' || operator === 'filled') {
    if ('value' in input) return place.at('value').problem(`\`${operator}\` takes no value.`)
    return { attribute: path, operator }
  }
  if (!('value' in input)) return place.problem(`\`${operator}\` takes a \`value\`.`)
  const value = readOperand(place.at('value'), input['value'], { scope, attribute, operator, path })
  return value === undefined ? undefined : { attribute: path, operator, value }
}

function readOperator(place: Place, input: unknown, attribute: Attribute | undefined): Operator | undefined {
  const valid = attribute === undefined ? operators : operatorsFor(attribute)
  const operator = operators.find((known) => known === input)
  if (operator === undefined) return place.problem(`There is no operator ${quoted(input)}.${suggestion(input, valid)}`)
  if (attribute === undefined || valid.includes(operator)) return operator
  if (attribute.type === 'choice' && isOrdering(operator))
    return place.problem(`These choices have no order, so \`${operator}\` means nothing. It can be ${valid.join(', ')}.`)
  return place.problem(`${capital(withArticle(attribute))} cannot be compared with \`${operator}\`. It can be ${valid.join(', ')}.`)
}

/** Answers what all the resources have under this name. */
export function readAttribute(place: Place, input: unknown, scope: ConditionScope): Attribute | undefined {
  const [root = '', name = '', ...rest] = typeof input === 'string' ? input.split('.') : []
  const known = roots.find((one) => one === root)
  if (known === undefined || rest.length > 0 || name === '')
    return place.problem(`An attribute is written \`resource.ownerId\`, \`subject.clearance\` or \`context.time\`; not ${quoted(input)}.`)
  if (known === 'resource') return resourceAttribute(place, name, scope)
  return attributeIn(place, known, name, known === 'subject' ? scope.model.subject : scope.model.context)
}

function resourceAttribute(place: Place, name: string, { resources }: ConditionScope): Attribute | undefined {
  const noRecord = resources.find(({ record }) => record === undefined)
  if (noRecord !== undefined)
    return place.problem(
      `${capital(noRecord.plural)} are no records and have no attributes: name resources that have \`${name}\`, or use subject and context.`,
    )
  const [first, ...others] = resources
  const attribute = first?.record && attributeIn(place, 'resource', name, first.record.attributes, first.plural)
  if (attribute === undefined) return undefined
  for (const { plural, record } of others) {
    const other = attributeIn(place, 'resource', name, record?.attributes ?? {}, plural)
    if (other === undefined) return undefined
    if (!isSameType(attribute, other))
      return place.problem(
        `\`${name}\` is ${withArticle(attribute)} in ${first?.plural} and ${withArticle(other)} in ${plural}: write two rules.`,
      )
  }
  return attribute
}

function attributeIn(place: Place, root: string, name: string, attributes: Attributes, of?: string): Attribute | undefined {
  const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined
  if (attribute !== undefined) return attribute
  const owner = of === undefined ? `There is no attribute \`${root}.${name}\`.` : `${capital(of)} have no attribute \`${name}\`.`
  return place.problem(`${owner}${suggestion(name, Object.keys(attributes))}`)
}

interface Left {
  readonly scope: ConditionScope
  readonly attribute: Attribute
  readonly operator: Operator
  readonly path: string
}

function readOperand(place: Place, input: unknown, left: Left): Operand | undefined {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return readOther(place, input, left)
  const { attribute, operator } = left
  switch (operator) {
    case 'in':
      if (!Array.isArray(input)) return place.problem('`in` takes a list of values, or an attribute that is a list.')
      return place.list(input, { what: 'values', atLeast: 1, atMost: listLimit }, (at, one) => readEntry(at, one, left))
    case 'within':
      if (!Array.isArray(input)) return readLiteral(place, input, left.scope, attribute)
      return place.list(input, { what: 'networks', atLeast: 1, atMost: listLimit }, (at, one) => readEntry(at, one, left))
    case 'between':
      return readBounds(place, input, left)
    default:
      if (Array.isArray(input)) return place.problem(`\`${operator}\` takes one value; for several use \`in\`.`)
      return readEntry(place, input, left)
  }
}

/** One value: of what is a list, one of its entries. */
function readEntry(place: Place, input: unknown, { scope, attribute, path }: Left): Literal | undefined {
  if (path === 'subject.roles') return readRole(place, input, scope)
  return readLiteral(place, input, scope, attribute.type === 'list' ? entryOf(attribute) : attribute)
}

function readBounds(place: Place, input: unknown, left: Left): Literal[] | undefined {
  if (!Array.isArray(input) || input.length !== 2) return place.problem('`between` takes a list of two values, the first and the last.')
  const bounds = place.list(input, { what: 'values', atMost: 2 }, (at, one) => readEntry(at, one, left))
  const [from, to] = bounds ?? []
  if (from === undefined || to === undefined) return undefined
  // Times of day may go over midnight.
  if (left.attribute.type !== 'time' && from > to)
    return place.problem('The first value is greater than the last: nothing is between them.')
  return [from, to]
}

/** Another attribute: of the same type, or a list of what is on the left. */
function readOther(place: Place, input: object, left: Left): Operand | undefined {
  const members = place.object(input, ['attribute'])
  const other = members && readAttribute(place.at('attribute'), members['attribute'], left.scope)
  if (other === undefined) return undefined
  const message = mismatch(left, other)
  return message === undefined ? { attribute: String(members?.['attribute']) } : place.problem(message)
}

function mismatch({ attribute, operator, path }: Left, other: Attribute): string | undefined {
  if (operator === 'between' || operator === 'within') return `\`${operator}\` takes values, not an attribute.`
  if (operator === 'contains' && attribute.type === 'list') return `Write it the other way round: the other attribute \`in\` \`${path}\`.`
  if (operator === 'in') {
    if (other.type !== 'list') return `\`in\` takes a list, and this is ${withArticle(other)}. For one value use \`eq\`.`
    return isListOf(other, attribute) ? undefined : differing(attribute, other)
  }
  if (other.type === 'list') return `${capital(withArticle(attribute))} is compared with a list: use \`in\`.`
  return isSameType(attribute, other) ? undefined : differing(attribute, other)
}

function isListOf(list: Attribute, attribute: Attribute): boolean {
  return attribute.type === 'list' ? isSameType(list, attribute) : isSameType(entryOf(list), attribute)
}

function differing(attribute: Attribute, other: Attribute): string {
  return `These are of different types: ${withArticle(attribute)} and ${withArticle(other)}.`
}

function withArticle(attribute: Attribute): string {
  const name = typeName(attribute)
  return /^[aei]/.test(name) ? `an ${name}` : name === 'yes or no' ? name : `a ${name}`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
