import {
  createRecord,
  deleteRecord,
  insertMany,
  listRecords,
  restoreRecord,
  totalRecords,
  updateRecord,
  walkRecords,
} from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog, crmRoutes } from '../index.ts'
import { company, contact, deal, note, prepareBoth, stageIds } from './fixture.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
})
afterAll(() => db.drop())

/** Calls a route's handler as the pipeline does, after the input was parsed. */
async function call(id: string, organization: TestDatabase['acme'], input: { params?: object; query?: object } = {}): Promise<unknown> {
  const route = crmRoutes.find((candidate) => candidate.id === id)
  if (route === undefined) throw new Error(`no route ${id}`)
  const parsed = {
    params: route.params?.parse(input.params ?? {}) ?? {},
    query: route.query?.parse(input.query ?? {}) ?? {},
    body: undefined,
  }
  const facts = {} as Parameters<typeof route.handler>[2]
  const { body } = await route.handler(organization.as('member'), parsed, facts)
  return route.response.parse(body)
}

describe('search', () => {
  it('finds by part of a word, whatever the case, the best first, and only in the own organization', async () => {
    const stages = await stageIds(db.acme)
    const cancity = await createRecord(db.acme.as('member'), crmCatalog, company, { name: 'Cancity', domain: 'cancity.example' })
    const won = await createRecord(db.acme.as('member'), crmCatalog, deal, { companyId: cancity.id, stageId: stages['Won'] ?? '' })
    await createRecord(db.acme.as('member'), crmCatalog, contact, { name: 'Anna Cancellara', email: 'anna@example.com' })
    await createRecord(db.globex.as('member'), crmCatalog, company, { name: 'Cancity of Globex' })
    expect(await call('search', db.acme, { query: { q: 'CANC' } })).toMatchObject({
      items: [{ name: 'Cancity' }, { name: 'Cancity' }, { object: 'contact', name: 'Anna Cancellara', detail: 'anna@example.com' }],
    })
    expect(await call('search', db.acme, { query: { q: 'cancity' } })).toMatchObject({
      items: expect.arrayContaining([{ object: 'deal', id: won.id, name: 'Cancity', detail: 'Cancity' }]),
    })
    expect(await call('search', db.globex, { query: { q: 'canc' } })).toMatchObject({
      items: [{ object: 'company', name: 'Cancity of Globex' }],
    })
    expect(await call('search', db.acme, { query: { q: 'anna cancel' } })).toMatchObject({ items: [{ object: 'contact' }] })
    expect(await call('search', db.acme, { query: { q: '%' } })).toEqual({ items: [] })
  })

  it('filters a list by text in one field or in any', async () => {
    const ctx = () => db.acme.as('member')
    await createRecord(ctx(), crmCatalog, company, { name: 'Zoomit 100%', city: 'Bern' })
    await createRecord(ctx(), crmCatalog, company, { name: 'Bernard', city: 'Paris' })
    const names = async (query: Record<string, string>) =>
      (await listRecords(ctx(), crmCatalog, company, query)).items.map((item) => item['name'])
    expect(await names({ 'city.contains': 'ern' })).toEqual(['Zoomit 100%'])
    expect(await names({ q: 'bern' })).toEqual(['Bernard', 'Zoomit 100%'])
    expect(await names({ 'name.startsWith': 'bern' })).toEqual(['Bernard'])
    expect(await names({ 'name.contains': '00%' })).toEqual(['Zoomit 100%'])
    expect(await names({ 'name.contains': '_' })).toEqual([])
    expect(await names({ q: "x'; drop table crm.company; --" })).toEqual([])
  })
})

