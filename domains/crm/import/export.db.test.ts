import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { OpContext } from '@freehold/kernel'
import {
  createImport,
  createSchema,
  exportRecords,
  type ExportFormat,
  insertMany,
  readImport,
  runImport,
  startImport,
  type Values,
} from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog, prepareCrm } from '../index.ts'
import { crmImports } from './import-catalog.ts'

let db: TestDatabase
const tenants = ['acme', 'globex'] as const

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  for (const tenant of tenants)
    await tenantTx(db[tenant].as('admin'), 'write', (tx) => prepareCrm(tx, { currency: tenant === 'acme' ? 'EUR' : 'JPY' }))
})
afterAll(() => db.drop())

// Texts that spreadsheets and importers like to spoil.
const hard = fc.constantFrom(
  '=1+1',
  '+49 30 12',
  '-5',
  '@home',
  'NULL',
  'N/A',
  '-',
  "'quoted",
  "'NULL",
  "'=x",
  '007',
  '1,5',
  '2016-10-20',
  'a;b|c',
  'Größe "X", Y',
  'none',
  '1e5',
  'TRUE',
  '_x000D_',
  '<b>&amp;',
  '名前',
  'é',
  '\u2028x',
)
const words = fc.oneof(hard, fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const amount = fc.record({
  annualRevenue: maybe(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
})

const companies = fc
  .record({
    name: words,
    domain: maybe(fc.constantFrom('example.com', 'https://example.org/a?b=c,d')),
    industry: maybe(words),
    city: maybe(words),
    address: maybe(words),
    phone: maybe(fc.constantFrom('+49 (30) 123', '-1 23', '(5) 555-4729')),
    employees: maybe(fc.integer({ min: 0, max: 2_147_483_647 })),
    foundedYear: maybe(fc.integer({ min: 1000, max: 2100 })),
    tags: fc.uniqueArray(words, { maxLength: 4 }),
    money: amount,
  })
  .map(({ money, ...rest }) => ({ ...rest, ...money }))
const deals = fc.record({
  name: words,
  engagedOn: maybe(day),
  expectedCloseOn: maybe(day),
  amount: maybe(fc.integer({ min: 0, max: 10 ** 12 })),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  tags: fc.uniqueArray(words, { maxLength: 3 }),
})

/** What the API would take: a record that nobody can store has no export. */
function storable(object: string, drafts: readonly Values[], fixed: Values): Values[] {
  const schema = createSchema(crmCatalog.type(object).object)
  const names = new Set<string>()
  return drafts.flatMap((draft, at) => {
    const parsed = schema.safeParse({ ...draft, ...fixed, externalId: `X-${at}` })
    const name = parsed.success ? String((parsed.data as Values)['name']).toLowerCase() : ''
    if (!parsed.success || names.has(name)) return []
    names.add(name)
    return [parsed.data as Values]
  })
}

async function exported(ctx: OpContext, object: string, format: ExportFormat): Promise<Buffer> {
  const file = await exportRecords(ctx, crmCatalog, crmCatalog.type(object), { format, query: { sort: 'externalId' } })
  const pieces: Buffer[] = []
  for await (const piece of file.content) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

async function imported(ctx: OpContext, object: string, content: Buffer, format: ExportFormat) {
  const draft = await createImport(ctx, crmImports, { object, filename: `x.${format}`, content: Readable.from([content]) })
  const settings = {
    catalog: crmImports,
    queue: {
      run: () => Promise.resolve(undefined),
      undo: () => Promise.resolve(undefined),
      ended: () => Promise.resolve(new Set<string>()),
    },
  }
  await startImport(ctx, settings, draft.id)
  await runImport(ctx, crmImports, draft.id, { cancelled: new AbortController().signal, save: () => Promise.resolve() })
  return readImport(ctx, settings, draft.id)
}

const empty = (ctx: OpContext, table: string) =>
  tenantTx(ctx, 'write', (tx) => tx.sql(`delete from ${table} where tenant_id = $1`, [ctx.tenant]))

describe('what was exported', () => {
  it.each(['csv', 'xlsx'] as const)('comes back the same from %s', async (format) => {
    const [here, there] = [db.acme.as('admin'), db.globex.as('admin')]
    for (const ctx of [here, there]) for (const table of ['crm.deal', 'crm.company']) await empty(ctx, table)
    const stage = await tenantTx(here, 'read', (tx) =>
      tx.sql<{ id: string }>(`select id from crm.stage where tenant_id = $1 and name = 'Engaging'`, [here.tenant]),
    )
    const firms = storable('company', fc.sample(companies, { numRuns: 400, seed: 7 }), {})
    const made = await tenantTx(here, 'write', (tx) => insertMany(tx, crmCatalog.type('company'), firms))
    const company = made[0]?.id ?? null
    await tenantTx(here, 'write', (tx) =>
      insertMany(
        tx,
        crmCatalog.type('deal'),
        storable('deal', fc.sample(deals, { numRuns: 250, seed: 8 }), { stageId: stage[0]?.id ?? '', companyId: company }),
      ),
    )
    expect(firms.length).toBeGreaterThan(150)
    for (const object of ['companies', 'deals']) {
      const before = await exported(here, object, format)
      const result = await imported(there, object, before, format)
      expect(result).toMatchObject({ failed: 0, merged: 0, created: result.total })
      expect((await exported(there, object, 'csv')).toString()).toBe((await exported(here, object, 'csv')).toString())
    }
  })

  it('is never a formula, and names the currency of its amounts', async () => {
    const ctx = db.acme.as('member')
    const text = (await exported(ctx, 'companies', 'csv')).toString()
    for (const line of text.split('\r\n')) expect(line).not.toMatch(/(^|,)"?[=@]/)
    const file = await exportRecords(ctx, crmCatalog, crmCatalog.type('deal'), { format: 'csv', columns: ['name', 'amount'], query: {} })
    let head = ''
    for await (const piece of file.content) head ||= String(piece)
    expect(head.split('\r\n')[0]).toBe('\ufeffName,Amount,Currency')
  })

  it('is all rows of the filter, not one page, and nobody else’s', async () => {
    const ctx = db.acme.as('admin')
    await empty(ctx, 'crm.deal')
    await empty(ctx, 'crm.company')
    await tenantTx(ctx, 'write', (tx) =>
      insertMany(
        tx,
        crmCatalog.type('company'),
        Array.from({ length: 1234 }, (_, at) => ({ name: `Firm ${at}`, city: at % 2 === 0 ? 'Bonn' : 'Ulm', tags: [] })),
      ),
    )
    const file = await exportRecords(ctx, crmCatalog, crmCatalog.type('company'), {
      format: 'csv',
      columns: ['name'],
      query: { 'city.eq': 'Bonn' },
    })
    let text = ''
    for await (const piece of file.content) text += String(piece)
    expect(text.trimEnd().split('\r\n')).toHaveLength(618)
    expect((await exported(db.globex.as('admin'), 'companies', 'csv')).toString()).not.toContain('Firm 1')
  })

  it('is refused to who may export nothing, and for columns and filters that are none', async () => {
    for (const role of ['viewer', 'guest'] as const)
      await expect(exported(db.acme.as(role), 'companies', 'csv'), role).rejects.toMatchObject({ code: 'forbidden' })
    const ctx = db.acme.as('member')
    await expect(
      exportRecords(ctx, crmCatalog, crmCatalog.type('deal'), { format: 'csv', columns: ['secret'], query: {} }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(
      exportRecords(ctx, crmCatalog, crmCatalog.type('deal'), { format: 'csv', query: { 'amount.gte': 'much' } }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
