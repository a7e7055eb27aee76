import type { OpContext } from '@freehold/kernel'
import { Problem } from '@freehold/kernel'
import { type Tx, tenantRead } from '@freehold/tenancy'
import type { Catalog, RecordType } from '../catalog.ts'
import { fieldOf } from '../definition/object.ts'
import { type RecordView, toRecords, viewOf } from '../record/view-queries.ts'
import { readCursor, writeCursor, type CursorScope, type Position } from './cursor.ts'
import { parseSelection, type Selection } from './filter.ts'
import { pageQuery } from './page-queries.ts'
import { parseSort, type SortTerm } from './sort.ts'
import { summarize, summarizeGroups, type Totals } from './totals.ts'
import { groupedTotalsQuery, tagsQuery, totalsQuery, trashCountQuery } from './totals-queries.ts'

export interface Page {
  items: RecordView[]
  /** Cursor of the next page; null at the end. */
  next: string | null
  previous: null
}

export type ListQuery = Readonly<Record<string, unknown>>

const usualLimit = 50

/** A page of a list. Throws Problem `invalid_input` for a wrong filter or order, `invalid_cursor`. One round trip. */
export async function listRecords(ctx: OpContext, catalog: Catalog, type: RecordType, query: ListQuery): Promise<Page> {
  ctx.authorize('read', type.object.plural)
  const scope = scopeOf(ctx, type, query)
  const limit = typeof query['limit'] === 'number' ? query['limit'] : usualLimit
  const after = typeof query['cursor'] === 'string' ? readCursor(ctx, scope, query['cursor']) : undefined
  const { selection, sort } = scope
  const [rows] = await tenantRead(ctx, [pageQuery(catalog, type.object, ctx.tenant, { selection, sort, limit, ...(after && { after }) })])
  const view = viewOf(catalog, type.object)
  const items = toRecords(view, rows).slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? writeCursor(ctx, scope, positionOf(last, sort)) : null, previous: null }
}

/** Every row of a list in order, in pieces of 200, inside one transaction: for exports and bulk work. */
export async function* walkRecords(tx: Tx, catalog: Catalog, type: RecordType, query: ListQuery): AsyncGenerator<RecordView[]> {
  const { selection, sort } = scopeOf(tx.ctx, type, query)
  const view = viewOf(catalog, type.object)
  const limit = 200
  let after: Position | undefined
  for (;;) {
    const rows = await tx.all(pageQuery(catalog, type.object, tx.ctx.tenant, { selection, sort, limit, ...(after && { after }) }))
    const items = toRecords(view, rows).slice(0, limit)
    if (items.length > 0) yield items
    const last = items.at(-1)
    if (rows.length <= limit || last === undefined) return
    after = positionOf(last, sort)
  }
}

/** Count and sums of the same rows. `group` counts for each value of a reference or choice. */
export async function totalRecords(ctx: OpContext, type: RecordType, query: ListQuery): Promise<Totals> {
  ctx.authorize('read', type.object.plural)
  const { object } = type
  const selection = selectionOf(ctx, type, query)
  const group = query['group']
  if (typeof group === 'string') {
    checkGroup(type, group)
    const [rows] = await tenantRead(ctx, [groupedTotalsQuery(object, ctx.tenant, selection, group)])
    return summarizeGroups(object, rows)
  }
  const exact = query['exact'] === 'true'
  const [rows] = await tenantRead(ctx, [totalsQuery(object, ctx.tenant, selection, exact)])
  return summarize(object, rows, exact)
}

export interface TrashCount {
  object: string
  plural: string
  /** At most 10,001: then there are more than 10,000. */
  count: number
}

export async function countTrash(ctx: OpContext, catalog: Catalog): Promise<TrashCount[]> {
  ctx.authorize('read', 'trash')
  const counts = await tenantRead(
    ctx,
    catalog.objects.map((object) => trashCountQuery(object, ctx.tenant)),
  )
  return catalog.objects.map(({ name, plural }, i) => ({ object: name, plural, count: counts[i]?.[0]?.count ?? 0 }))
}

export async function listTags(ctx: OpContext, catalog: Catalog): Promise<string[]> {
  ctx.authorize('read', 'tags')
  const [rows] = await tenantRead(ctx, [tagsQuery(catalog.objects, ctx.tenant)])
  return rows.map((row) => row.tag)
}

function scopeOf(ctx: OpContext, type: RecordType, query: ListQuery): CursorScope & { selection: Selection; sort: SortTerm[] } {
  const sort = parseSort(type.object, typeof query['sort'] === 'string' ? query['sort'] : undefined)
  return { object: type.object.name, sort, selection: selectionOf(ctx, type, query) }
}

function selectionOf(ctx: OpContext, type: RecordType, query: ListQuery): Selection {
  return parseSelection(type.object, query, ctx.actor.kind === 'member' ? ctx.actor.id : undefined)
}

function positionOf(record: RecordView, sort: readonly SortTerm[]): Position {
  return { values: sort.map((term) => record[term.field] as string | number | null), id: record.id }
}

function checkGroup({ object }: RecordType, group: string): void {
  const field = fieldOf(object, group)
  if (field?.type === 'reference' || field?.type === 'choice') return
  throw new Problem('invalid_input', {
    errors: [{ path: 'group', message: `${object.pluralLabel} are grouped by a reference or a choice, not by ${group}.` }],
  })
}
