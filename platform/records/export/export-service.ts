import { once } from 'node:events'
import { PassThrough, Readable } from 'node:stream'
import type { OpContext } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { sightOf } from '../access/sight.ts'
import type { Catalog, RecordType } from '../catalog.ts'
import { type ListQuery, walkRecords } from '../list/list-service.ts'
import type { RecordView } from '../record/view-queries.ts'
import { byteOrderMark, csvLine, text } from './csv-writer.ts'
import { exportColumns, type Cell, type ExportColumn } from './export-columns.ts'
import { xlsx } from './xlsx-writer.ts'

export type ExportFormat = 'csv' | 'xlsx'

export interface ExportRequest {
  readonly format: ExportFormat
  /** Field names; all fields where left out. */
  readonly columns?: readonly string[] | undefined
  /** Filters and order, as of the list. */
  readonly query: ListQuery
}

export interface Export {
  readonly content: NodeJS.ReadableStream
  readonly type: string
  readonly filename: string
}

/** A reader who takes nothing for this long loses the export: it holds a connection and a snapshot of the database. */
const patience = 60_000

/**
 * Every row that the list shows, as one moment saw them: pages of one read-only transaction, as fast as the reader takes
 * them and no faster, so memory does not grow with the rows.
 *
 * @throws Problem forbidden, invalid_input for a filter, an order or a column that is none
 */
export async function exportRecords(ctx: OpContext, catalog: Catalog, type: RecordType, request: ExportRequest): Promise<Export> {
  ctx.authorize('export', type.object.plural)
  const { rows, columns } = await snapshot(ctx, catalog, type, request)
  const headings = columns.map((column) => column.heading)
  const cells = cellRows(rows, (record) => columns.map((column) => column.cell(record)))
  const filename = `${type.object.plural}-${new Date().toISOString().slice(0, 10)}.${request.format}`
  if (request.format === 'csv')
    return { content: Readable.from(csv(headings, cells), { objectMode: false }), type: 'text/csv; charset=utf-8', filename }
  const content = Readable.from(xlsx(type.object.pluralLabel, headings, cells), { objectMode: false })
  return { content, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', filename }
}

interface Snapshot {
  readonly rows: AsyncIterable<RecordView[]>
  readonly columns: readonly ExportColumn[]
}

/**
 * Pages of rows, read ahead by one, and the columns that may be seen. Resolves once the first page or the refusal of the query is
 * there. Later pages end with an error where permissions change meanwhile.
 */
async function snapshot(ctx: OpContext, catalog: Catalog, type: RecordType, request: ExportRequest): Promise<Snapshot> {
  const pages = new PassThrough({ objectMode: true, highWaterMark: 2 })
  let columns: readonly ExportColumn[] = []
  // One listener for all pages; the reader's going away is no failure of ours.
  const closed = once(pages, 'close').catch(() => undefined)
  const done = tenantTx(ctx, 'read', async (tx) => {
    columns = exportColumns(sightOf(ctx, type.object).object, request.columns)
    for await (const page of walkRecords(tx, catalog, type, request.query, 'export')) {
      if (pages.destroyed) return
      if (!pages.write(page)) await Promise.race([once(pages, 'drain', { signal: AbortSignal.timeout(patience) }), closed])
    }
  })
  const ended = done.then(
    () => pages.end(),
    (error: unknown) => pages.destroy(error instanceof Error ? error : new Error(String(error))),
  )
  // The first page, the end of an empty list, or the error: whichever comes first. A handler's error is a problem, a stream's is not.
  await Promise.race([once(pages, 'readable').catch(() => undefined), ended.then(() => done)])
  return { rows: pages, columns }
}

async function* cellRows(
  pages: AsyncIterable<RecordView[]>,
  cells: (record: RecordView) => (Cell | undefined)[],
): AsyncGenerator<(Cell | undefined)[]> {
  for await (const page of pages) for (const record of page) yield cells(record)
}

async function* csv(headings: readonly string[], rows: AsyncIterable<(Cell | undefined)[]>): AsyncGenerator<string> {
  let waiting = byteOrderMark + csvLine(headings.map(text))
  for await (const row of rows) {
    waiting += csvLine(row)
    if (waiting.length < 16_384) continue
    yield waiting
    waiting = ''
  }
  if (waiting !== '') yield waiting
}
