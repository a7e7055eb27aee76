import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { OpContext } from '@freehold/kernel'
import {
  cancelImport,
  createImport,
  changeImport,
  errorFile,
  type ImportView,
  previewStored,
  readImport,
  runImport,
  startImport,
  undoImport,
  undoRun,
} from '@freehold/records'
import { tenantTx, type Tx } from '@freehold/tenancy'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { prepareCrm } from '../index.ts'
import { crmImports } from './import-catalog.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await tenantTx(db.acme.as('admin'), 'write', (tx) => prepareCrm(tx, { currency: 'EUR' }))
  await tenantTx(db.globex.as('admin'), 'write', (tx) => prepareCrm(tx, { currency: 'JPY' }))
})
afterAll(() => db.drop())

const settings = {
  catalog: crmImports,
  queue: { run: () => Promise.resolve(undefined), undo: () => Promise.resolve(undefined), ended: () => Promise.resolve(new Set<string>()) },
}
const job = { cancelled: new AbortController().signal, save: () => Promise.resolve() }

const upload = (ctx: OpContext, object: string, content: string | Buffer, filename = `${object}.csv`) =>
  createImport(ctx, crmImports, { object, filename, content: Readable.from([Buffer.from(content)]) })

async function run(ctx: OpContext, draft: ImportView): Promise<ImportView> {
  await startImport(ctx, settings, draft.id)
  await runImport(ctx, crmImports, draft.id, job)
  return readImport(ctx, settings, draft.id)
}

const imported = async (ctx: OpContext, object: string, content: string): Promise<ImportView> =>
  run(ctx, await upload(ctx, object, content))

async function undone(ctx: OpContext, id: string): Promise<ImportView> {
  await undoImport(ctx, settings, id)
  await undoRun(ctx, crmImports, id, job)
  return readImport(ctx, settings, id)
}

const rows = <R>(ctx: OpContext, sql: string): Promise<R[]> => tenantTx(ctx, 'read', (tx) => tx.sql<R>(sql, [ctx.tenant]))

async function errorsOf(ctx: OpContext, id: string): Promise<string[]> {
  let text = ''
  for await (const piece of (await errorFile(ctx, id)).content) text += String(piece)
  return text.split('\r\n').slice(1, -1)
}

/** Every row is somewhere. */
function balance({ total, processed, created, merged, skipped, failed }: ImportView): void {
  expect(processed).toBe(total)
  expect(created + merged + skipped + failed).toBe(total)
}

const companies = (ctx: OpContext, names: string[]) =>
  rows<Record<string, unknown>>(
    ctx,
    `select c.*, p.name as parent from crm.company c left join crm.company p on p.tenant_id = c.tenant_id and p.id = c.parent_id
    where c.tenant_id = $1 and c.deleted_at is null and c.name in (${names.map((name) => `'${name}'`).join(', ')}) order by c.name`,
  )

