import type { SqlQuery } from '@freehold/tenancy'
import { columnOf, type ObjectDefinition, type Values } from '../definition/object.ts'
import { named } from '../statement-name.ts'

/** The last `changes` entries of a record, newest first: each raised its version by one. */
export function baseQuery(
  object: ObjectDefinition,
  tenant: string,
  id: string,
  changes: number,
): SqlQuery<{ before: Record<string, unknown> | null }> {
  return named(
    'base',
    `select before from ledger.entry where tenant_id = $1 and object = $2 and record_id = $3 and action <> 'created' order by id desc limit $4`,
    [tenant, object.name, id, changes],
  )
}

/** What these fields had been when the caller read them, as far as they changed since: the oldest entry has the last word. */
export function readBase(fields: readonly string[], newestFirst: readonly { before: Record<string, unknown> | null }[]): Values {
  const base: Values = {}
  for (const { before } of newestFirst) {
    for (const name of fields) {
      const value = before?.[columnOf(name)]
      if (value !== undefined) base[name] = value as Values[string]
    }
  }
  return base
}
