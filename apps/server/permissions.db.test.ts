import { crmAccessModel } from '@freehold/crm'
import { createAccess } from '@freehold/access'
import { SingleDatabase } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, quietLog, type TestDatabase } from '../../test/harness/database.ts'
import { openApi, signIn } from '../../test/harness/http.ts'

/** A9 as a browser meets it, with two server processes over one database. */
const cluster = inject('cluster')
let db: TestDatabase
let here: Awaited<ReturnType<typeof openApi>>
let there: Awaited<ReturnType<typeof openApi>>
let placement: SingleDatabase

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  const config = (user: string, password: string) => ({ host: cluster.host, port: cluster.port, database: db.name, user, password })
  placement = await SingleDatabase.open({
    app: config('freehold_app', cluster.passwords.app),
    control: config('freehold_control', cluster.passwords.control),
    sealer: db.sealer,
    poolSize: 4,
  })
  here = await openApi(db)
  there = await openApi({ ...db, placement, access: createAccess({ model: crmAccessModel, placement, log: quietLog }) })
})
afterAll(async () => {
  await Promise.all([here.close(), there.close()])
  await placement.close()
  await db.drop()
})

const idOf = (role: 'viewer' | 'member'): string => {
  const { actor } = db.acme.as(role)
  return actor.kind === 'member' ? actor.id : ''
}
const give = (id: string, role: string) =>
  db.acme.change((tx) => tx.sql('update identity.member set role = $3 where tenant_id = $1 and id = $2', [db.acme.tenant, id, role]))

describe('what is granted and taken', () => {
  it('counts with the next request, also in a process that knows nothing of it', async () => {
    const token = await signIn(db, db.acme, 'viewer')
    const add = () => there.ask({ method: 'POST', url: '/api/v1/companies', token, body: { name: 'At once' } })
    const refused = await add()
    expect([refused.status, refused.json]).toEqual([403, expect.objectContaining({ code: 'forbidden', reason: 'no_rule' })])
    await give(idOf('viewer'), 'member')
    const granted = await add()
    expect([granted.status, granted.text]).toEqual([201, expect.any(String)])
    expect(Number(granted.headers['freehold-access'])).toBeGreaterThan(Number(refused.headers['freehold-access']))
    await give(idOf('viewer'), 'viewer')
    expect((await add()).status).toBe(403)
    expect((await here.ask({ method: 'POST', url: '/api/v1/companies', token, body: { name: 'Here' } })).status).toBe(403)
  })

  it('is the same in the session’s permissions', async () => {
    const token = await signIn(db, db.acme, 'member')
    const permissions = async (api: typeof here) =>
      ((await api.ask({ method: 'GET', url: '/api/v1/session', token })).json as { permissions: Record<string, string[]> }).permissions
    expect((await permissions(here))['companies']).toContain('create')
    await db.acme.setPolicy({ rules: [{ id: 'freeze', effect: 'forbid', who: ['role:member'], permissions: ['companies.create'] }] })
    expect((await permissions(here))['companies']).not.toContain('create')
    expect((await permissions(here))['companies']).toContain('update')
    await db.acme.setPolicy({})
  })

  it('shows in the header of every answer of the organization, and of no other', async () => {
    const [acme, globex] = [await signIn(db, db.acme, 'owner'), await signIn(db, db.globex, 'owner')]
    const revision = async (token: string) =>
      Number((await here.ask({ method: 'GET', url: '/api/v1/members', token })).headers['freehold-access'])
    const before = [await revision(acme), await revision(globex)]
    await db.acme.team(`Team ${before[0]}`)
    expect([await revision(acme), await revision(globex)]).toEqual([(before[0] ?? 0) + 1, before[1]])
  })
})

describe('a policy that cannot be read', () => {
  it('opens nothing, locks no owner out, and is told once', async () => {
    const [owner, member] = [await signIn(db, db.acme, 'owner'), await signIn(db, db.acme, 'member')]
    const list = (token: string) => here.ask({ method: 'GET', url: '/api/v1/companies', token })
    await db.acme.setPolicy({
      rules: [{ id: 'odd', effect: 'deny', who: ['everyone'], permissions: ['companies.read'], when: 'nonsense' }],
    } as never)
    expect((await list(owner)).status).toBe(200)
    expect((await list(owner)).json).toMatchObject({ items: [expect.objectContaining({ name: 'At once' })] })
    // A deny that cannot be decided applies.
    expect((await list(member)).json).toMatchObject({ code: 'forbidden', reason: 'undecidable' })
    expect((await here.ask({ method: 'GET', url: '/api/v1/contacts', token: member })).status).toBe(200)
    await db.acme.change((tx) =>
      tx.sql(`insert into access.policy (tenant_id, version, document, reason) values ($1, 1000, '"what?"', 'by hand')`, [db.acme.tenant]),
    )
    expect((await list(owner)).status).toBe(200)
    expect((await here.ask({ method: 'GET', url: '/api/v1/contacts', token: member })).status).toBe(403)
    await there.ask({ method: 'GET', url: '/api/v1/contacts', token: member })
    const { rows } = await db.admin((admin) =>
      admin.query(`select detail ->> 'version' as version from access.alert where tenant_id = $1 and kind = 'broken_rule' order by id`, [
        db.acme.tenant,
      ]),
    )
    expect(rows).toHaveLength(2)
    expect(rows[1]).toEqual({ version: '1000' })
    await db.acme.change((tx) =>
      tx.sql(`insert into access.policy (tenant_id, version, document, reason) values ($1, 1001, $2::jsonb, 'mended')`, [
        db.acme.tenant,
        JSON.stringify({ roles: [], rules: [], settings: { secondApprover: false, manyPeople: 25 } }),
      ]),
    )
    expect((await list(member)).status).toBe(200)
  })
})
