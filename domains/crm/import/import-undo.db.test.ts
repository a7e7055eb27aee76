import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { tenantTx, type Tx } from '@freehold/tenancy'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { companies, errorsOf, importDatabase, imported, rows, undone } from './import-fixture.ts'

let db: TestDatabase

beforeAll(async () => {
  db = await importDatabase(inject('cluster'))
})
afterAll(() => db.drop())

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

function touch(tx: Tx, sql: string): Promise<unknown> {
  return tx.sql(sql, [tx.ctx.tenant])
}
