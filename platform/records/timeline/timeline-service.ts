import { type OpContext } from '@freehold/kernel'
import { readTimeline, type TimelineEntry } from '@freehold/ledger'
import { type Tx, tenantTx } from '@freehold/tenancy'
import type { Catalog, RecordType, Remark } from '../catalog.ts'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { openPosition, sealPosition } from '../list/cursor.ts'
import { viewQuery } from '../record/record-queries.ts'
import { namesQuery } from './name-queries.ts'
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
    const page = { object: type.object.name, record: id, limit: pageSize + 1, ...(before !== undefined && { before }) }
    const [record, entries, remarks] = await Promise.all([
      tx.one(viewQuery(catalog, type.object, ctx.tenant, id)),
      readTimeline(tx, page),
      catalog.remarks?.read(tx, page) ?? [],
    ])
    const names = await namesIn(tx, catalog, type.object, entries)
    const currency = String(record['currency'] ?? 'USD')
    const items = [...entries.map((entry) => changeItem(type.object, entry, { names, currency })), ...remarks.map(remarkItem)]
    const newestFirst = items.toSorted((a, b) => (a.id < b.id ? 1 : -1))
    const shown = newestFirst.slice(0, pageSize)
    const last = shown.at(-1)
    return { items: shown, next: newestFirst.length > pageSize && last ? sealPosition(ctx, scope, [last.id]) : null }
  })
}

function changeItem(object: ObjectDefinition, entry: TimelineEntry, context: Parameters<typeof changesOf>[2]): TimelineItem {
  const changes = changesOf(object, entry, { ...context, currency: currencyOf(entry) ?? context.currency })
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

/** Names of all that the entries' references ever pointed at, in one statement. */
async function namesIn(
  tx: Tx,
  catalog: Catalog,
  object: ObjectDefinition,
  entries: readonly TimelineEntry[],
): Promise<Map<string, string>> {
  const byTarget = new Map<string, Set<string>>()
  for (const [name, { reference }] of Object.entries(object.fields)) {
    if (reference === undefined) continue
    const ids = byTarget.get(reference) ?? new Set<string>()
    for (const entry of entries) {
      for (const value of [entry.before?.[columnOf(name)], entry.after?.[columnOf(name)]]) if (typeof value === 'string') ids.add(value)
    }
    if (ids.size > 0) byTarget.set(reference, ids)
  }
  if (byTarget.size === 0) return new Map()
  const rows = await tx.all(
    namesQuery(
      tx.ctx.tenant,
      [...byTarget].map(([target, ids]) => ({ target: catalog.target(target), ids: [...ids] })),
    ),
  )
  return new Map(rows.map((row) => [row.id, row.name]))
}
