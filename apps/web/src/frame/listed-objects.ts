import type { ObjectMeta } from '../api-types.ts'

/** What the page opens a list for: what the reader sees some of. Notes belong to the record they were written on and are read there. */
export function listedObjects(objects: readonly ObjectMeta[]): ObjectMeta[] {
  return objects.filter((object) => object.name !== 'note' && object.defaultColumns.length > 0 && object.actions?.['read'] !== 'none')
}
