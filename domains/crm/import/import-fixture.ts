import { Readable } from 'node:stream'
import { expect } from 'vitest'
import type { OpContext } from '@freehold/kernel'
import { createImport, errorFile, type ImportView, readImport, runImport, startImport, undoImport, undoRun } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import type { Cluster } from '../../../test/harness/cluster.ts'
import { prepareCrm } from '../index.ts'
import { crmImports } from './import-catalog.ts'

/** Two organizations with a CRM each; amounts of the first are in euros, of the second in yen. */
export async function importDatabase(cluster: Cluster): Promise<TestDatabase> {
  const db = await createTestDatabase(cluster)
  await tenantTx(db.acme.as('admin'), 'write', (tx) => prepareCrm(tx, { currency: 'EUR' }))
  await tenantTx(db.globex.as('admin'), 'write', (tx) => prepareCrm(tx, { currency: 'JPY' }))
  return db
}

/** Work is done by the test itself instead of a job. */
export const settings = {
  catalog: crmImports,
  queue: { run: () => Promise.resolve(undefined), undo: () => Promise.resolve(undefined), ended: () => Promise.resolve(new Set<string>()) },
}
export const job = { cancelled: new AbortController().signal, save: () => Promise.resolve() }

export const upload = (ctx: OpContext, object: string, content: string | Buffer, filename = `${object}.csv`) =>
  createImport(ctx, crmImports, { object, filename, content: Readable.from([Buffer.from(content)]) })

export async function run(ctx: OpContext, draft: ImportView): Promise<ImportView> {
  await startImport(ctx, settings, draft.id)
  await runImport(ctx, crmImports, draft.id, job)
  return readImport(ctx, settings, draft.id)
}

export const imported = async (ctx: OpContext, object: string, content: string): Promise<ImportView> =>
  run(ctx, await upload(ctx, object, content))

export async function undone(ctx: OpContext, id: string): Promise<ImportView> {
  await undoImport(ctx, settings, id)
  await undoRun(ctx, crmImports, id, job)
  return readImport(ctx, settings, id)
}

export const rows = <R>(ctx: OpContext, sql: string): Promise<R[]> => tenantTx(ctx, 'read', (tx) => tx.sql<R>(sql, [ctx.tenant]))

export async function errorsOf(ctx: OpContext, id: string): Promise<string[]> {
  let text = ''
  for await (const piece of (await errorFile(ctx, crmImports, id)).content) text += String(piece)
  return text.split('\r\n').slice(1, -1)
}

/** Every row is somewhere. */
export function balance({ total, processed, created, merged, skipped, failed }: ImportView): void {
  expect(processed).toBe(total)
  expect(created + merged + skipped + failed).toBe(total)
}

export const companies = (ctx: OpContext, names: string[]) =>
  rows<Record<string, unknown>>(
    ctx,
    `select c.*, p.name as parent from crm.company c left join crm.company p on p.tenant_id = c.tenant_id and p.id = c.parent_id
    where c.tenant_id = $1 and c.deleted_at is null and c.name in (${names.map((name) => `'${name}'`).join(', ')}) order by c.name`,
  )
