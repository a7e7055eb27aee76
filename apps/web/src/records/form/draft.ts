import type { FieldMeta, ObjectMeta } from '../../api-types.ts'
import type { ListState } from '../model/list-state.ts'
import type { FieldValue } from '../model/metadata.ts'
import { parseValue } from '../model/values.ts'

/** What stands in the form: text as typed, ids of references, by field name. */
export type Draft = Readonly<Record<string, string>>

export type Problems = Readonly<Record<string, string>>

/** Fields of a new record: those that must be given, then what the list shows, then the rest. */
export function formFields(meta: ObjectMeta): { first: FieldMeta[]; more: FieldMeta[] } {
  const given = meta.fields.filter((field) => !field.readOnly)
  const must = given.filter(isDemanded)
  const usual = given.filter((field) => !isDemanded(field) && (field.name === meta.nameField || meta.defaultColumns.includes(field.name)))
  const shown = new Set([...must, ...usual])
  return { first: [...shown], more: given.filter((field) => !shown.has(field)) }
}

/** Must be filled in by whoever creates. */
export function isDemanded(field: FieldMeta): boolean {
  return field.required && field.defaulted !== true
}

/** A record created from a filtered list begins with what the list is filtered by. */
export function draftFrom(state: ListState, meta: ObjectMeta, memberId: string): Draft {
  const draft: Record<string, string> = {}
  for (const { field, operator, value } of state.filters) {
    const single = (operator === 'eq' || operator === 'in') && !value.includes(',')
    const known = meta.fields.find((candidate) => candidate.name === field)
    if (single && known !== undefined && !known.readOnly && known.type !== 'dateTime' && known.type !== 'money')
      draft[field] = value === 'me' ? memberId : value
  }
  if (meta.fields.some((field) => field.name === 'ownerId')) draft['ownerId'] ??= memberId
  return draft
}

/** The body for the API, or what is wrong with each field. */
export function readDraft(
  draft: Draft,
  meta: ObjectMeta,
  currency: string,
): { values: Record<string, FieldValue> } | { problems: Problems } {
  const values: Record<string, FieldValue> = {}
  const problems: Record<string, string> = {}
  const own = draft['currency']?.trim().toUpperCase() || currency
  for (const field of meta.fields) {
    const text = draft[field.name] ?? ''
    if (field.readOnly || (text.trim() === '' && !isDemanded(field))) continue
    const parsed = parseValue(field, text, own)
    if (parsed.ok) values[field.name] = parsed.value
    else problems[field.name] = parsed.message
  }
  return Object.keys(problems).length > 0 ? { problems } : { values }
}
