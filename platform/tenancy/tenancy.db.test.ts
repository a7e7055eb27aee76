import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/harness/database.ts'
import { tenantRead, tenantTx } from './index.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

describe('tenantTx', () => {
  it('shows each organization its own rows', async () => {
    for (const [own, other] of [
      [db.acme, db.globex],
      [db.globex, db.acme],
    ] as const) {
      const rows = await tenantTx(own.as('owner'), 'read', (tx) => tx.sql<{ tenant_id: string }>('select tenant_id from identity.member', []))
      expect(rows).toHaveLength(4)
      expect(rows.every((row) => row.tenant_id === own.tenant)).toBe(true)
      expect(rows.some((row) => row.tenant_id === other.tenant)).toBe(false)
    }
  })

  it('reads several results in one batch', async () => {
    const [members, one] = await tenantRead(db.acme.as('viewer'), [
      { text: 'select name from identity.member where tenant_id = $1 order by name', values: [db.acme.tenant] },
      { text: 'select 1 as one', values: [] },
    ])
    expect(members).toHaveLength(4)
    expect(one).toEqual([{ one: 1 }])
  })
})
