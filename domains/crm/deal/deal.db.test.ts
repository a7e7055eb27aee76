import { Problem } from '@freehold/kernel'
import { createRecord, deleteRecord, getRecord, listRecords, restoreRecord, totalRecords, updateRecord } from '@freehold/records'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog } from '../index.ts'
import { company, deal, prepareBoth, product, stageIds } from '../test/fixture.ts'

let db: TestDatabase
let stages: Record<string, string>
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  stages = await stageIds(db.acme)
})
afterAll(() => db.drop())

const member = () => db.acme.as('member')
const stage = (name: string): string => stages[name] ?? ''
const create = (values: Parameters<typeof createRecord>[3]) => createRecord(member(), crmCatalog, deal, values)

describe('a deal', () => {
  it('is called after its company and product and counts in the currency of its organization', async () => {
    const [acme, gtx] = await Promise.all([
      createRecord(member(), crmCatalog, company, { name: 'Cancity' }),
      createRecord(member(), crmCatalog, product, { name: 'GTX Plus Basic' }),
    ])
    const record = await create({ companyId: acme.id, productId: gtx.id, stageId: stage('Engaging'), amount: 105_400 })
    expect(record).toMatchObject({
      name: 'Cancity – GTX Plus Basic',
      currency: 'EUR',
      version: 1,
      closedOn: null,
      tags: [],
      amount: 105_400,
    })
    expect(record['company']).toEqual({ id: acme.id, name: 'Cancity' })
    expect(record['stage']).toEqual({ id: stage('Engaging'), name: 'Engaging', kind: 'open', hue: 'blue' })
  })

  it('gets its closing date when it is won and loses it when it is reopened', async () => {
    const open = await create({ name: 'Closing', stageId: stage('Proposal') })
    const won = await updateRecord(member(), crmCatalog, deal, open.id, 1, { stageId: stage('Won') })
    expect(won['closedOn']).toBe(new Date().toISOString().slice(0, 10))
    const lost = await updateRecord(member(), crmCatalog, deal, open.id, 2, { stageId: stage('Lost'), closedOn: '2017-03-01' })
    expect(lost['closedOn']).toBe('2017-03-01')
    const reopened = await updateRecord(member(), crmCatalog, deal, open.id, 3, { stageId: stage('Engaging') })
    expect(reopened).toMatchObject({ closedOn: null, version: 4 })
    await expect(updateRecord(member(), crmCatalog, deal, open.id, 4, { closedOn: '2017-03-01' })).rejects.toMatchObject({
      code: 'invalid_input',
      extra: { errors: [{ path: 'closedOn' }] },
    })
  })

  it('keeps the closing date it came with', async () => {
    expect(await create({ name: 'Imported', stageId: stage('Won'), closedOn: '2017-03-11' })).toMatchObject({ closedOn: '2017-03-11' })
  })

  it('refuses a stage that is not there and one of another organization alike', async () => {
    const foreign = (await stageIds(db.globex))['Won'] ?? ''
    const answers = await Promise.all(
      [foreign, '00000000-0000-7000-8000-000000000000'].map((stageId) =>
        create({ name: 'X', stageId }).catch((error: unknown) => (error as Problem).toDocument()),
      ),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ code: 'invalid_input', errors: [{ path: 'stageId', message: 'There is no such stage.' }] })
  })

  it('answers a stale write with both sides', async () => {
    const { id } = await create({ name: 'Contested', stageId: stage('Engaging'), amount: 100 })
    await updateRecord(member(), crmCatalog, deal, id, 1, { amount: 200 })
    await updateRecord(member(), crmCatalog, deal, id, 2, { amount: 300, tags: ['hot'] })
    const problem = await updateRecord(member(), crmCatalog, deal, id, 1, { amount: 150 }).catch((error: unknown) => error as Problem)
    expect(problem).toBeInstanceOf(Problem)
    expect((problem as Problem).toDocument()).toMatchObject({
      code: 'stale_version',
      current: { id, version: 3, amount: 300, tags: ['hot'] },
      yours: { amount: 150 },
      base: { amount: 100, tags: [] },
    })
  })

  it('does not count setting the same value as a change', async () => {
    const { id } = await create({ name: 'Same', stageId: stage('Won'), tags: ['a', 'b'], closedOn: '2017-03-11' })
    expect(await updateRecord(member(), crmCatalog, deal, id, 1, { name: 'Same', tags: ['a', 'b'], stageId: stage('Won') })).toMatchObject({
      version: 1,
      closedOn: '2017-03-11',
    })
  })

  it('goes to the trash and comes back', async () => {
    const { id } = await create({ name: 'Trashed', stageId: stage('Engaging'), externalId: 'T-1' })
    await deleteRecord(member(), crmCatalog, deal, id, 1)
    expect((await listRecords(member(), crmCatalog, deal, { name: 'Trashed' })).items).toEqual([])
    expect((await listRecords(member(), crmCatalog, deal, { name: 'Trashed', trash: 'true' })).items).toMatchObject([{ id, version: 2 }])
    await expect(updateRecord(member(), crmCatalog, deal, id, 2, { amount: 1 })).rejects.toMatchObject({ code: 'wrong_state' })
    // The trash gives its external id free, and asks for it back.
    const second = await create({ name: 'Second', stageId: stage('Engaging'), externalId: 'T-1' })
    await expect(restoreRecord(member(), crmCatalog, deal, id)).rejects.toMatchObject({
      code: 'already_exists',
      extra: { errors: [{ path: 'externalId' }] },
    })
    await updateRecord(member(), crmCatalog, deal, second.id, 1, { externalId: null })
    expect(await restoreRecord(member(), crmCatalog, deal, id)).toMatchObject({ id, version: 3, deletedAt: null })
  })

  it('is created once for an idempotency key, however often and however concurrently', async () => {
    const body = { name: 'Once', stageId: stage('Engaging'), amount: 5 }
    const answers = await Promise.all([1, 2, 3].map(() => createRecord(member(), crmCatalog, deal, body, 'key-1')))
    expect(new Set(answers.map((answer) => answer.id)).size).toBe(1)
    expect((await listRecords(member(), crmCatalog, deal, { name: 'Once' })).items).toHaveLength(1)
    await expect(createRecord(member(), crmCatalog, deal, { ...body, amount: 6 }, 'key-1')).rejects.toMatchObject({
      code: 'idempotency_conflict',
    })
    // Another person's key, and another organization's, is another key.
    expect((await createRecord(db.acme.as('owner'), crmCatalog, deal, body, 'key-1')).id).not.toBe(answers[0]?.id)
  })

  it('is totalled by stage, amounts of two currencies apart', async () => {
    const tag = 'totals-test'
    await create({ name: 'T1', stageId: stage('Won'), amount: 100, tags: [tag] })
    await create({ name: 'T2', stageId: stage('Won'), amount: 250, tags: [tag] })
    await create({ name: 'T3', stageId: stage('Lost'), amount: 7, currency: 'USD', tags: [tag] })
    await create({ name: 'T4', stageId: stage('Lost'), amount: 8, tags: [tag] })
    const query = { 'tags.contains': tag }
    expect(await totalRecords(member(), deal, query)).toEqual({
      count: 4,
      capped: false,
      currency: null,
      sums: { amount: null },
      byCurrency: { EUR: { count: 3, sums: { amount: 358 } }, USD: { count: 1, sums: { amount: 7 } } },
    })
    const { groups } = (await totalRecords(member(), deal, { ...query, group: 'stageId' })) as { groups: unknown[] }
    expect(groups).toContainEqual(expect.objectContaining({ value: stage('Won'), count: 2, sums: { amount: 350 }, currency: 'EUR' }))
    expect(groups).toContainEqual(expect.objectContaining({ value: stage('Lost'), count: 2, sums: { amount: null } }))
  })

  it('does not exist for another organization', async () => {
    const { id } = await create({ name: 'Ours', stageId: stage('Engaging') })
    const stranger = () => db.globex.as('owner')
    await expect(getRecord(stranger(), crmCatalog, deal, id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(updateRecord(stranger(), crmCatalog, deal, id, 1, { name: 'Theirs' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(deleteRecord(stranger(), crmCatalog, deal, id, 1)).rejects.toMatchObject({ code: 'not_found' })
    await expect(restoreRecord(stranger(), crmCatalog, deal, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await listRecords(stranger(), crmCatalog, deal, {})).items).toEqual([])
    expect(await totalRecords(stranger(), deal, { exact: 'true' })).toMatchObject({ count: 0 })
  })
})
