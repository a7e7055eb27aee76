import { Problem, type OpContext } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { moveImport, rememberMapping } from './import-queries.ts'
import { operationContext } from './import-run.ts'
import { viewImport, type ImportView } from './import-view.ts'
import type { Plan } from './plan.ts'
import { fingerprint } from './proposal.ts'
import { authorizeTarget, checkedPlan, mustFind, mustFindSettled, type ImportSettings } from './stored-import.ts'
import type { ImportCatalog } from './target.ts'

/**
 * Queues an import, or goes on with one that failed or was cancelled, and remembers its mapping for files like it.
 *
 * @throws Problem wrong_state, invalid_input where a required field has neither a column nor a value, forbidden where
 *   unknown names are to be made into records that this person may not make
 */
export async function startImport(base: OpContext, settings: ImportSettings, id: string): Promise<ImportView> {
  base.authorize('create', 'imports')
  // What the job does carries the import's id in the ledger: undo finds it by that.
  const ctx = operationContext(base, id)
  return tenantTx(ctx, 'write', async (tx) => {
    const row = await mustFindSettled(tx, settings, id)
    const target = authorizeTarget(ctx, settings.catalog, row.object)
    const plan = await checkedPlan(tx, settings.catalog, target, row)
    requireFields(plan)
    for (const { unknown, index } of plan.references.values()) {
      if (unknown === 'create' && index.source.columnsOfNew !== undefined) ctx.authorize('create', index.source.plural)
    }
    const jobId = await settings.queue.run(tx, id)
    const from = row.state === 'failed' ? (['failed', 'queued', 'running'] as const) : (['draft', 'cancelled'] as const)
    if (!(await moveImport(tx, id, from, 'queued', jobId === undefined ? {} : { jobId }))) {
      throw new Problem('wrong_state', { detail: `This import is ${row.state}; only a draft, a failed or a cancelled one can be started.` })
    }
    await rememberMapping(tx, row.object, fingerprint(row.detection), row.mapping, row.options)
    return viewImport(ctx, settings.catalog, await mustFind(tx, id))
  })
}

function requireFields(plan: Plan): void {
  const { object } = plan.target.type
  const missing = Object.entries(object.fields).filter(
    ([name, field]) =>
      field.required &&
      !field.defaulted &&
      !field.readOnly &&
      !plan.reader.fields.includes(name) &&
      plan.defaults[name] === undefined &&
      !plan.reader.defaults.names.has(name),
  )
  if (missing.length === 0) return
  throw new Problem('invalid_input', {
    errors: missing.map(([name, field]) => ({
      path: 'mapping',
      message: `Choose a column for ${field.label}, or a value for all rows: no ${object.label.toLowerCase()} can be without (${name}).`,
    })),
  })
}

/** Stops after the batch that is being written; what was imported stays until the import is undone or gone on with. */
export async function cancelImport(ctx: OpContext, catalog: ImportCatalog, id: string): Promise<ImportView> {
  ctx.authorize('update', 'imports')
  return tenantTx(ctx, 'write', async (tx) => {
    const row = await mustFind(tx, id)
    if (!(await moveImport(tx, id, ['draft', 'queued', 'running'], 'cancelled'))) {
      throw new Problem('wrong_state', { detail: `This import is ${row.state}; there is nothing left to cancel.` })
    }
    return viewImport(ctx, catalog, await mustFind(tx, id))
  })
}

/** Queues the undoing of a whole import. */
export async function undoImport(ctx: OpContext, settings: ImportSettings, id: string): Promise<ImportView> {
  ctx.authorize('update', 'imports')
  return tenantTx(ctx, 'write', async (tx) => {
    const row = await mustFindSettled(tx, settings, id)
    authorizeTarget(ctx, settings.catalog, row.object)
    ctx.authorize('delete', row.object)
    const jobId = await settings.queue.undo(tx, id)
    const from = row.state === 'failed' ? (['failed', 'queued', 'running', 'undoing'] as const) : (['done', 'cancelled'] as const)
    if (!(await moveImport(tx, id, from, 'undoing', jobId === undefined ? {} : { jobId }))) {
      throw new Problem('wrong_state', { detail: `This import is ${row.state}; only one that has ended can be undone.` })
    }
    return viewImport(ctx, settings.catalog, await mustFind(tx, id))
  })
}

/** Marks what a job could not do, with a sentence; `undoing` goes back to where undo can be asked for again. */
export async function failImport(ctx: OpContext, id: string, sentence: string): Promise<void> {
  await tenantTx(ctx, 'write', (tx) => moveImport(tx, id, ['queued', 'running', 'undoing'], 'failed', { error: sentence }))
}
