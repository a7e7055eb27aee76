import { type OpContext, Problem } from '@freehold/kernel'
import { readTimeline, type TimelineEntry } from '@freehold/ledger'
import { type Tx, tenantTx } from '@freehold/tenancy'
import { denialsOf } from '../access/denial.ts'
import { seesAllNames, seesAny, shownFields, type Sight, sightOf } from '../access/sight.ts'
import type { Catalog, RecordType, Remark } from '../catalog.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { openPosition, sealPosition } from '../list/cursor.ts'
import { viewQuery } from '../record/record-queries.ts'
import { type RecordView, toRecords } from '../record/view-queries.ts'
import { readShareHistory } from '../share/share-history.ts'
import type { DisplayContext } from './display.ts'
import { namesQuery, type WantedNames } from './name-queries.ts'
import { remarksQuery } from './remark-queries.ts'
import { changesOf, sentenceOf } from './sentence.ts'
import type { Timeline, TimelineItem } from './timeline-schema.ts'

const pageSize = 50

/** What happened to a record and what was written about it, newest first, in words. Throws `not_found`, `invalid_cursor`. */
export async function readRecordTimeline(
  ctx: OpContext,
  catalog: Catalog,
  type: RecordType,
  id: string,
  cursor?: string,
): Promise<Timeline> {
  ctx.authorize('read', type.object.plural)
  const scope = `timeline ${type.object.name} ${id}`
  const before = cursor === undefined ? undefined : String(openPosition(ctx, scope, cursor)[0])
  return tenantTx(ctx, 'read', async (tx) => {
    const sight = sightOf(ctx, type.object)
    // A field that is hidden in the record now is hidden in all of its history; which those are, is known before only where none depends.
    const shown =
      sight.masks.size === 0 ? Object.keys(sight.object.fields) : shownFields(sight, await visibleRecord(tx, catalog, sight, id))
    const seen = withFields(type.object, shown)
    const page = { object: type.object.name, record: id, limit: pageSize + 1, ...(before !== undefined && { before }) }
    const visible = shown.length === Object.keys(type.object.fields).length ? {} : { visible: shown.map(columnOf) }
    const [record, entries, remarks, shares] = await Promise.all([
      visibleRecord(tx, catalog, sight, id),
      readTimeline(tx, { ...page, ...visible }),
      readRemarks(tx, catalog, page),
      readShareHistory(tx, type.object, page),
    ])
    const context = await displayContext(tx, catalog, seen, record, entries)
    const all = [...entries.map((entry) => changeItem(seen, entry, context)), ...remarks.map(remarkItem), ...shares]
    const newestFirst = all.toSorted((a, b) => (a.id < b.id ? 1 : -1))
    const items = newestFirst.slice(0, pageSize)
    const last = items.at(-1)
    return { items, next: newestFirst.length > pageSize && last ? sealPosition(ctx, scope, [last.id]) : null }
  })
}

/** Its values as the reader sees them, with what is denied. Throws Problem `not_found`. */
async function visibleRecord(tx: Tx, catalog: Catalog, sight: Sight, id: string): Promise<RecordView> {
  const denials = denialsOf(sight)
  const { query, view } = viewQuery(catalog, sight, tx.ctx.tenant, id, denials)
  const [record] = toRecords(view, await tx.all(query), denials)
  if (record === undefined) throw new Problem('not_found')
  return record
}

function withFields(object: ObjectDefinition, names: readonly string[]): ObjectDefinition {
  const fields = Object.entries(object.fields).filter(([name]) => names.includes(name))
  return fields.length === Object.keys(object.fields).length ? object : { ...object, fields: Object.fromEntries(fields) }
}

async function readRemarks(
  tx: Tx,
  catalog: Catalog,
  page: { object: string; record: string; before?: string; limit: number },
): Promise<Remark[]> {
  const source = catalog.remarks
  const subject = source?.subjects[page.object]
  if (source === undefined || subject === undefined) return []
  const sight = sightOf(tx.ctx, catalog.type(source.object).object)
  if (!seesAny(sight) || sight.object.fields[source.bodyField] === undefined || sight.object.fields[subject] === undefined) return []
  return tx.all(remarksQuery(sight, tx.ctx.tenant, { source, subject, authors: catalog.target('member'), ...page }))
}

async function displayContext(
  tx: Tx,
  catalog: Catalog,
  object: ObjectDefinition,
  record: RecordView,
  entries: readonly TimelineEntry[],
): Promise<DisplayContext> {
  const wanted = wantedNames(tx, catalog, object, entries)
  const rows = wanted.length === 0 ? [] : await tx.all(namesQuery(tx.ctx.tenant, wanted))
  return {
    names: new Map(rows.map((row) => [row.id, row.name])),
    guarded: new Set(wanted.flatMap((one) => (one.sight === undefined ? [] : [one.target.name]))),
    currency: object.fields['currency'] === undefined ? undefined : String(record['currency'] ?? 'USD'),
  }
}

function changeItem(object: ObjectDefinition, entry: TimelineEntry, context: DisplayContext): TimelineItem {
  const currency = context.currency === undefined ? undefined : (currencyOf(entry) ?? context.currency)
  const changes = changesOf(object, entry, { ...context, currency })
  return {
    id: entry.id,
    at: entry.at,
    actor: entry.actorId === null ? { name: entry.actorName } : { id: entry.actorId, name: entry.actorName },
    action: entry.action,
    sentence: sentenceOf(object, entry, changes),
    changes,
    requestId: entry.requestId,
    operationId: entry.operationId,
  }
}

function remarkItem({ id, version, at, authorId, authorName, body }: Remark): TimelineItem {
  const name = authorName ?? 'Somebody'
  return {
    id,
    at,
    actor: authorId === null ? { name } : { id: authorId, name },
    action: 'noted',
    sentence: `${name} wrote a note`,
    changes: [],
    requestId: null,
    operationId: null,
    note: { id, version, body },
  }
}

function currencyOf({ after, before }: TimelineEntry): string | undefined {
  const currency = after?.['currency'] ?? before?.['currency']
  return typeof currency === 'string' ? currency : undefined
}

/** All that the entries' references ever pointed at. */
function wantedNames(tx: Tx, catalog: Catalog, object: ObjectDefinition, entries: readonly TimelineEntry[]): WantedNames[] {
  const byTarget = new Map<string, Set<string>>()
  for (const [name, { reference }] of Object.entries(object.fields)) {
    if (reference === undefined) continue
    const ids = byTarget.get(reference) ?? new Set<string>()
    for (const entry of entries) {
      for (const value of [entry.before?.[columnOf(name)], entry.after?.[columnOf(name)]]) if (typeof value === 'string') ids.add(value)
    }
    if (ids.size > 0) byTarget.set(reference, ids)
  }
  return [...byTarget].map(([target, ids]) => {
    const type = catalog.find(target)
    const sight = type && sightOf(tx.ctx, type.object)
    return { target: catalog.target(target), ids: [...ids], sight: sight === undefined || seesAllNames(sight) ? undefined : sight }
  })
}
