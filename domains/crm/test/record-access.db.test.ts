import type { Rule } from '@freehold/access'
import type { OpContext, Problem, RequestFacts } from '@freehold/kernel'
import {
  createRecord,
  deleteRecord,
  exportRecords,
  getRecord,
  insertMany,
  listRecords,
  type ObjectMeta,
  readImport,
  restoreRecord,
  updateMany,
  updateRecord,
} from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { openApi, signIn } from '../../../test/harness/http.ts'
import type { TestPerson } from '../../../test/harness/organization.ts'
import { errorsOf, imported, settings, undone } from '../import/import-fixture.ts'
import { crmCatalog, crmRoutes } from '../index.ts'
import { company, deal, note, prepareBoth, stageIds } from './fixture.ts'

/** SEN2's site managers: what they may do with which records, on every way to write. */
let db: TestDatabase
let manager: TestPerson
let north: string
let south: string
let stage: string
/** In the manager's place, and elsewhere. */
let here: { id: string; version: number }
let there: { id: string; version: number }

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  north = await db.acme.node('North', 'site')
  south = await db.acme.node('South', 'site')
  stage = (await stageIds(db.acme))['Engaging'] ?? ''
  manager = await db.acme.person({ name: 'Manager', roles: ['site-manager'], nodes: [north] })
})
afterAll(() => db.drop())

const owner = (): OpContext => db.acme.as('owner')
const makeDeal = (values: Record<string, string | number | null>) =>
  createRecord(owner(), crmCatalog, deal, { name: 'Deal', stageId: stage, ...values })

const onSite = { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } } as const
const managers: Omit<Rule, 'permissions' | 'id'> = { effect: 'allow', who: ['role:site-manager'] }

async function policy(...rules: Partial<Rule>[]): Promise<void> {
  await db.acme.setPolicy({
    roles: [{ key: 'site-manager', name: 'Site manager' }],
    rules: rules.map((rule, i) => ({ id: `rule-${i}`, permissions: [], ...managers, ...rule })),
  })
}

beforeEach(async () => {
  here = await makeDeal({ nodeId: north, amount: 1000, margin: 100 })
  there = await makeDeal({ nodeId: south, amount: 1000, margin: 100 })
  await policy({ permissions: ['deals.*', 'companies.*', 'notes.*'], when: onSite })
})

