import type { OpContext } from '@freehold/kernel'
import { Problem } from '@freehold/kernel'
import type { Tx } from '@freehold/tenancy'
import { denialsOf } from '../access/denial.ts'
import { plannedRead } from '../access/planned.ts'
import { type Sight, sightFor, sightOf } from '../access/sight.ts'
import type { Catalog, RecordType } from '../catalog.ts'
import { fieldOf, type ObjectDefinition } from '../definition/object.ts'
import { type RecordView, toRecords } from '../record/view-queries.ts'
import { readCursor, writeCursor, type CursorScope, type Position } from './cursor.ts'
import { parseSelection, refuseHidden, type Selection } from './filter.ts'
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
  return plannedRead(ctx, () => {
    const sight = sightOf(ctx, type.object)
    const denials = denialsOf(sight)
    const scope = scopeOf(ctx, sight, query)
    const limit = typeof query['limit'] === 'number' ? query['limit'] : usualLimit
    const after = typeof query['cursor'] === 'string' ? readCursor(ctx, scope, query['cursor']) : undefined
    const { selection, sort } = scope
    const page = pageQuery(catalog, sight, ctx.tenant, { selection, sort, limit, denials, ...(after && { after }) })
    return {
      queries: [page.query],
      make([rows = []]) {
        const items = toRecords(page.view, rows, denials).slice(0, limit)
        const last = items.at(-1)
        return { items, next: rows.length > limit && last ? writeCursor(ctx, scope, positionOf(last, sort)) : null, previous: null }
      },
    }
  })
}

/**
 * Every row of a list in order, in pieces of 200, inside one transaction: for exports and bulk work. `action`: only those of which
 * the actor may also do this. Rejects with Problem `access_changed` as soon as permissions are others than when it began.
 */
export async function* walkRecords(
  tx: Tx,
  catalog: Catalog,
  type: RecordType,
  query: ListQuery,
  action: 'read' | 'export' = 'read',
): AsyncGenerator<RecordView[]> {
  const sight = sightFor(sightOf(tx.ctx, type.object), action)
  const { selection, sort } = scopeOf(tx.ctx, sight, query)
  const limit = 200
  let after: Position | undefined
  for (;;) {
    const page = pageQuery(catalog, sight, tx.ctx.tenant, { selection, sort, limit, ...(after && { after }) })
    const rows = await tx.all(page.query)
    const items = toRecords(page.view, rows).slice(0, limit)
    if (items.length > 0) yield items
    const last = items.at(-1)
    if (rows.length <= limit || last === undefined) return
    after = positionOf(last, sort)
    if (!(await sight.access.isCurrent())) throw new Problem('access_changed', { detail: changedUnderneath })
  }
}

const changedUnderneath = 'Permissions were changed while this was being read, so it is not complete. Start again.'

/** Count and sums of the same rows. `group` counts for each value of a reference or choice. */
export async function totalRecords(ctx: OpContext, type: RecordType, query: ListQuery): Promise<Totals> {
  ctx.authorize('read', type.object.plural)
  return plannedRead(ctx, () => {
    const sight = sightOf(ctx, type.object)
    const { object } = sight
    const selection = selectionOf(ctx, sight, query)
    const group = query['group']
    if (typeof group === 'string') {
      checkGroup(object, group)
      const grouped = groupedTotalsQuery(sight, ctx.tenant, selection, group)
      return { queries: [grouped], make: ([rows = []]) => summarizeGroups(object, rows) }
    }
    const exact = query['exact'] === 'true'
    return { queries: [totalsQuery(sight, ctx.tenant, selection, exact)], make: ([rows = []]) => summarize(object, rows, exact) }
  })
}

export interface TrashCount {
  object: string
  plural: string
  /** At most 10,001: then there are more than 10,000. */
  count: number
}

export async function countTrash(ctx: OpContext, catalog: Catalog): Promise<TrashCount[]> {
  ctx.authorize('read', 'trash')
  return plannedRead(ctx, () => {
    const sights = catalog.objects.map((object) => sightOf(ctx, object))
    return {
      queries: sights.map((sight) => trashCountQuery(sight, ctx.tenant)),
      make: (counts) => sights.map(({ object: { name, plural } }, i) => ({ object: name, plural, count: counts[i]?.[0]?.count ?? 0 })),
    }
  })
}

export async function listTags(ctx: OpContext, catalog: Catalog): Promise<string[]> {
  ctx.authorize('read', 'tags')
  return plannedRead(ctx, () => {
    const sights = catalog.objects.map((object) => sightOf(ctx, object)).filter(({ object }) => object.fields['tags']?.type === 'tags')
    return {
      queries: sights.length === 0 ? [] : [tagsQuery(sights, ctx.tenant)],
      make: ([rows = []]) => rows.map((row) => row.tag),
    }
  })
}

function scopeOf(ctx: OpContext, sight: Sight, query: ListQuery): CursorScope & { selection: Selection; sort: SortTerm[] } {
  const { object } = sight
  const sort = parseSort(object, typeof query['sort'] === 'string' ? query['sort'] : undefined)
  return { object: object.name, sort, selection: selectionOf(ctx, sight, query) }
}

function selectionOf(ctx: OpContext, { object, whole }: Sight, query: ListQuery): Selection {
  refuseHidden(object, whole, query)
  return parseSelection(object, query, ctx.actor.kind === 'member' ? ctx.actor.id : undefined)
}

function positionOf(record: RecordView, sort: readonly SortTerm[]): Position {
  return { values: sort.map((term) => record[term.field] as string | number | null), id: record.id }
}

function checkGroup(object: ObjectDefinition, group: string): void {
  const field = fieldOf(object, group)
  if (field?.type === 'reference' || field?.type === 'choice') return
  throw new Problem('invalid_input', {
    errors: [{ path: 'group', message: `${object.pluralLabel} are grouped by a reference or a choice, not by ${group}.` }],
  })
}
