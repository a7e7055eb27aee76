import type { FieldMeta, RecordRow } from '../../api-types.ts'

/** Reading `denied` of a record: what the reader may not do with it. The server decides; this repeats what it said. */
export function isDenied(record: RecordRow, action: string): boolean {
  return record.denied?.includes(action) === true
}

/** Hidden on this record though not on others. */
export function isHidden(record: RecordRow, field: string): boolean {
  return isDenied(record, `${field}.read`)
}

/** Kept by Freehold itself, for everybody. Any other field that is read-only is so for this reader. */
export function isKept(field: Pick<FieldMeta, 'type' | 'readOnly'>): boolean {
  return field.readOnly && field.type === 'dateTime'
}

/** Whether this one value may be changed, as far as the record says. What is hidden cannot be. */
export function isWritable(record: RecordRow, field: Pick<FieldMeta, 'name' | 'readOnly'>): boolean {
  if (field.readOnly) return false
  return record.denied === undefined || !['update', `${field.name}.write`, `${field.name}.read`].some((denied) => isDenied(record, denied))
}
