import type { FieldMeta } from '../../api-types.ts'
import { datePresets, isDatePreset } from '../model/calendar.ts'
import { within, type Filter } from '../model/list-state.ts'
import { editableText } from '../model/values.ts'
import { formatDate, formatMoney, formatNumber } from '../../format.ts'

/** Operators as a sentence says them: "Amount is at least $1,000". */
const plain: Readonly<Record<string, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  contains: 'contains',
  startsWith: 'begins with',
  [within]: 'is in',
}
const ofDates: Readonly<Record<string, string>> = {
  lt: 'is before',
  lte: 'is on or before',
  gt: 'is after',
  gte: 'is on or after',
  eq: 'is on',
  ne: 'is not on',
}
const ofTags: Readonly<Record<string, string>> = { contains: 'has', in: 'has any of' }

function operatorWords(field: FieldMeta, operator: string): string {
  const special = isDated(field) ? ofDates : field.type === 'tags' ? ofTags : {}
  return special[operator] ?? plain[operator] ?? operator
}

function isDated(field: FieldMeta): boolean {
  return field.type === 'date' || field.type === 'dateTime'
}

/** A value is chosen from a list rather than typed. */
export function isChosen(field: FieldMeta): boolean {
  return field.type === 'reference' || field.type === 'choice' || field.type === 'tags'
}

export interface OperatorChoice {
  /** `empty.true` and `empty.false` carry their value; the others ask for one. */
  readonly key: string
  readonly label: string
}

/** What a field can be asked, the likeliest first. */
export function operatorChoices(field: FieldMeta): OperatorChoice[] {
  const asked = field.operators.filter((operator) => operator !== 'empty' && (!isChosen(field) || operator !== 'eq'))
  const likely = isDated(field) ? [within, ...asked] : asked.toSorted((a, b) => Number(likeliest(field, b)) - Number(likeliest(field, a)))
  const choices = likely.map((operator) => ({ key: operator, label: operatorWords(field, operator) }))
  if (!field.operators.includes('empty')) return choices
  return [...choices, { key: 'empty.true', label: 'is empty' }, { key: 'empty.false', label: 'is not empty' }]
}

function likeliest(field: FieldMeta, operator: string): boolean {
  return operator === (isChosen(field) ? 'in' : field.type === 'money' || field.type === 'integer' ? 'gte' : 'contains')
}

/** "is at least" and "$1,000" of a chip; names of chosen ids come from `nameOf`. */
export function filterWords(
  field: FieldMeta,
  filter: Filter,
  currency: string,
  nameOf: (id: string) => string,
): { operator: string; value: string } {
  if (filter.operator === 'empty') return { operator: filter.value === 'true' ? 'is empty' : 'is not empty', value: '' }
  return { operator: operatorWords(field, filter.operator), value: valueWords(field, filter, currency, nameOf) }
}

function valueWords(field: FieldMeta, { operator, value }: Filter, currency: string, nameOf: (id: string) => string): string {
  if (operator === within) return isDatePreset(value) ? datePresets[value].toLowerCase() : value
  if (isChosen(field)) {
    const names = value.split(',').map(nameOf)
    return names.length > 2 ? `${names.slice(0, 2).join(', ')} +${names.length - 2}` : names.join(' or ')
  }
  if (field.type === 'money') return formatMoney(Number(value), currency)
  if (field.type === 'integer') return formatNumber(Number(value))
  return isDated(field) ? formatDate(value.slice(0, 10)) : value
}

/** What stands in the editor of a typed value. */
export function editableFilterText(field: FieldMeta, value: string, currency: string): string {
  if (value === '') return ''
  return field.type === 'money' || field.type === 'integer'
    ? editableText(field, Number(value), currency)
    : value.slice(0, field.type === 'dateTime' ? 10 : undefined)
}
