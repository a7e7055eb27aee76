import { createRecord, insertMany, updateMany, updateRecord } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog } from '../index.ts'
import { company, deal, prepareBoth, stageIds } from '../test/fixture.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
})
afterAll(() => db.drop())

const member = () => db.acme.as('member')

describe('a company', () => {
  it('is never above itself', async () => {
    const top = await createRecord(member(), crmCatalog, company, { name: 'Top' })
    const middle = await createRecord(member(), crmCatalog, company, { name: 'Middle', parentId: top.id })
    const bottom = await createRecord(member(), crmCatalog, company, { name: 'Bottom', parentId: middle.id })
    for (const parentId of [top.id, middle.id, bottom.id]) {
      await expect(updateRecord(member(), crmCatalog, company, top.id, 1, { parentId })).rejects.toMatchObject({
        code: 'invalid_input',
        extra: { errors: [{ path: 'parentId' }] },
      })
    }
    expect(await updateRecord(member(), crmCatalog, company, bottom.id, 1, { parentId: top.id })).toMatchObject({ parent: { name: 'Top' } })
  })
})

describe('many records at once', () => {
  it('are created but for those that break a rule, which are named', async () => {
    const stages = await stageIds(db.acme)
    const rows = [
      { name: 'Good', stageId: stages['Won'] ?? '' },
      { name: 'No stage', stageId: '00000000-0000-7000-8000-000000000000' },
      { stageId: stages['Engaging'] ?? '', closedOn: '2017-01-01' },
    ]
    const outcomes = await tenantTx(member(), 'write', (tx) => insertMany(tx, deal, rows))
    expect(outcomes).toMatchObject([
      { id: expect.any(String) },
      { id: null, errors: [{ path: 'stageId' }] },
      { id: null, errors: [{ path: 'closedOn' }] },
    ])
  })

  it('are changed where they differ, missing ones are named, and one entry tells of each change', async () => {
    const ids = await tenantTx(member(), 'write', (tx) =>
      insertMany(
        tx,
        company,
        Array.from({ length: 450 }, (_, i) => ({ name: `Bulk ${i}`, employees: i, tags: ['x'] })),
      ),
    )
    const operationId = '0198f0b4-0000-7000-8000-000000000abc'
    const outcomes = await tenantTx({ ...member(), operationId }, 'write', (tx) =>
      updateMany(tx, company, [
        ...ids.map(({ id }, i) => ({ id: id ?? '', changes: { employees: 7, ...(i % 2 === 0 && { tags: ['y', 'z'] }) } })),
        { id: '00000000-0000-7000-8000-000000000000', changes: { employees: 1 } },
      ]),
    )
    expect(outcomes.filter((outcome) => outcome.changed)).toHaveLength(449)
    expect(outcomes[7]).toEqual({ id: ids[7]?.id, changed: false })
    expect(outcomes.at(-1)).toMatchObject({ changed: false, errors: [{ path: 'id' }] })
    const [entries] = await tenantTx(member(), 'read', (tx) =>
      tx.sql<{ count: number }>('select count(*) from ledger.entry where tenant_id = $1 and operation_id = $2', [
        db.acme.tenant,
        operationId,
      ]),
    )
    expect(entries?.count).toBe(449)
    const [foreign] = await tenantTx(db.globex.as('member'), 'write', (tx) =>
      updateMany(tx, company, [{ id: ids[0]?.id ?? '', changes: { employees: 9 } }]),
    )
    expect(foreign).toMatchObject({ changed: false, errors: [{ path: 'id' }] })
  })
})
