import { randomUUID } from 'node:crypto'
import { Problem } from '@freehold/kernel'
import { violatedConstraint } from '@freehold/postgres'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

const revisions = async (): Promise<[number, number]> => [
  (await db.access.snapshot(db.acme.tenant)).revision,
  (await db.access.snapshot(db.globex.tenant)).revision,
]

/** The rule of the database that refused it. */
async function refusedBy(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Problem ? violatedConstraint(error).constraint : error === undefined ? 'nothing' : undefined
}
const move = (table: 'team' | 'node', id: string, parent: string | null) =>
  db.acme.change((tx) => tx.sql(`update access.${table} set parent_id = $3 where tenant_id = $1 and id = $2`, [db.acme.tenant, id, parent]))

describe('teams and places', () => {
  it('make no cycle, however long', async () => {
    const a = await db.acme.team('A')
    const b = await db.acme.team('B', a)
    const c = await db.acme.team('C', b)
    expect(await refusedBy(move('team', a, c))).toBe('team_cycle')
    expect(await refusedBy(move('team', a, a))).toBe('team_cycle')
    expect(await refusedBy(move('team', c, a))).toBe('nothing')
  })

  it('make no cycle by two moves at the same moment', async () => {
    const [one, other] = [await db.acme.team('One'), await db.acme.team('Other')]
    const outcomes = await Promise.all([refusedBy(move('team', one, other)), refusedBy(move('team', other, one))])
    expect(outcomes.toSorted()).toEqual(['nothing', 'team_cycle'])
  })

  it('are at most eight deep, also when a tree is hung below another', async () => {
    const chain = async (name: string, length: number) => {
      const ids: string[] = []
      for (let i = 0; i < length; i++) ids.push(await db.acme.team(`${name} ${i}`, ids.at(-1)))
      return ids
    }
    const [deep, low] = [await chain('deep', 8), await chain('low', 3)]
    expect(await refusedBy(db.acme.team('too deep', deep.at(-1)))).toBe('team_depth')
    expect(await refusedBy(move('team', low[0] ?? '', deep[5] ?? ''))).toBe('team_depth')
    expect(await refusedBy(move('team', low[0] ?? '', deep[4] ?? ''))).toBe('nothing')
  })

  it('keep the order of kinds, upwards and downwards', async () => {
    const company = await db.acme.node('Works', 'company')
    const site = await db.acme.node('Site', 'site', company)
    await db.acme.node('Zone', 'zone', site)
    expect(await refusedBy(db.acme.node('Region', 'region', site))).toBe('node_kind_order')
    expect(await refusedBy(db.acme.node('Annex', 'site', site))).toBe('nothing')
    const kind = (to: string) =>
      db.acme.change((tx) => tx.sql(`update access.node set kind = $3 where tenant_id = $1 and id = $2`, [db.acme.tenant, site, to]))
    expect(await refusedBy(kind('zone'))).toBe('node_kind_order')
    expect(await refusedBy(kind('region'))).toBe('nothing')
  })

  it('are reached in one’s own organization only', async () => {
    const theirs = await db.globex.team('Theirs')
    expect(await refusedBy(db.acme.team('Below theirs', theirs))).toBe('team_tenant_id_parent_id_fkey')
  })
})

