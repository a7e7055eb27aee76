import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { randomUUID } from 'node:crypto'
import { tenantTx } from '@freehold/tenancy'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { codeOf } from '../test/people.ts'
import { type DirectoryPerson, ensureDirectory, findMembersByName, memberKey, namesOfMembers } from './directory.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

const team: DirectoryPerson[] = [
  { name: 'Nora Field', managerName: 'Ivo Stern', office: 'North' },
  { name: 'Paul Marsh', managerName: 'Ivo Stern', office: 'North' },
  { name: 'Rita Quay', managerName: 'Lena Ford', office: 'South' },
  { name: 'Lena Ford', managerName: 'Ivo Stern', office: 'South' },
]
const ensure = (organization: TestOrganization, people: DirectoryPerson[], operationId = randomUUID()) =>
  tenantTx(organization.as('admin', { operationId }), 'write', (tx) => ensureDirectory(tx, people))

async function directory(organization: TestOrganization): Promise<Record<string, [string | null, string | null]>> {
  const rows = await tenantTx(organization.as('viewer'), 'read', (tx) =>
    tx.sql<{ name: string; boss: string | null; office: string | null }>(
      `select m.name, b.name as boss, m.office from identity.member m left join identity.member b on b.tenant_id = m.tenant_id and b.id = m.manager_id
       where m.tenant_id = $1 and m.status = 'directory' order by m.name`,
      [organization.tenant],
    ),
  )
  return Object.fromEntries(rows.map(({ name, boss, office }) => [name, [boss, office]]))
}

describe('the directory in bulk', () => {
  it('takes people with their managers, who are people too', async () => {
    const { ids, created } = await ensure(db.acme, team)
    expect(created).toHaveLength(5)
    expect([...ids.keys()].toSorted()).toEqual(['ivo stern', 'lena ford', 'nora field', 'paul marsh', 'rita quay'])
    expect(await directory(db.acme)).toEqual({
      'Ivo Stern': [null, null],
      'Lena Ford': ['Ivo Stern', 'South'],
      'Nora Field': ['Ivo Stern', 'North'],
      'Paul Marsh': ['Ivo Stern', 'North'],
      'Rita Quay': ['Lena Ford', 'South'],
    })
    expect(await directory(db.globex)).toEqual({})
  })

  it('does nothing the second time, and overwrites nothing', async () => {
    const operationId = randomUUID()
    const { created } = await ensure(db.acme, [{ name: ' nora FIELD ', managerName: 'Lena Ford', office: 'Moon' }, ...team], operationId)
    expect(created).toEqual([])
    expect((await directory(db.acme))['Nora Field']).toEqual(['Ivo Stern', 'North'])
    const { rows } = await db.admin((client) => client.query('select 1 from ledger.entry where operation_id = $1', [operationId]))
    expect(rows).toHaveLength(0)
  })

  it('records each person with the import that brought them', async () => {
    const operationId = randomUUID()
    await ensure(db.globex, team, operationId)
    const { rows } = await db.admin((client) =>
      client.query(
        `select action, count(*)::int as n from ledger.entry where operation_id = $1 and tenant_id = $2 group by action order by action`,
        [operationId, db.globex.tenant],
      ),
    )
    expect(rows).toEqual([
      { action: 'created', n: 5 },
      { action: 'updated', n: 4 },
    ])
  })

  it('leaves people who sign in as they are', async () => {
    await ensure(db.acme, [{ name: 'Owner Acme', managerName: 'Ivo Stern', office: 'Moon' }])
    const { rows } = await db.admin((client) =>
      client.query(`select manager_id, office from identity.member where tenant_id = $1 and name = 'Owner Acme'`, [db.acme.tenant]),
    )
    expect(rows).toEqual([{ manager_id: null, office: null }])
  })

  it('finds ids by name and names by id, in one organization', async () => {
    const found = await tenantTx(db.acme.as('viewer'), 'read', async (tx) => {
      const ids = await findMembersByName(tx, ['NORA field', 'Nobody'])
      return { ids, names: await namesOfMembers(tx, [...ids.values()]) }
    })
    expect([...found.ids.keys()]).toEqual([memberKey('Nora Field')])
    expect([...found.names.values()]).toEqual(['Nora Field'])
    const foreign = await tenantTx(db.globex.as('viewer'), 'read', (tx) => namesOfMembers(tx, [...found.ids.values()]))
    expect(foreign.size).toBe(0)
  })

  it('takes the right to create members', async () => {
    expect(await codeOf(tenantTx(db.acme.as('member'), 'write', (tx) => ensureDirectory(tx, team)))).toBe('forbidden')
  })

  it('takes hundreds in one statement each', async () => {
    const many = Array.from({ length: 800 }, (_, index) => ({
      name: `Person ${index}`,
      managerName: `Person ${Math.floor(index / 10)}`,
      office: 'X',
    }))
    const { created } = await ensure(db.globex, many)
    expect(created).toHaveLength(800)
    const placed = await directory(db.globex)
    expect(placed['Person 799']).toEqual(['Person 79', 'X'])
    expect(placed['Person 0'], 'nobody manages themselves').toEqual([null, 'X'])
  })
})
