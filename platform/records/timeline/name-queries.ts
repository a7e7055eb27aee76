import type { SqlQuery } from '@freehold/tenancy'
import type { ReferenceTarget } from '../catalog.ts'
import { columnOf } from '../definition/object.ts'

/** Names of records by id, whatever they are and whether or not they are in the trash. */
export function namesQuery(
  tenant: string,
  wanted: readonly { target: ReferenceTarget; ids: readonly string[] }[],
): SqlQuery<{ id: string; name: string }> {
  const values: unknown[] = [tenant]
  const sources = wanted.map(
    ({ target, ids }) =>
      `select id, ${columnOf(target.nameColumn)} as name from ${target.table} where tenant_id = $1 and id = any($${values.push(ids)}::uuid[])`,
  )
  return { text: sources.join(' union all '), values }
}
