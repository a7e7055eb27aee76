import { type OpContext, Problem } from '@freehold/kernel'
import { tenantTx, type Tx } from '@freehold/tenancy'
import type { Values } from '../definition/object.ts'
import type { Grant } from '../record/grant.ts'
import { WriteGuard } from '../record/write-guard.ts'
import { quoted } from './converted.ts'
import { insertFailures } from './failure-queries.ts'
import { takeLinks } from './link-queries.ts'
import type { ImportJob } from './import-job.ts'
import { newNameGrants } from './new-name.ts'
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
  const found: Found[] = []
  const missed: Missed[] = []
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
    else found.push({ number: link.row_number, id: link.record_id, to: to.id })
  }
  missed.push(...(await makeNamed(tx, plan, reference, made, found)))
  const allowed = await grantLinks(tx, plan, reference, found)
  missed.push(...allowed.refused)
  if (allowed.granted.length > 0) await tx.run(updateManyQuery(plan.object, tx.ctx.tenant, [reference.field], allowed.granted))
  await insertFailures(tx, importId, 'link', missed)
  tx.afterCommit(() => made.forEach((named) => reference.index.add(named)))
}

interface Found {
  readonly number: number
  readonly id: string
  readonly to: string
}

interface Missed {
  readonly number: number
  readonly reasons: string[]
  readonly cells: string[]
}

/** Makes the records of unknown names, as far as the actor may; links to others are taken out of `found` and answered. */
async function makeNamed(
  tx: Tx,
  plan: Plan,
  { index, column }: PlannedReference,
  made: Map<string, Named>,
  found: Found[],
): Promise<Missed[]> {
  if (made.size === 0) return []
  const wanted = [...made.values()]
  const answers = await newNameGrants(tx, index, plan.facts, wanted)
  const granted = answers.flatMap((grant, at) => (grant instanceof Problem ? [] : [{ grant, name: wanted[at]?.name ?? '' }]))
  const refused = new Map(
    answers.flatMap((answer, at) => (answer instanceof Problem ? [[wanted[at]?.id ?? '', answer.message] as const] : [])),
  )
  await insertNamed(tx, index.source, index.source.columnsOfNew?.(plan.facts) ?? {}, granted)
  for (const { id, name } of wanted) if (refused.has(id)) made.delete(nameKey(name))
  const kept = found.filter((link) => !refused.has(link.to))
  const missed = found.filter((link) => refused.has(link.to))
  found.splice(0, found.length, ...kept)
  return missed.map(({ number, to }) => ({ number, reasons: [`${column}: ${refused.get(to)}`], cells: [] }))
}

/** The links that the actor may write: the record is one he may change, and the other one that he may see. */
async function grantLinks(
  tx: Tx,
  plan: Plan,
  { field, column }: PlannedReference,
  found: readonly Found[],
): Promise<{ granted: { grant: Grant; changes: Values }[]; refused: Missed[] }> {
  const guard = new WriteGuard(tx, plan.object)
  const held = await guard.holdMany(
    found.map((link) => link.id),
    'update',
  )
  const links = found.flatMap((link) => {
    const record = held.get(link.id)
    return record === undefined ? [] : [{ link, held: record, given: { [field]: link.to } }]
  })
  const refusals = await guard.changes(links)
  return {
    granted: links.flatMap(({ held: record, given }, at) =>
      refusals[at] === undefined ? [{ grant: guard.grant(record), changes: given }] : [],
    ),
    refused: links.flatMap(({ link }, at) => {
      const problem = refusals[at]
      return problem === undefined ? [] : [{ number: link.number, reasons: [`${column}: ${problem.message}`], cells: [] }]
    }),
  }
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
