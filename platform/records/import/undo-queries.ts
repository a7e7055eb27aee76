import type { Tx } from '@freehold/tenancy'
import { columnOf } from '../definition/object.ts'
import type { Grant } from '../record/grant.ts'
import type { ImportTarget } from './target.ts'

export interface CurrentRow {
  id: string
  name: string
  row: Record<string, unknown>
}

/** Records as the ledger writes them, locked. */
export async function currentRows(tx: Tx, target: ImportTarget, ids: readonly string[]): Promise<CurrentRow[]> {
  const { object } = target.type
  return tx.sql<CurrentRow>(
    `select t.id, t.${columnOf(object.nameField)} as name, to_jsonb(t) as row from ${object.table} t where t.tenant_id = $1 and t.id = any($2::uuid[]) order by t.id for update`,
    [tx.ctx.tenant, ids],
  )
}

/** Puts records in the trash; returns how many were not there yet. */
export async function trashRecords(tx: Tx, target: ImportTarget, grants: readonly Grant[]): Promise<number> {
  const { actor, tenant } = tx.ctx
  const rows = await tx.sql<{ id: string }>(
    `update ${target.type.object.table} set deleted_at = clock_timestamp(), deleted_by = $3::uuid where tenant_id = $1 and id = any($2::uuid[]) and deleted_at is null returning id`,
    [tenant, idsOf(grants), actor.kind === 'member' ? actor.id : null],
  )
  return rows.length
}

/** For records without a trash. Rejects with Problem `still_referenced` where something refers to one. */
export async function removeRecords(tx: Tx, target: ImportTarget, grants: readonly Grant[]): Promise<number> {
  const rows = await tx.sql<{ id: string }>(
    `delete from ${target.type.object.table} where tenant_id = $1 and id = any($2::uuid[]) returning id`,
    [tx.ctx.tenant, idsOf(grants)],
  )
  return rows.length
}

function idsOf(grants: readonly Grant[]): string[] {
  return grants.map((grant) => grant.id)
}

export interface UndoStep {
  readonly from: string | null
  readonly to: string
  readonly removed: number
  readonly reverted: number
  readonly kept: number
}

/** Moves undo on. False: another run has done it. */
export async function advanceUndo(tx: Tx, importId: string, step: UndoStep): Promise<boolean> {
  const rows = await tx.sql<{ id: string }>(
    `update records.import_progress set undo_position = $4, undo_removed = undo_removed + $5::int, undo_reverted = undo_reverted + $6::int, undo_kept = undo_kept + $7::int
     where tenant_id = $1 and import_id = $2 and undo_position is not distinct from $3::uuid returning id`,
    [tx.ctx.tenant, importId, step.from, step.to, step.removed, step.reverted, step.kept],
  )
  return rows.length === 1
}