describe('an import', () => {
  it('accounts for every row: created, merged, or in the error file with the reason', async () => {
    const ctx = db.acme.as('admin')
    const done = await imported(
      ctx,
      'companies',
      'account,sector,revenue,employees,subsidiary_of\nAlpha Works,retail,1100.04,12,Beta Holding\nBeta Holding,finance,NULL,-,\nGamma,medical,lots,7,\n ALPHA  works ,retail,,13,\nDelta,,,,Nobody Inc\n',
    )
    expect(done).toMatchObject({ state: 'done', total: 5, created: 3, merged: 1, failed: 1 })
    balance(done)
    expect(await companies(ctx, ['Alpha Works', 'Beta Holding', 'Delta'])).toMatchObject([
      { annual_revenue: 110_004, currency: 'EUR', employees: 13, parent: 'Beta Holding' },
      { annual_revenue: null, employees: null, parent: null },
      { parent: 'Nobody Inc' },
    ])
    expect(await errorsOf(ctx, done.id)).toEqual(['4,"revenue: ""lots"" is not an amount of money.",Gamma,medical,lots,7,'])
  })

  it('finds references by name, makes or reports unknown ones as chosen, and names deals', async () => {
    const ctx = db.acme.as('admin')
    await imported(ctx, 'products', 'product,series,sales_price\nGTX Pro,GTX,4821\nMG Special,MG,55\n')
    const draft = await upload(
      ctx,
      'deals',
      'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\nO-1,Moses Frase,GTXPro,alpha works,Won,10/20/2016,3/1/2017,1054\nO-2,Moses Frase,MG Special,,Engaging,11/25/2016,,\nO-3,moses frase,MG Special,Alpha Works,Wn,10/20/2016,3/1/2017,55\n',
    )
    const preview = await previewStored(ctx, crmImports, draft.id)
    expect(preview.counts).toMatchObject({ toCreate: 2, toReport: 1 })
    expect(preview.newReferences).toEqual({ members: 1, products: 1 })
    expect(preview.proposals).toEqual([{ column: 2, value: 'GTXPro', proposal: 'GTX Pro', rows: 1, likeness: 'same' }])
    const mapping = draft.mapping.map((column) =>
      column.field === 'productId' ? { ...column, unknown: 'report', replacements: { GTXPro: 'GTX Pro' } } : column,
    )
    await changeImport(ctx, crmImports, draft.id, { mapping })
    const done = await run(ctx, draft)
    expect(done).toMatchObject({ created: 2, failed: 1, referencesCreated: 1 })
    expect(
      await rows(
        ctx,
        `select d.name, amount, engaged_on, closed_on, m.name as owner, m.status from crm.deal d join identity.member m on m.tenant_id = d.tenant_id and m.id = d.owner_id where d.tenant_id = $1 and external_id in ('O-1', 'O-2') order by external_id`,
      ),
    ).toEqual([
      {
        name: 'Alpha Works – GTX Pro',
        amount: 105_400,
        engaged_on: '2016-10-20',
        closed_on: '2017-03-01',
        owner: 'Moses Frase',
        status: 'directory',
      },
      { name: 'MG Special', amount: null, engaged_on: '2016-11-25', closed_on: null, owner: 'Moses Frase', status: 'directory' },
    ])
    expect((await errorsOf(ctx, done.id))[0]).toContain('there is no stage called ""Wn"".')
  })

  it('takes people in with their managers, whichever comes first', async () => {
    const ctx = db.acme.as('admin')
    const done = await imported(
      ctx,
      'members',
      'sales_agent,manager,regional_office\nAnna Snelling,Dustin Brinkmann,Central\nDustin Brinkmann,,East\nCecily Lampkin,Melvin Marxen,Central\n',
    )
    expect(done).toMatchObject({ created: 3, failed: 0 })
    expect(
      await rows(
        ctx,
        `select m.name, b.name as manager from identity.member m join identity.member b on b.tenant_id = m.tenant_id and b.id = m.manager_id where m.tenant_id = $1 order by 1`,
      ),
    ).toEqual([
      { name: 'Anna Snelling', manager: 'Dustin Brinkmann' },
      { name: 'Cecily Lampkin', manager: 'Melvin Marxen' },
    ])
  })

  it('merges what it knows, skips or reports it when asked to', async () => {
    const ctx = db.acme.as('member')
    const file = 'customerID,companyName,city\nALFKI,Alfreds,Berlin\n'
    expect(await imported(ctx, 'companies', file)).toMatchObject({ created: 1 })
    for (const [duplicates, outcome] of [
      ['merge', { merged: 1 }],
      ['skip', { skipped: 1 }],
      ['report', { failed: 1 }],
    ] as const) {
      const draft = await upload(ctx, 'companies', file.replace('Berlin', duplicates))
      await changeImport(ctx, crmImports, draft.id, { options: { ...draft.options, duplicates } })
      expect(await run(ctx, draft)).toMatchObject({ created: 0, ...outcome })
    }
    expect(await companies(ctx, ['Alfreds'])).toMatchObject([{ city: 'merge', version: 2 }])
  })

  it('remembers the mapping of files with the same headings, for its organization only', async () => {
    const ctx = db.acme.as('admin')
    const file = 'Firma,Ort,Etwas\nEins,Bonn,5\n'
    const first = await upload(ctx, 'companies', file)
    const chosen = { Firma: 'name', Ort: 'city', Etwas: null } as const
    await changeImport(ctx, crmImports, first.id, {
      mapping: first.mapping.map((column) => ({ ...column, field: chosen[column.name as keyof typeof chosen] })),
    })
    await run(ctx, first)
    const fields = (view: ImportView) => view.mapping.map((column) => column.field)
    expect(fields(await upload(ctx, 'companies', file))).toEqual(['name', 'city', null])
    expect(fields(await upload(db.globex.as('admin'), 'companies', file))).toEqual([null, null, null])
  })

  it('does not start without a column for what every record needs', async () => {
    const ctx = db.acme.as('member')
    const draft = await upload(ctx, 'deals', 'opportunity_id,close_value\nX-1,5\n')
    await expect(startImport(ctx, settings, draft.id)).rejects.toMatchObject({ code: 'invalid_input' })
    await changeImport(ctx, crmImports, draft.id, { options: { ...draft.options, defaults: { stageId: 'Engaging' } } })
    expect(await run(ctx, draft)).toMatchObject({ created: 1, failed: 0 })
  })

  it('gives the row that the database refuses a reason and keeps the rest', async () => {
    const ctx = db.acme.as('admin')
    const lines = Array.from({ length: 40 }, (_, at) => `Firm ${at},${at === 17 ? 'Firm 17 itself' : 'Bonn'},F-${at === 23 ? 22 : at}`)
    const done = await imported(ctx, 'companies', `name,city,External id\n${lines.join('\n')}\n`)
    balance(done)
    expect(done).toMatchObject({ created: 39, merged: 1, failed: 0 })
  })
})

