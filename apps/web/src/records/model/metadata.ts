import { isWritable } from '../access/record-denied.ts'
import type { FieldMeta, FieldType, ObjectMeta, RecordRow, Reference } from '../../api-types.ts'

/** Reading records through what `GET /objects` says of them. Lists, panels and boards know fields only by these. */
export type FieldValue = string | number | null | readonly string[]

/** What a change sets, by member: `companyId` and, so that it shows before the server answers, `company` beside it. */
export type Changes = Readonly<Record<string, FieldValue | Reference | null>>

/** The member that names what a reference field points to: `companyId` → `company`. */
export function referenceMember(fieldName: string): string {
  return fieldName.endsWith('Id') ? fieldName.slice(0, -2) : fieldName
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'id' in value && 'name' in value
}

export function isFieldValue(value: unknown): value is FieldValue {
  return (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  )
}

export function valueOf(record: RecordRow, fieldName: string): FieldValue {
  const value = record[fieldName]
  return isFieldValue(value) ? value : null
}

export function referenceOf(record: RecordRow, fieldName: string): Reference | null {
  const value = record[referenceMember(fieldName)]
  return isReference(value) ? value : null
}

export function findField(meta: ObjectMeta, name: string): FieldMeta | undefined {
  return meta.fields.find((field) => field.name === name)
}

/** What a record is called; one without a name is called by its kind. */
export function nameOf(record: RecordRow, meta: ObjectMeta): string {
  const name = record[meta.nameField]
  return typeof name === 'string' && name !== '' ? name : meta.label
}

/** The currency its amounts are in; the organization's where the record has none. */
export function currencyOf(record: RecordRow | undefined, fallback: string): string {
  const currency = record?.['currency']
  return typeof currency === 'string' && currency !== '' ? currency : fallback
}

export function isEmptyValue(value: FieldValue): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** True when both hold the same, tags compared in order. */
export function sameValue(a: FieldValue, b: FieldValue): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => item === b[index])
  return a === b
}

export function isNumeric(type: FieldType): boolean {
  return type === 'integer' || type === 'money'
}

/** The fields of a change as the API takes them: without the references that stand beside. */
export function fieldsOf(changes: Changes, meta: ObjectMeta): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {}
  for (const [name, value] of Object.entries(changes)) {
    if (isFieldValue(value) && findField(meta, name) !== undefined) fields[name] = value
  }
  return fields
}

/**
 * What puts a record back to how it was `before`. Counts whatever differs, not only what was asked for: moving a deal out of
 * Won clears its closing date, and undoing that has to bring the date back.
 */
export function reversal(before: RecordRow, after: RecordRow, meta: ObjectMeta): Changes {
  const back: Record<string, FieldValue | Reference | null> = {}
  for (const field of meta.fields) {
    if (!isWritable(after, field) || sameValue(valueOf(before, field.name), valueOf(after, field.name))) continue
    back[field.name] = valueOf(before, field.name)
    if (field.type === 'reference') back[referenceMember(field.name)] = referenceOf(before, field.name)
  }
  return back
}
