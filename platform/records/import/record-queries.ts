import type { Tx } from '@freehold/tenancy'
import { columnOf, type Values } from '../definition/object.ts'
import type { ImportTarget } from './target.ts'

export type Stored = Values & { id: string }

/** Values of existing records. Locked until the transaction ends, in the order of their ids, unless only looked at. */
export async function storedValues(tx: Tx, target: ImportTarget, ids: readonly string[], lock: boolean): Promise<Stored[]> {
  const { object } = target.type
  const columns = Object.keys(object.fields).map((name) => `t.${columnOf(name)} as "${name}"`)
  return tx.sql<Stored>(
    `select t.id, ${columns.join(', ')} from ${object.table} t where t.tenant_id = $1 and t.id = any($2::uuid[]) order by t.id${lock ? ' for update' : ''}`,
    [tx.ctx.tenant, ids],
  )
}

/** One text of existing records. */
export async function storedTexts(
  tx: Tx,
  target: ImportTarget,
  field: string,
  ids: readonly string[],
): Promise<{ id: string; value: string | null }[]> {
  return tx.sql<{ id: string; value: string | null }>(
    `select id, ${columnOf(field)} as value from ${target.type.object.table} where tenant_id = $1 and id = any($2::uuid[])`,
    [tx.ctx.tenant, ids],
  )
}