describe('interrupted', () => {
  const file = `External id,name,account,stage\n${Array.from({ length: 1700 }, (_, at) => `,Deal ${at},Firm of ${at % 9},Won`).join('\n')}\n`
  const count = async (ctx: OpContext) =>
    (
      await rows<{ count: number }>(ctx, `select count(*) from crm.deal where tenant_id = $1 and name like 'Deal %' and deleted_at is null`)
    )[0]?.count

  it('goes on where it stood, with every row exactly once', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'deals', file)
    await startImport(ctx, settings, draft.id)
    // As when the process is killed: at the end of a batch's work and before its commit, again and again.
    let batches = 0
    const dying = { ...job, save: () => (batches++ % 2 === 1 ? Promise.reject(new Error('killed')) : Promise.resolve()) }
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const died = await runImport(ctx, crmImports, draft.id, dying).then(
        () => false,
        () => true,
      )
      if (!died) break
      const { processed, created } = await readImport(ctx, settings, draft.id)
      expect(await count(ctx)).toBe(created)
      expect(processed % 500).toBe(0)
    }
    const done = await readImport(ctx, settings, draft.id)
    expect(done).toMatchObject({ state: 'done', created: 1700, referencesCreated: 9 })
    balance(done)
    expect(await count(ctx)).toBe(1700)
  })

  it('stops when it is cancelled, keeps what is in, and goes on when started again', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'deals', file.replaceAll('Deal ', 'Part '))
    await startImport(ctx, settings, draft.id)
    let batches = 0
    const cancelling = { ...job, save: async () => void (batches += 1) }
    const running = runImport(ctx, crmImports, draft.id, cancelling)
    await expect.poll(() => batches, { interval: 1 }).toBeGreaterThan(0)
    await cancelImport(ctx, draft.id)
    await running
    const stopped = await readImport(ctx, settings, draft.id)
    expect(stopped.state).toBe('cancelled')
    expect(stopped.processed).toBeLessThan(1700)
    expect(await run(ctx, draft)).toMatchObject({ state: 'done', created: 1700, processed: 1700 })
    expect(await rows(ctx, `select count(*) from crm.deal where tenant_id = $1 and name like 'Part %'`)).toEqual([{ count: 1700 }])
  })

  it('has failed when its job was given up, and can be started again', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'companies', 'name\nGiven Up Co\n')
    const given = {
      ...settings,
      queue: {
        ...settings.queue,
        run: () => Promise.resolve(draft.id),
        ended: (_: Tx, ids: readonly string[]) => Promise.resolve(new Set(ids)),
      },
    }
    await startImport(ctx, given, draft.id)
    expect(await readImport(ctx, given, draft.id)).toMatchObject({ state: 'failed', error: expect.stringContaining('start it again') })
    await startImport(ctx, given, draft.id)
    await runImport(ctx, crmImports, draft.id, job)
    expect(await readImport(ctx, given, draft.id)).toMatchObject({ state: 'done', created: 1, error: null })
  })

  it('is never done twice by two processes', async () => {
    const ctx = db.globex.as('admin')
    const draft = await upload(ctx, 'deals', file.replaceAll('Deal ', 'Pair '))
    await startImport(ctx, settings, draft.id)
    await Promise.allSettled([runImport(ctx, crmImports, draft.id, job), runImport(ctx, crmImports, draft.id, job)])
    await runImport(ctx, crmImports, draft.id, job)
    expect(await readImport(ctx, settings, draft.id)).toMatchObject({ state: 'done', created: 1700, processed: 1700 })
    expect(await rows(ctx, `select count(*) from crm.deal where tenant_id = $1 and name like 'Pair %'`)).toEqual([{ count: 1700 }])
  })
})