describe('a record that may not be seen', () => {
  it('is not there, whatever is done with it', async () => {
    const notFound = { code: 'not_found' }
    await expect(getRecord(manager.as(), crmCatalog, deal, there.id)).rejects.toMatchObject(notFound)
    await expect(updateRecord(manager.as(), crmCatalog, deal, there.id, 1, { amount: 1 })).rejects.toMatchObject(notFound)
    await expect(updateRecord(manager.as(), crmCatalog, deal, there.id, 9, { amount: 1 })).rejects.toMatchObject(notFound)
    await expect(deleteRecord(manager.as(), crmCatalog, deal, there.id, 1)).rejects.toMatchObject(notFound)
    await deleteRecord(owner(), crmCatalog, deal, there.id, 1)
    await expect(restoreRecord(manager.as(), crmCatalog, deal, there.id)).rejects.toMatchObject(notFound)
    const [refused, done] = await tenantTx(manager.as(), 'write', (tx) =>
      updateMany(tx, deal, [
        { id: there.id, changes: { amount: 1 } },
        { id: here.id, changes: { amount: 2 } },
      ]),
    )
    expect(refused).toMatchObject({ changed: false, errors: [{ path: 'id', message: 'There is no such deal.' }] })
    expect(done).toMatchObject({ changed: true })
    expect(await getRecord(owner(), crmCatalog, deal, there.id)).toMatchObject({ version: 2, amount: 1000 })
  })

  it('gives other records no name, and is nothing to refer to', async () => {
    const hidden = await createRecord(owner(), crmCatalog, company, { name: 'Hidden & Co', nodeId: south })
    const referring = await makeDeal({ nodeId: north, companyId: hidden.id })
    expect(await getRecord(manager.as(), crmCatalog, deal, referring.id)).toMatchObject({
      company: { id: hidden.id, name: '', hidden: true },
    })
    const refusal = { code: 'invalid_input', extra: { errors: [{ path: 'companyId', message: 'There is no such company.' }] } }
    await expect(updateRecord(manager.as(), crmCatalog, deal, here.id, 1, { companyId: hidden.id })).rejects.toMatchObject(refusal)
    const values = { name: 'New', stageId: stage, nodeId: north, companyId: hidden.id }
    await expect(createRecord(manager.as(), crmCatalog, deal, values)).rejects.toMatchObject(refusal)
    const nowhere = '00000000-0000-7000-8000-000000000000'
    await expect(createRecord(manager.as(), crmCatalog, deal, { ...values, companyId: nowhere })).rejects.toMatchObject(refusal)
  })

  it('takes its notes with it', async () => {
    const write = (dealId: string) => createRecord(owner(), crmCatalog, note, { body: 'Secret', dealId })
    const [seen, unseen] = [await write(here.id), await write(there.id)]
    await policy({ permissions: ['deals.*'], when: onSite }, { permissions: ['notes.*'] })
    expect((await listRecords(manager.as(), crmCatalog, note, { limit: 200 })).items.map((item) => item.id)).toEqual(
      expect.arrayContaining([seen.id]),
    )
    expect((await listRecords(manager.as(), crmCatalog, note, { dealId: there.id })).items).toEqual([])
    await expect(getRecord(manager.as(), crmCatalog, note, unseen.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a record that may be seen and not changed', () => {
  beforeEach(() => policy({ permissions: ['deals.read'] }, { permissions: ['deals.update', 'deals.create'], when: onSite }))

  it('refuses with a reason, says so in the list, and tells nothing by its version', async () => {
    const refused = { code: 'forbidden', extra: { members: { action: 'update', resource: 'deals', reason: 'condition_not_met' } } }
    for (const version of [1, 9])
      await expect(updateRecord(manager.as(), crmCatalog, deal, there.id, version, { amount: 1 })).rejects.toMatchObject(refused)
    await expect(deleteRecord(manager.as(), crmCatalog, deal, here.id, 1)).rejects.toMatchObject({ code: 'forbidden' })
    const { items } = await listRecords(manager.as(), crmCatalog, deal, { limit: 200 })
    const denied = new Map(items.map((item) => [item.id, item.denied]))
    expect(denied.get(here.id)).toEqual(expect.not.arrayContaining(['update']))
    expect(denied.get(there.id)).toEqual(expect.arrayContaining(['update', 'delete', 'restore', 'share']))
    expect((await getRecord(owner(), crmCatalog, deal, here.id)).denied).toBeUndefined()
  })

  it('can be made only where it may be', async () => {
    await expect(createRecord(manager.as(), crmCatalog, deal, { name: 'South', stageId: stage, nodeId: south })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const [refused, made] = await tenantTx(manager.as(), 'write', (tx) =>
      insertMany(tx, deal, [
        { name: 'No place', stageId: stage },
        { name: 'North', stageId: stage, nodeId: north },
      ]),
    )
    expect(refused).toMatchObject({ id: null, problem: { code: 'forbidden' } })
    expect(made?.id).toEqual(expect.any(String))
  })

  it('may leave the sight of whoever gives it away', async () => {
    await policy({ permissions: ['deals.*'], when: onSite })
    expect(await updateRecord(manager.as(), crmCatalog, deal, here.id, 1, { nodeId: south })).toMatchObject({ version: 2, nodeId: south })
    await expect(getRecord(manager.as(), crmCatalog, deal, here.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a field that may be seen and not changed', () => {
  beforeEach(() =>
    policy(
      { permissions: ['deals.*'] },
      { effect: 'deny', permissions: ['deals.update', 'deals.create'], fields: ['margin'] },
      { effect: 'deny', permissions: ['deals.update'], fields: ['amount'], when: { not: onSite } },
    ),
  )

  it('refuses by name, takes the value that it has, and says where it is fixed', async () => {
    const refused = (field: string) => ({ code: 'forbidden', extra: { members: { field, reason: 'denied' } } })
    await expect(updateRecord(manager.as(), crmCatalog, deal, here.id, 1, { margin: 5 })).rejects.toMatchObject(refused('margin'))
    await expect(updateRecord(manager.as(), crmCatalog, deal, there.id, 1, { amount: 5 })).rejects.toMatchObject(refused('amount'))
    await expect(createRecord(manager.as(), crmCatalog, deal, { name: 'M', stageId: stage, margin: 5 })).rejects.toMatchObject(
      refused('margin'),
    )
    expect(await updateRecord(manager.as(), crmCatalog, deal, here.id, 1, { margin: 100, amount: 5 })).toMatchObject({
      amount: 5,
      margin: 100,
    })
    expect((await getRecord(manager.as(), crmCatalog, deal, here.id)).denied).toEqual(['margin.write'])
    expect((await getRecord(manager.as(), crmCatalog, deal, there.id)).denied?.toSorted()).toEqual(['amount.write', 'margin.write'])
  })
})

describe('what objects are', () => {
  const objects = async () => {
    const route = crmRoutes.find(({ id }) => id === 'listObjects')
    if (route === undefined) throw new Error('There is no such route')
    const { body } = await route.handler(manager.as(), { params: {}, query: {}, body: undefined }, {} as RequestFacts)
    return body as ObjectMeta[]
  }

  it('is told to each reader: fields that he may never write are read-only, and how far he may do what', async () => {
    await policy(
      { permissions: ['deals.read'] },
      { permissions: ['deals.update', 'deals.create'], when: onSite },
      { effect: 'forbid', permissions: ['deals.update', 'deals.create'], fields: ['margin'] },
      { effect: 'forbid', permissions: ['deals.update'], fields: ['amount'] },
    )
    const deals = (await objects()).find((object) => object.plural === 'deals')
    const readOnly = deals?.fields.filter((field) => field.readOnly).map((field) => field.name)
    expect(readOnly).toEqual(['margin', 'createdAt', 'updatedAt'])
    expect(deals?.actions).toMatchObject({ read: 'all', update: 'some', create: 'some', manage: 'none' })
  })
})

describe('a conflict', () => {
  it('about a hidden field says only that there is one', async () => {
    const first = await makeDeal({ nodeId: north, externalId: 'Taken' })
    await deleteRecord(owner(), crmCatalog, deal, first.id, first.version)
    await makeDeal({ nodeId: north, externalId: 'Taken' })
    await expect(restoreRecord(manager.as(), crmCatalog, deal, first.id)).rejects.toMatchObject({
      code: 'already_exists',
      extra: { errors: [{ path: 'externalId' }] },
    })
    await policy({ permissions: ['deals.*'], when: onSite }, { effect: 'forbid', permissions: ['deals.read'], fields: ['externalId'] })
    const refusal = await restoreRecord(manager.as(), crmCatalog, deal, first.id).catch((error: unknown) => error)
    expect(refusal).toMatchObject({ code: 'already_exists', message: 'This conflicts with something about deals that you may not see.' })
    expect(JSON.stringify((refusal as Problem).toDocument())).not.toMatch(/external|Taken/i)
  })
})

describe('the timeline', () => {
  it('leaves out what was done to hidden fields alone, and names only what may be seen', async () => {
    const made = await makeDeal({ nodeId: north, margin: 1 })
    const second = await updateRecord(owner(), crmCatalog, deal, made.id, made.version, { margin: 2 })
    const third = await updateRecord(owner(), crmCatalog, deal, made.id, second.version, { margin: 3, amount: 4 })
    await updateRecord(owner(), crmCatalog, deal, made.id, third.version, { margin: 5 })
    const route = crmRoutes.find(({ id }) => id === 'readDealTimeline')
    const sentences = async (): Promise<string[]> => {
      if (route === undefined) throw new Error('There is no such route')
      const { body } = await route.handler(manager.as(), { params: { id: made.id }, query: {}, body: undefined }, {} as RequestFacts)
      return (body as { items: { sentence: string }[] }).items.map((item) => item.sentence)
    }
    expect(await sentences()).toHaveLength(4)
    const seen = ['owner of acme set amount to €0.04', 'owner of acme added this deal']
    for (const when of [undefined, { attribute: 'resource.margin', operator: 'gt', value: 4 } as const]) {
      const hidden: Partial<Rule> = {
        effect: 'forbid',
        permissions: ['deals.read'],
        fields: ['margin'],
        ...(when !== undefined && { when }),
      }
      await policy({ permissions: ['deals.*'] }, hidden)
      expect(await sentences()).toEqual(seen)
    }
  })
})

describe('an import', () => {
  it('puts rows that may not be written into the error file, with the reason', async () => {
    await policy(
      { permissions: ['imports.*', 'companies.read', 'companies.import'] },
      { permissions: ['companies.create', 'companies.update'], when: onSite },
    )
    await createRecord(owner(), crmCatalog, company, { name: 'Southern', nodeId: south })
    const done = await imported(
      manager.as(),
      'companies',
      'Name,Place,City\nNew here,North,Bern\nNew there,South,Bern\nSouthern,South,Bern\n',
    )
    expect(done).toMatchObject({ created: 1, failed: 2 })
    const errors = (await errorsOf(manager.as(), done.id)).join('\n')
    expect(errors).toContain('You may add some companies, but not this one.')
    expect(errors).toContain('You may change some companies, but not this one.')
  })

  it('neither finds nor proposes what may not be seen', async () => {
    await policy(
      { permissions: ['imports.*'] },
      { permissions: ['companies.*'], when: onSite },
      { effect: 'forbid', permissions: ['companies.read'], fields: ['city'] },
    )
    await createRecord(owner(), crmCatalog, company, { name: 'Unseen', nodeId: south, industry: 'old' })
    const done = await imported(manager.as(), 'companies', 'Name,Place,City,Industry\nUnseen,North,Bern,new\n')
    expect(done).toMatchObject({ created: 1, merged: 0, failed: 0 })
    expect(done.mapping.find((column) => column.name === 'City')?.field).toBeNull()
    const both = (await listRecords(owner(), crmCatalog, company, { name: 'Unseen' })).items
    expect(both.map((item) => String(item['industry'])).toSorted()).toEqual(['new', 'old'])
    expect(both.map((item) => item['city'])).toEqual([null, null])
  })
})

describe('an import of somebody else', () => {
  it('is taken back as far as whoever takes it back may, and the rest is named with the reason', async () => {
    const done = await imported(owner(), 'companies', 'Name,Place\nNorthern undo,North\nSouthern undo,South\n')
    await policy(
      { permissions: ['imports.*', 'companies.read', 'companies.import'] },
      { permissions: ['companies.delete'], when: onSite },
      { effect: 'forbid', permissions: ['companies.read'], fields: ['name'] },
    )
    expect(await undone(manager.as(), done.id)).toMatchObject({ state: 'undone', undo: { removed: 1, kept: 1 } })
    const errors = (await errorsOf(manager.as(), done.id)).join('\n')
    expect(errors).toContain('A company: You may delete some companies, but not this one.')
    expect((await listRecords(owner(), crmCatalog, company, { name: 'Southern undo' })).items).toHaveLength(1)
    expect((await listRecords(owner(), crmCatalog, company, { name: 'Northern undo' })).items).toHaveLength(0)
  })

  it('shows neither columns nor values of hidden fields', async () => {
    const done = await imported(owner(), 'companies', 'Name,City\nShown,Hidden town\nShown,\n"Broken, row",Hidden town,x,y\n')
    await policy({ permissions: ['imports.*'] }, { effect: 'forbid', permissions: ['companies.read'], fields: ['city'] })
    const seen = await readImport(manager.as(), settings, done.id)
    expect(seen.mapping.map((column) => column.field)).toEqual(['name', null])
    expect(JSON.stringify(seen)).not.toContain('Hidden town')
    expect((await errorsOf(manager.as(), done.id)).join('\n')).not.toContain('Hidden town')
    expect((await errorsOf(owner(), done.id)).join('\n')).toContain('Hidden town')
  })
})

describe('over HTTP', () => {
  it('is hidden at once when the policy says so, from a kept answer too', async () => {
    const api = await openApi(db)
    const token = await signIn(db, db.acme, 'member')
    const body = { name: 'Kept', stageId: stage, margin: 7 }
    const send = () => api.ask({ method: 'POST', url: '/api/v1/deals', token, body, headers: { 'idempotency-key': 'kept' } })
    expect(await send()).toMatchObject({ status: 201, json: { margin: 7 } })
    const hide = { effect: 'forbid', who: ['role:member'], permissions: ['deals.read'], fields: ['amount'] } as const
    await policy(hide)
    expect((await send()).json).not.toHaveProperty('amount')
    await policy({ ...hide, fields: ['margin'], when: { attribute: 'resource.name', operator: 'eq', value: 'Kept' } })
    expect(await send()).toMatchObject({ status: 201, json: { margin: null, denied: expect.arrayContaining(['margin.read']) } })
    await api.close()
  })
})

describe('an export', () => {
  it('ends with an error when permissions change while it is read', async () => {
    await tenantTx(owner(), 'write', (tx) =>
      insertMany(
        tx,
        company,
        Array.from({ length: 5000 }, (_, i) => ({ name: `Bulk ${i}` })),
      ),
    )
    const { content } = await exportRecords(owner(), crmCatalog, company, { format: 'csv', query: {} })
    const read = async (): Promise<void> => {
      let pieces = 0
      for await (const _ of content) if (pieces++ === 0) await policy({ permissions: ['deals.read'] })
    }
    await expect(read()).rejects.toMatchObject({ code: 'access_changed' })
  })
})
