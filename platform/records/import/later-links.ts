import type { OpContext } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { quoted } from './converted.ts'
import { insertFailures } from './failure-queries.ts'
import { takeLinks } from './link-queries.ts'
import type { ImportJob } from './import-job.ts'
import type { Plan, PlannedReference } from './plan.ts'
import { insertNamed } from './reference-queries.ts'
import { updateManyQuery } from '../record/record-queries.ts'
import { newId } from '../record/id.ts'
import type { Named } from './target.ts'
import { nameKey } from './text-key.ts'

const linksAtOnce = 500

/** The second pass: references to records of the same file. Names that are still unknown are made, reported or left empty. */
export async function linkLater(ctx: OpContext, plan: Plan, importId: string, job: ImportJob): Promise<void> {
  while (plan.references.size > 0) {
    job.cancelled.throwIfAborted()
    const linked = await tenantTx(ctx, 'write', (tx) => linkSome(tx, plan, importId, job))
    if (linked === 0) return
  }
}

type Link = Awaited<ReturnType<typeof takeLinks>>[number]

async function linkSome(tx: Tx, plan: Plan, importId: string, job: ImportJob): Promise<number> {
  const links = await takeLinks(tx, importId, linksAtOnce)
  for (const reference of plan.references.values()) {
    const own = links.filter((link) => link.field === reference.field)
    if (own.length > 0) await linkField(tx, plan, reference, importId, own)
  }
  if (links.length > 0) await job.save(tx, {})
  return links.length
}

async function linkField(tx: Tx, plan: Plan, reference: PlannedReference, importId: string, links: readonly Link[]): Promise<void> {
  await reference.index.prepare(
    tx,
    links.map((link) => link.name),
  )
  const made = new Map<string, Named>()
  const found: { id: string; to: string }[] = []
  const missed: { number: number; reasons: string[]; cells: string[] }[] = []
  for (const link of links) {
    const to = lookUp(reference, link.name, made)
    if (to === undefined || to === 'several') {
      if (reference.unknown !== 'blank')
        missed.push({ number: link.row_number, reasons: [reason(reference, link.name, to === 'several')], cells: [] })
    } else if (to.id === link.record_id)
      missed.push({
        number: link.row_number,
        reasons: [`${reference.column}: ${quoted(link.name)} names the record itself, so it was left empty.`],
        cells: [],
      })
    else found.push({ id: link.record_id, to: to.id })
  }
  if (made.size > 0)
    await insertNamed(tx, reference.index.source, reference.index.source.columnsOfNew?.(plan.facts) ?? {}, [...made.values()])
  if (found.length > 0)
    await tx.run(
      updateManyQuery(
        plan.target.type.object,
        tx.ctx.tenant,
        [reference.field],
        found.map(({ id, to }) => ({ id, changes: { [reference.field]: to } })),
      ),
    )
  await insertFailures(tx, importId, 'link', missed)
  tx.afterCommit(() => made.forEach((named) => reference.index.add(named)))
}

function lookUp(reference: PlannedReference, name: string, made: Map<string, Named>): Named | 'several' | undefined {
  const known = reference.index.find(name) ?? made.get(nameKey(name))
  if (known !== undefined || reference.unknown !== 'create' || reference.index.source.columnsOfNew === undefined) return known
  const named: Named = { id: newId(), name: name.trim() }
  made.set(nameKey(name), named)
  return named
}

function reason(reference: PlannedReference, name: string, several: boolean): string {
  const { label, plural } = reference.index.source
  const why = several ? `several ${plural} are called ${quoted(name)}` : `there is no ${label} called ${quoted(name)}`
  return `${reference.column}: ${why}; the row was imported without it.`
}
