import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { crmCatalog } from '@freehold/crm'
import { recordReader } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { prepareBoth } from '../../../domains/crm/test/fixture.ts'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import type { PolicyDocument } from '../language/policy.ts'
import { createDraft, updateDraft } from '../policy/draft-service.ts'
import { allow, deny, policy, problemOf } from '../test/policies.ts'
import type { Preview } from './preview-schema.ts'
import { previewDraft } from './preview-service.ts'

const reader = recordReader(crmCatalog)
let db: TestDatabase
let rep: string
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  rep = (await db.acme.person({ name: 'Rep', role: 'member' })).id
  await insertDeals(db.acme, 10, rep)
  await insertDeals(db.globex, 50, null)
})
afterAll(() => db.drop())

async function insertDeals({ as, tenant }: TestOrganization, count: number, owner: string | null): Promise<void> {
  await tenantTx(as('owner'), 'write', (tx) =>
    tx.sql(
      `insert into crm.deal (tenant_id, name, currency, owner_id, amount, pipeline_id, stage_id)
       select $1, 'Deal ' || i, 'EUR', case when i <= 4 then $3::uuid end, i * 100, s.pipeline_id, s.id
       from generate_series(1, $2::int) i cross join lateral (select id, pipeline_id from crm.stage where tenant_id = $1 order by id limit 1) s`,
      [tenant, count, owner],
    ),
  )
}

const own = { attribute: 'resource.ownerId', operator: 'eq', value: { attribute: 'subject.id' } } as const
const onlyOwn = deny('own', 'role:member', 'deals.read', {
  when: { not: { all: [{ attribute: 'resource.ownerId', operator: 'filled' }, own] } },
})

async function preview(document: PolicyDocument, budget?: number): Promise<Preview[]> {
  const draft = await createDraft(db.acme.as('admin'), { document })
  const slices: Preview[] = []
  do slices.push(await previewDraft(db.acme.as('admin'), reader, draft.id, slices.at(-1)?.next ?? undefined, budget))
  while (slices.at(-1)?.unfinished === true)
  return slices
}

describe('a preview', () => {
  it('says who loses which records, with examples, and changes nothing', async () => {
    const [only] = await preview(policy([onlyOwn]))
    expect(only).toMatchObject({ done: 6, total: 6, next: null, unfinished: false, totals: { people: 2, gained: 0, lost: 16 }, alerts: [] })
    expect(only?.people.map(({ member, changes }) => [member.name, changes.map(({ action, lost }) => [action, lost])])).toEqual([
      ['Member Acme', [['read', 10]]],
      ['Rep', [['read', 6]]],
    ])
    const [change] = only?.people[1]?.changes ?? []
    expect(change).toMatchObject({ resource: 'deals', before: 'all', after: 'some' })
    expect(change?.sample).toHaveLength(5)
    for (const { name, gained } of change?.sample ?? []) expect([name.startsWith('Deal '), gained]).toEqual([true, false])
    expect(() => db.acme.as('member').authorize('read', 'deals')).not.toThrow()
  })

  it('goes on where it stopped, and adds up', async () => {
    const [whole] = await preview(policy([onlyOwn]))
    const slices = await preview(policy([onlyOwn]), 0)
    expect(slices.map(({ done }) => done)).toEqual([1, 2, 3, 4, 5, 6])
    expect(slices.at(-1)?.totals).toEqual(whole?.totals)
    expect(slices.flatMap(({ people }) => people)).toEqual(whole?.people)
  })

  it('counts fields, and of what does not exist yet only whether it may be made', async () => {
    const rules = [
      deny('margin', 'role:member', 'deals.read', { fields: ['margin'], when: { not: own } }),
      allow('create', 'role:viewer', 'deals.create'),
      allow('invite', 'role:member', 'invitations.create'),
    ]
    const [only] = await preview(policy(rules))
    const byPerson = Object.fromEntries(
      (only?.people ?? []).map(({ member, changes }) => [
        member.name,
        changes.map(
          ({ resource, action, field = '', gained, lost, before, after }) =>
            `${resource}.${action} ${field} +${gained} -${lost} ${before} > ${after}`,
        ),
      ]),
    )
    expect(byPerson).toEqual({
      'Member Acme': [
        'deals.read margin +0 -10 all > some',
        'deals.create margin +0 -0 all > some',
        'deals.update margin +0 -10 all > some',
        'invitations.create  +0 -0 none > all',
      ],
      Rep: [
        'deals.read margin +0 -6 all > some',
        'deals.create margin +0 -0 all > some',
        'deals.update margin +0 -6 all > some',
        'invitations.create  +0 -0 none > all',
      ],
      'Viewer Acme': ['deals.create  +0 -0 none > all'],
    })
    // What is shown as an example is not shown again for another action on the same records.
    expect(only?.people[0]?.changes.map(({ sample }) => sample.length)).toEqual([5, 0, 0, 0])
  })

  it('names no record that the asker may not see', async () => {
    await db.acme.setPolicy({
      rules: [deny('blind', 'role:admin', 'deals.read', { when: { attribute: 'resource.amount', operator: 'gte', value: 300 } })],
    })
    const draft = await createDraft(db.acme.as('owner'), { document: policy([deny('all', 'role:viewer', 'deals.read')]) })
    const { people } = await previewDraft(db.acme.as('admin'), reader, draft.id)
    const sample = people.find(({ member }) => member.name === 'Viewer Acme')?.changes[0]?.sample ?? []
    expect(sample.length).toBe(5)
    for (const { name } of sample) expect(['', 'Deal 1', 'Deal 2']).toContain(name)
    expect(sample.map(({ name }) => name)).toContain('')
    await db.acme.setPolicy({})
  })

  it('tells what raises an alert', async () => {
    const document = policy([allow('a', 'role:admin', 'policies.manage')])
    await db.acme.setPolicy({ settings: { secondApprover: false, manyPeople: 1 }, rules: [deny('d', 'role:viewer', 'deals.read')] })
    const [only] = await preview({ ...document, rules: [...document.rules, onlyOwn] })
    expect(only?.alerts.map(({ kind }) => kind).toSorted()).toEqual(['approval_changed', 'many_people', 'owner_rights', 'restriction_lost'])
    await db.acme.setPolicy({})
  })

  it('is for those who may change policies, of their own organization, of a draft without faults', async () => {
    const draft = await createDraft(db.acme.as('owner'), { document: policy([onlyOwn]) })
    for (const role of ['member', 'viewer', 'guest'] as const)
      expect(await problemOf(previewDraft(db.acme.as(role), reader, draft.id))).toMatchObject({ code: 'forbidden' })
    expect(await problemOf(previewDraft(db.globex.as('owner'), reader, draft.id))).toMatchObject({ code: 'not_found' })
    expect(await problemOf(previewDraft(db.acme.as('owner'), reader, draft.id, 'nonsense'))).toMatchObject({ code: 'invalid_cursor' })
    const { next } = await previewDraft(db.acme.as('owner'), reader, draft.id, undefined, 0)
    await updateDraft(db.acme.as('owner'), draft.id, draft.version, { document: { rules: 'none' } })
    expect(await problemOf(previewDraft(db.acme.as('owner'), reader, draft.id, next ?? ''))).toMatchObject({ code: 'invalid_input' })
    await updateDraft(db.acme.as('owner'), draft.id, draft.version + 1, { document: policy([]) })
    expect(await problemOf(previewDraft(db.acme.as('owner'), reader, draft.id, next ?? ''))).toMatchObject({ code: 'invalid_cursor' })
  })
})