describe('the revision', () => {
  it('rises once with each change of what decides, in its own organization', async () => {
    const [before, other] = await revisions()
    const team = await db.acme.team('Counted')
    await db.acme.person({ role: 'viewer', teams: [team], roles: ['auditor'], clearance: 'internal' })
    await db.acme.setPolicy({})
    await db.acme.change((tx) => tx.sql('delete from access.team where tenant_id = $1 and id = $2', [db.acme.tenant, team]))
    expect(await revisions()).toEqual([before + 4, other])
  })

  it('does not rise with what decides nothing', async () => {
    const before = await revisions()
    await db.acme.change(async (tx) => {
      await tx.sql(`update identity.member set office = 'Hall' where tenant_id = $1`, [db.acme.tenant])
      await tx.sql(`insert into access.alert (tenant_id, kind) values ($1, 'test')`, [db.acme.tenant])
      await tx.sql(`insert into access.draft (tenant_id, title, base_version, document) values ($1, 'x', 0, '{}')`, [db.acme.tenant])
      await tx.sql(`insert into identity.member (tenant_id, name) select $1, 'Agent ' || i from generate_series(1, 500) i`, [
        db.acme.tenant,
      ])
    })
    expect(await revisions()).toEqual(before)
  })

  it('rises with the first share of anything with somebody, and not with the next, for nobody else', async () => {
    const ctx = () => db.acme.as('owner')
    const memberId = (await db.acme.person()).id
    const share = () =>
      tenantTx(ctx(), 'write', (tx) =>
        tx.sql(`insert into access.share (tenant_id, object, record_id, member_id, level) values ($1, 'deal', $2, $3, 'viewer')`, [
          db.acme.tenant,
          randomUUID(),
          memberId,
        ]),
      )
    const [before, other] = await revisions()
    await share()
    const [first] = await revisions()
    expect(first).toBe((before ?? 0) + 1)
    await share()
    expect(await revisions()).toEqual([first, other])
    expect((await db.access.snapshot(db.acme.tenant)).shareHolders).toEqual([memberId])
    expect((await db.access.snapshot(db.globex.tenant)).shareHolders).toEqual([])
  })

  it('rises without anybody waiting when an import says who reports to whom', async () => {
    const [before] = await revisions()
    const ctx = db.acme.as('admin')
    const [boss, agent] = await tenantTx(ctx, 'write', (tx) =>
      tx.sql<{ id: string }>(`insert into identity.member (tenant_id, name) values ($1, 'Boss'), ($1, 'Agent') returning id`, [ctx.tenant]),
    )
    // Another writer has not finished; the exclusive lock would wait for it.
    const writer = await db.app()
    await writer.query('begin')
    await writer.query('select tenancy.enter($1, false)', [db.sealer.seal(db.acme.as('member'))])
    await tenantTx(ctx, 'write', (tx) =>
      tx.sql('update identity.member set manager_id = $3 where tenant_id = $1 and id = $2', [ctx.tenant, agent?.id, boss?.id]),
    )
    await writer.query('rollback')
    const snapshot = await db.access.snapshot(db.acme.tenant)
    expect(snapshot.revision).toBe(before + 1)
    expect(snapshot.members.find(({ id }) => id === agent?.id)).toMatchObject({ managerId: boss?.id, active: false })
  })

  it('rises with the organization’s time zone', async () => {
    const [before, other] = await revisions()
    await db.acme.change((tx) =>
      tx.sql(`update control.organization set time_zone = 'Europe/Vienna', name = 'Acme' where id = $1`, [db.acme.tenant]),
    )
    expect(await revisions()).toEqual([before + 1, other])
    expect((await db.access.snapshot(db.acme.tenant)).timeZone).toBe('Europe/Vienna')
  })
})

describe('a version of the policy', () => {
  it('is never changed or removed, not even by the role that writes it', async () => {
    await db.acme.setPolicy({})
    for (const text of ['update access.policy set document = document', 'delete from access.policy', 'truncate access.policy']) {
      await expect(
        db.acme.change((tx) => tx.sql(text, [])),
        text,
      ).rejects.toMatchObject({ code: '42501' })
      await expect(
        db.admin(async (admin) => {
          await admin.query('begin')
          await admin.query('select tenancy.enter($1, false)', [db.sealer.seal({ ...db.acme.as('owner'), requestId: 'x' })])
          await admin.query(text)
        }),
        text,
      ).rejects.toMatchObject({ code: 'FH006' })
    }
  })
})

it('a snapshot has everything that decides, and nothing of another organization', async () => {
  const [region, team, territory] = [
    await db.globex.node('South', 'region'),
    await db.globex.team('Field'),
    await db.globex.territory('Alps'),
  ]
  const site = await db.globex.node('Graz', 'site', region)
  const boss = await db.globex.person({ role: 'admin', name: 'Boss' })
  const end = new Date('2030-01-02T03:04:05.678Z')
  const person = await db.globex.person({
    name: 'Ina',
    role: 'viewer',
    managerId: boss.id,
    teams: [team],
    territories: [territory],
    nodes: [site],
    roles: ['auditor', { role: 'site-manager', nodeId: region, expiresAt: end }],
    clearance: 'restricted',
    shift: { start: '22:00', end: '06:30', days: ['mon', 'fri'] },
  })
  await db.globex.setPolicy({ roles: [{ key: 'auditor', name: 'Auditor' }] })
  const snapshot = await db.access.snapshot(db.globex.tenant)
  expect(snapshot).toMatchObject({
    tenant: db.globex.tenant,
    timeZone: 'UTC',
    policyVersion: 1,
    policy: { roles: [{ key: 'auditor', name: 'Auditor' }], rules: [] },
    teamMembers: [{ teamId: team, memberId: person.id }],
    nodeMembers: [{ nodeId: site, memberId: person.id }],
    territoryMembers: [{ territoryId: territory, memberId: person.id }],
  })
  expect(snapshot.members.find(({ id }) => id === person.id)).toEqual({
    id: person.id,
    name: 'Ina',
    role: 'viewer',
    active: true,
    managerId: boss.id,
    clearance: 'restricted',
    shift: { start: '22:00', end: '06:30', days: ['mon', 'fri'] },
  })
  expect(snapshot.nodes).toContainEqual({ id: site, name: 'Graz', parentId: region })
  expect(snapshot.assignments.toSorted((a, b) => a.role.localeCompare(b.role))).toEqual([
    { role: 'auditor', memberId: person.id, teamId: null, nodeId: null, expiresAt: null },
    { role: 'site-manager', memberId: person.id, teamId: null, nodeId: region, expiresAt: end.getTime() },
  ])
  const theirs = JSON.stringify(await db.access.snapshot(db.acme.tenant))
  for (const id of [region, site, team, territory, boss.id, person.id]) expect(theirs).not.toContain(id)
})
