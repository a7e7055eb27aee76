import type { OperationAccess, Plan } from '@freehold/access'
import { Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import type { ObjectDefinition, Values } from '../definition/object.ts'
import { fittingIdsQuery } from './guard-queries.ts'

/**
 * For each row what is wrong with its references: one to a record that the actor may not see is refused as if there were none, like one
 * to another organization's. `access`: undefined where no permissions bind; what does not exist at all is refused by the database.
 */
export async function missingReferences(
  tx: Tx,
  access: OperationAccess | undefined,
  object: ObjectDefinition,
  rows: readonly Values[],
): Promise<(Problem | undefined)[]> {
  const problems: (Problem | undefined)[] = rows.map(() => undefined)
  for (const [name, { reference }] of Object.entries(object.fields)) {
    const target = reference === undefined ? undefined : access?.model.ofObject(reference)
    const plan = target && access?.plan('read', target.name)
    if (target?.record === undefined || plan === undefined || plan.extent === 'all') continue
    const wanted = [...new Set(rows.flatMap((row) => (typeof row[name] === 'string' ? [row[name]] : [])))]
    const seen = await fitting(tx, target.record.table, wanted, plan)
    const message = `There is no such ${reference}.`
    for (const [i, row] of rows.entries()) {
      const id = row[name]
      if (typeof id === 'string' && !seen.has(id))
        problems[i] ??= new Problem('invalid_input', { detail: message, errors: [{ path: name, message }] })
    }
  }
  return problems
}

async function fitting(tx: Tx, table: string, ids: readonly string[], plan: Plan): Promise<Set<string>> {
  if (ids.length === 0 || plan.extent === 'none') return new Set()
  const rows = await tx.all(fittingIdsQuery(table, tx.ctx.tenant, ids, plan))
  return new Set(rows.map((row) => row.id))
}
