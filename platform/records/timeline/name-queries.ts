import type { SqlQuery } from '@freehold/tenancy'
import type { Sight } from '../access/sight.ts'
import { nameConditions } from '../access/source-queries.ts'
import type { ReferenceTarget } from '../catalog.ts'
import { columnOf } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'

export interface WantedNames {
  readonly target: ReferenceTarget
  readonly ids: readonly string[]
  /** Of the target's records, where not all of their names may be seen. */
  readonly sight: Sight | undefined
}

/** Names of records by id, whatever they are and whether or not they are in the trash. `wanted`: at least one. */
export function namesQuery(tenant: string, wanted: readonly WantedNames[]): SqlQuery<{ id: string; name: string }> {
  const binder = new Binder(tenant)
  const sources = wanted.map(({ target, ids, sight }) => {
    const seen = sight === undefined ? [] : (nameConditions(sight, 't', binder) ?? ['false'])
    return `select t.id, t.${columnOf(target.nameColumn)} as name from ${target.table} t where t.tenant_id = $1 and t.id = any(${binder.bind(ids, 'uuid[]')})${seen.map((condition) => ` and ${condition}`).join('')}`
  })
  return { text: sources.join(' union all '), values: binder.values }
}