describe('undone', () => {
  it('takes new records away and gives merged ones their values back, except what was changed since', async () => {
    const ctx = db.acme.as('admin')
    await imported(ctx, 'companies', 'name,city,tags\nKept Co,Rome,a\nTouched Co,Oslo,\n')
    const second = await imported(ctx, 'companies', 'name,city,tags,parent\nKept Co,Paris,b,New Co\nTouched Co,Bergen,,\nNew Co,Turin,,\n')
    expect(second).toMatchObject({ created: 1, merged: 2 })
    await tenantTx(ctx, 'write', (tx) =>
      touch(tx, `update crm.company set city = 'Trondheim' where tenant_id = $1 and name = 'Touched Co'`),
    )
    const gone = await undone(ctx, second.id)
    expect(gone).toMatchObject({ state: 'undone', undo: { removed: 1, kept: 1 } })
    expect(await companies(ctx, ['Kept Co', 'New Co', 'Touched Co'])).toMatchObject([
      { name: 'Kept Co', city: 'Rome', tags: ['a'], parent: null },
      { name: 'Touched Co', city: 'Trondheim' },
    ])
    expect((await errorsOf(ctx, second.id))[0]).toContain('Touched Co: It was changed after the import, so it was left as it is.')
  })

  it('takes people of the directory away unless something refers to them', async () => {
    const ctx = db.acme.as('admin')
    const done = await imported(ctx, 'members', 'name,office\nUsed Person,North\nFree Person,South\n')
    await imported(ctx, 'companies', 'name,owner\nOwned Co,Used Person\n')
    const gone = await undone(ctx, done.id)
    expect(gone).toMatchObject({ state: 'undone', undo: { removed: 1, kept: 1 } })
    expect(await rows(ctx, `select name from identity.member where tenant_id = $1 and name like '% Person'`)).toEqual([
      { name: 'Used Person' },
    ])
  })

  it('leaves the timeline to tell both: the import under its operation, the undo not', async () => {
    const ctx = db.acme.as('admin')
    const done = await imported(ctx, 'companies', 'name\nBrief Co\n')
    await undone(ctx, done.id)
    expect(
      await rows(
        ctx,
        `select action, operation_id from ledger.entry where tenant_id = $1 and record_id = (select id from crm.company where tenant_id = $1 and name = 'Brief Co') order by id`,
      ),
    ).toEqual([
      { action: 'created', operation_id: done.id },
      { action: 'deleted', operation_id: null },
    ])
  })
})

describe('walls', () => {
  it('another organization sees neither the import nor what it brought', async () => {
    const mine = await imported(db.acme.as('admin'), 'companies', 'name\nSecret Co\n')
    const other = db.globex.as('owner')
    await expect(readImport(other, settings, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(startImport(other, settings, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(undoImport(other, settings, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(errorFile(other, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await companies(other, ['Secret Co'])).toEqual([])
    // The same name and external id are free over there.
    expect(await imported(other, 'companies', 'name\nSecret Co\n')).toMatchObject({ created: 1, merged: 0 })
  })

  it('a viewer imports nothing; a member makes no people, and is told before anything starts', async () => {
    await expect(upload(db.acme.as('viewer'), 'companies', 'name\nA\n')).rejects.toMatchObject({ code: 'forbidden' })
    const ctx = db.acme.as('member')
    await expect(upload(ctx, 'members', 'name\nA\n')).rejects.toMatchObject({ code: 'forbidden' })
    const draft = await upload(ctx, 'deals', 'name,owner,stage\nD,constructor,Won\n')
    expect(draft.mapping.find((column) => column.field === 'ownerId')?.unknown).toBe('report')
    await changeImport(ctx, crmImports, draft.id, { mapping: draft.mapping.map((column) => ({ ...column, unknown: 'create' })) })
    await expect(startImport(ctx, settings, draft.id)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

function touch(tx: Tx, sql: string): Promise<unknown> {
  return tx.sql(sql, [tx.ctx.tenant])
}
