import type { Tx } from '@freehold/tenancy'
import type { RowFailure } from './batch.ts'

export type FailurePhase = 'import' | 'link' | 'undo'

export async function insertFailures(tx: Tx, importId: string, phase: FailurePhase, failures: readonly RowFailure[]): Promise<void> {
  if (failures.length === 0) return
  const values: unknown[] = [tx.ctx.tenant, importId, phase]
  const tuples = failures.map((failure) => {
    values.push(failure.number, failure.reasons, failure.cells)
    return `($1, $2, $3, $${values.length - 2}, $${values.length - 1}, $${values.length})`
  })
  await tx.sql(
    `insert into records.import_failure (tenant_id, import_id, phase, row_number, reasons, values) values ${tuples.join(', ')}
     on conflict (tenant_id, import_id, phase, row_number) do nothing`,
    values,
  )
}

export interface FailureRow {
  row_number: number
  phase: FailurePhase
  reasons: string[]
  values: string[]
}

/** In the file's order, after (`row`, `phase`). */
export async function listFailures(tx: Tx, importId: string, after: { row: number; phase: string }, limit: number): Promise<FailureRow[]> {
  return tx.sql<FailureRow>(
    `select row_number, phase, reasons, values from records.import_failure
     where tenant_id = $1 and import_id = $2 and (row_number, phase) > ($3::int, $4::text) order by row_number, phase limit $5`,
    [tx.ctx.tenant, importId, after.row, after.phase, limit],
  )
}
