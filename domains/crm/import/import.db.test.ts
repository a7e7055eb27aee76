import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { changeImport, errorFile, previewStored, readImport, startImport, undoImport, type ImportView } from '@freehold/records'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { crmImports } from './import-catalog.ts'
import { balance, companies, errorsOf, importDatabase, imported, rows, run, settings, upload } from './import-fixture.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await importDatabase(inject('cluster'))
})
afterAll(() => db.drop())

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

describe('walls', () => {
  it('another organization sees neither the import nor what it brought', async () => {
    const mine = await imported(db.acme.as('admin'), 'companies', 'name\nSecret Co\n')
    const other = db.globex.as('owner')
    await expect(readImport(other, settings, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(startImport(other, settings, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(undoImport(other, settings, mine.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(errorFile(other, crmImports, mine.id)).rejects.toMatchObject({ code: 'not_found' })
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