describe('a text or tag that half of the records have', () => {
  it('is found in the order of the list, counted and combined like a rare one', async () => {
    const ctx = () => db.globex.as('member')
    const rows = Array.from({ length: 5_200 }, (_, i) => ({
      name: `Common ${String(i).padStart(4, '0')}`,
      city: i % 100 === 0 ? 'Rareville' : 'Town',
      tags: ['bulk'],
    }))
    await tenantTx(ctx(), 'write', (tx) => insertMany(tx, contact, rows))
    const names = async (query: Record<string, unknown>) =>
      (await listRecords(ctx(), crmCatalog, contact, { limit: 2, ...query })).items.map((item) => item['name'])
    expect(await names({ q: 'common', sort: '-name' })).toEqual(['Common 5199', 'Common 5198'])
    expect(await names({ 'name.contains': 'MMON', sort: 'name' })).toEqual(['Common 0000', 'Common 0001'])
    expect(await names({ 'name.startsWith': 'mmon' })).toEqual([])
    expect(await names({ 'tags.contains': 'bulk', 'name.contains': '0 1', sort: 'name' })).toEqual([])
    expect(await names({ 'tags.contains': 'bulk', q: '51 common', sort: 'name' })).toEqual(['Common 0051', 'Common 0151'])
    expect(await names({ 'tags.contains': 'bulk', city: 'Rareville', sort: '-name' })).toEqual(['Common 5100', 'Common 5000'])
    expect(await totalRecords(ctx(), contact, { q: 'common' })).toMatchObject({ count: 5_200, capped: false })
    expect(await totalRecords(ctx(), contact, { q: '0051' })).toMatchObject({ count: 1 })
    expect(await totalRecords(db.acme.as('member'), contact, { q: 'common' })).toMatchObject({ count: 0 })
    const walked: unknown[] = []
    await tenantTx(ctx(), 'read', async (tx) => {
      for await (const part of walkRecords(tx, crmCatalog, contact, { q: 'common', sort: '-city,name' }))
        walked.push(...part.map((item) => item['name']))
    })
    expect(new Set(walked).size).toBe(5_200)
    expect(walked.slice(0, 2)).toEqual(['Common 0001', 'Common 0002'])
  })
})

describe('names', () => {
  it('stand in the order of Unicode, not of bytes', async () => {
    const ctx = () => db.acme.as('member')
    for (const name of ['Zebra', 'apple', 'Ärger', 'Banana', 'éclair'])
      await createRecord(ctx(), crmCatalog, company, { name, tags: ['order'] })
    const page = await listRecords(ctx(), crmCatalog, company, { 'tags.contains': 'order', sort: 'name' })
    expect(page.items.map((item) => item['name'])).toEqual(['apple', 'Ärger', 'Banana', 'éclair', 'Zebra'])
  })
})

describe('tags and trash', () => {
  it('lists the tags in use and counts the trash of each kind', async () => {
    const ctx = () => db.globex.as('member')
    const gone = await createRecord(ctx(), crmCatalog, contact, { name: 'Gone', tags: ['left'] })
    await createRecord(ctx(), crmCatalog, company, { name: 'Tagged', tags: ['vip', 'b2b'] })
    await deleteRecord(ctx(), crmCatalog, contact, gone.id, 1)
    expect(await call('listTags', db.globex)).toEqual(['b2b', 'bulk', 'vip'])
    expect(await call('listTags', db.acme)).toEqual(['order'])
    const { items } = (await call('countTrash', db.globex)) as { items: { plural: string; count: number }[] }
    expect(Object.fromEntries(items.map((item) => [item.plural, item.count]))).toEqual({ deals: 0, companies: 0, contacts: 1, products: 0 })
    const byTag = await listRecords(ctx(), crmCatalog, company, { 'tags.in': 'vip,other' })
    expect(byTag.items.map((item) => item['name'])).toEqual(['Tagged'])
  })
})

describe('a timeline', () => {
  it('tells in words what happened, with notes among it', async () => {
    const stages = await stageIds(db.acme)
    const ctx = () => db.acme.as('member')
    const route = (id: string) =>
      call('readDealTimeline', db.acme, { params: { id } }) as Promise<{
        items: { sentence: string; action: string; changes: unknown[]; note?: { body: string } }[]
      }>
    const record = await createRecord(ctx(), crmCatalog, deal, { name: 'Told', stageId: stages['Engaging'] ?? '', amount: 120_000 })
    await updateRecord(ctx(), crmCatalog, deal, record.id, 1, { amount: 105_400 })
    await createRecord(ctx(), crmCatalog, note, { body: 'They called back', dealId: record.id })
    await updateRecord(ctx(), crmCatalog, deal, record.id, 2, { stageId: stages['Won'] ?? '', closedOn: '2017-03-01' })
    await deleteRecord(ctx(), crmCatalog, deal, record.id, 3)
    await restoreRecord(ctx(), crmCatalog, deal, record.id)
    const { items } = await route(record.id)
    expect(items.map((item) => item.sentence)).toEqual([
      'member of acme restored this deal from the trash',
      'member of acme moved this deal to the trash',
      'member of acme moved this from Engaging to Won and changed 1 more field',
      'Member Acme wrote a note',
      'member of acme changed amount from €1,200.00 to €1,054.00',
      'member of acme added this deal',
    ])
    expect(items[2]?.changes).toEqual([
      { field: 'stageId', label: 'Stage', before: 'Engaging', after: 'Won' },
      { field: 'closedOn', label: 'Closed', before: null, after: '1 Mar 2017' },
    ])
    expect(items[3]).toMatchObject({ action: 'noted', note: { body: 'They called back' } })
    await expect(call('readDealTimeline', db.globex, { params: { id: record.id } })).rejects.toMatchObject({ code: 'not_found' })
  })
})
