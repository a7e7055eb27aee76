import type { Tx } from '@freehold/tenancy'
import { sightOf } from '../access/sight.ts'
import { nameConditions } from '../access/source-queries.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { Binder } from '../list/binder.ts'

/** Names of records by id, as far as the actor may see them: for values that are made from the names of others. */
export async function readNames(tx: Tx, object: ObjectDefinition, ids: readonly string[]): Promise<Map<string, string>> {
  const binder = new Binder(tx.ctx.tenant)
  const seen = nameConditions(sightOf(tx.ctx, object), 't', binder)
  if (ids.length === 0 || seen === undefined) return new Map()
  const conditions = [`t.id = any(${binder.bind(ids, 'uuid[]')})`, ...seen].join(' and ')
  const text = `select t.id, t.${columnOf(object.nameField)} as name from ${object.table} t where t.tenant_id = $1 and ${conditions}`
  const rows = await tx.sql<{ id: string; name: string }>(text, binder.values)
  return new Map(rows.map((row) => [row.id, row.name]))
}
