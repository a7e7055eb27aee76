import { Readable } from 'node:stream'
import type { OpContext } from '@freehold/kernel'
import { Problem } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { guardRaw } from '../export/cell-guard.ts'
import { byteOrderMark, csvLine, text } from '../export/csv-writer.ts'
import type { Cell } from '../export/export-columns.ts'
import { listFailures } from './failure-queries.ts'
import { findImport } from './import-queries.ts'
import { hiddenColumns } from './import-view.ts'
import type { ImportCatalog } from './target.ts'

const rowsAtOnce = 500

/**
 * The rows that were not imported, with the file's own columns, so that it can be corrected and imported again; before
 * them the row's number and the reasons. Columns that go into fields hidden from the reader are empty. Page by page, each in a transaction of its own.
 */
export async function errorFile(
  ctx: OpContext,
  catalog: ImportCatalog,
  id: string,
): Promise<{ content: NodeJS.ReadableStream; filename: string }> {
  ctx.authorize('read', 'imports')
  const row = await tenantTx(ctx, 'read', (tx) => findImport(tx, id))
  if (row === undefined) throw new Problem('not_found')
  const columns = row.detection.columns.map((column) => column.name)
  const filename = `${row.file_name.replace(/\.(csv|tsv|txt|xlsx)$/i, '')}-errors.csv`
  const hidden = hiddenColumns(ctx, catalog, row)
  return { content: Readable.from(lines(ctx, id, columns, hidden), { objectMode: false }), filename }
}

async function* lines(ctx: OpContext, id: string, columns: readonly string[], hidden: ReadonlySet<number>): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(['Row', 'Reason', ...columns].map(text))
  let after = { row: 0, phase: '' }
  for (;;) {
    const page = await tenantTx(ctx, 'read', (tx) => listFailures(tx, id, after, rowsAtOnce))
    for (const failure of page)
      yield csvLine([
        text(String(failure.row_number)),
        text(failure.reasons.join(' ')),
        ...failure.values.map((value, at): Cell => ({ kind: 'raw', value: hidden.has(at) ? '' : guardRaw(value) })),
      ])
    const last = page.at(-1)
    if (last === undefined || page.length < rowsAtOnce) return
    after = { row: last.row_number, phase: last.phase }
  }
}
