import { accessOf, type Condition, type RecordFacts, type Rule, type ShareFact, type ShareLevel } from '@freehold/access'
import type { OpContext } from '@freehold/kernel'
import { createRecord, getRecord, listRecords, type RecordView, totalRecords, type Values } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import type { TestPerson } from '../../../test/harness/organization.ts'
import { crmCatalog } from '../index.ts'
import { company, deal, prepareBoth, stageIds } from './fixture.ts'

/** A7, through the list that people use: its rows are those that a decision in memory allows, and each says what is denied. */
let db: TestDatabase
let people: TestPerson[]
let deals: RecordFacts[]
let places: Record<'region' | 'north' | 'south', string>
let teams: string[]

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  const { acme } = db
  const region = await acme.node('Region', 'region')
  places = { region, north: await acme.node('North', 'site', region), south: await acme.node('South', 'site', region) }
  teams = [await acme.team('Hunters'), await acme.team('Farmers')]
  const manager = await acme.person({
    name: 'Manager',
    nodes: [places.north],
    teams: [teams[0] ?? ''],
    roles: ['site-manager'],
    clearance: 'confidential',
  })
  people = [
    manager,
    await acme.person({
      name: 'Rep',
      managerId: manager.id,
      teams: [teams[1] ?? ''],
      nodes: [region],
      roles: [{ role: 'site-manager', nodeId: places.south }],
    }),
    await acme.person({ name: 'Viewer', role: 'viewer', clearance: 'internal' }),
    await acme.person({ name: 'Member', role: 'member', teams, clearance: 'restricted' }),
  ]
  deals = await makeDeals()
}, 60_000)
afterAll(() => db.drop())

async function makeDeals(): Promise<RecordFacts[]> {
  const owner = db.acme.as('owner')
  const stage = (await stageIds(db.acme))['Engaging'] ?? ''
  const pick = <T>(values: readonly T[], i: number): T => values[i % values.length] as T
  const owners = [null, ...people.map((person) => person.id)]
  const spots = [null, ...Object.values(places)]
  const facts: RecordFacts[] = []
  const companies: RecordFacts[] = []
  for (let i = 0; i < 4; i++) {
    const made = await createRecord(owner, crmCatalog, company, { name: `Company ${i}`, nodeId: pick(spots, i), ownerId: pick(owners, i) })
    companies.push({
      id: made.id,
      values: made as unknown as Values,
      shares: await share('company', made.id, i % 3 === 0 ? pick(people, i).id : undefined, 'viewer'),
    })
  }
  for (let i = 0; i < 40; i++) {
    const parent = pick([undefined, ...companies], i * 3)
    const values: Values = {
      name: `Deal ${i}`,
      stageId: stage,
      ownerId: pick(owners, i),
      nodeId: pick(spots, i * 7 + 1),
      teamId: pick([null, ...teams], i * 5),
      classification: pick(['public', 'internal', 'confidential', 'restricted'], i * 3 + 1),
      amount: pick([null, 100, 500, 900], i * 11),
      margin: pick([null, 10, 20], i),
      companyId: parent?.id ?? null,
      tags: pick([[], ['hot'], ['hot', 'cold']], i * 13),
    }
    const made = await createRecord(owner, crmCatalog, deal, values)
    const shares = await share('deal', made.id, i % 6 === 0 ? pick(people, i / 6).id : undefined, pick(['viewer', 'editor', 'admin'], i))
    facts.push({ id: made.id, values: made as unknown as Values, shares, parents: { companyId: parent ?? null } })
  }
  return facts
}

async function share(object: string, id: string, memberId: string | undefined, level: ShareLevel): Promise<ShareFact[]> {
  if (memberId === undefined) return []
  await tenantTx(db.acme.as('owner'), 'write', (tx) =>
    tx.sql('insert into access.share (tenant_id, object, record_id, member_id, level) values ($1, $2, $3, $4, $5)', [
      db.acme.tenant,
      object,
      id,
      memberId,
      level,
    ]),
  )
  return [{ memberId, teamId: null, level, expiresAt: null }]
}

const atom = fc.constantFrom<Condition>(
  { attribute: 'resource.ownerId', operator: 'eq', value: { attribute: 'subject.id' } },
  { attribute: 'resource.ownerId', operator: 'in', value: { attribute: 'subject.reports' } },
  { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } },
  { attribute: 'resource.teamId', operator: 'in', value: { attribute: 'subject.teams' } },
  { attribute: 'resource.classification', operator: 'lte', value: { attribute: 'subject.clearance' } },
  { attribute: 'resource.amount', operator: 'lt', value: 600 },
  { attribute: 'resource.margin', operator: 'filled' },
  { attribute: 'resource.tags', operator: 'contains', value: 'hot' },
  { shared: 'viewer' },
)
const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 4, arbitrary: atom },
  { weight: 1, arbitrary: fc.tuple(atom, atom).map(([a, b]): Condition => ({ all: [a, b] })) },
  { weight: 1, arbitrary: fc.tuple(atom, atom).map(([a, b]): Condition => ({ any: [a, b] })) },
  { weight: 1, arbitrary: atom.map((not): Condition => ({ not })) },
)

interface Draft {
  readonly effect: Rule['effect']
  readonly who: number
  readonly permission: string
  readonly field: boolean
  readonly at: number
  readonly when: Condition | null
}

const draft: fc.Arbitrary<Draft> = fc.record({
  effect: fc.constantFrom('allow' as const, 'allow' as const, 'deny' as const, 'forbid' as const),
  who: fc.nat({ max: 4 }),
  permission: fc.constantFrom('deals.read', 'deals.read', 'deals.*', 'crm.*', 'deals.update', 'companies.read'),
  field: fc.boolean(),
  at: fc.nat({ max: 5 }),
  when: fc.option(condition),
})

function ruleOf({ effect, who, permission, field, at, when }: Draft, i: number): Rule {
  const whom = ['role:site-manager', 'everyone', `team:${teams[0] ?? ''}`, `member:${people[0]?.id ?? ''}`, 'role:viewer'][
    who
  ] as Rule['who'][number]
  const place = [undefined, undefined, undefined, places.region, places.north, places.south][at]
  return {
    id: `r${i}`,
    effect,
    who: [whom],
    permissions: [permission],
    ...(field && permission !== 'crm.*' && permission !== 'companies.read' && { fields: ['margin', 'amount'] }),
    ...(place !== undefined && { at: place }),
    ...(when !== null && { when }),
  }
}

function allowed(ctx: OpContext, facts: RecordFacts): boolean {
  return accessOf(ctx).decide('read', 'deals', facts).allowed
}

/** What a record should answer as denied, as memory decides it. */
function deniedInMemory(ctx: OpContext, facts: RecordFacts): string[] {
  const access = accessOf(ctx)
  const actions = (['update', 'delete', 'restore', 'share'] as const).filter((action) => !access.decide(action, 'deals', facts).allowed)
  const hidden = ['amount', 'margin'].filter((field) => !access.decideField('read', 'deals', field, facts).allowed)
  return [...actions, ...hidden.map((field) => `${field}.read`)]
}

async function check(person: TestPerson): Promise<void> {
  const ctx = person.as()
  const seen = deals.filter((facts) => allowed(ctx, facts))
  if (accessOf(ctx).extent('read', 'deals') === 'none') {
    expect(seen).toEqual([])
    await expect(listRecords(ctx, crmCatalog, deal, {})).rejects.toMatchObject({ code: 'forbidden' })
    return
  }
  const { items } = await listRecords(ctx, crmCatalog, deal, { limit: 200 })
  expect(items.map((item) => item.id).toSorted()).toEqual(seen.map((facts) => facts.id).toSorted())
  expect(await totalRecords(person.as(), deal, { exact: 'true' })).toMatchObject({ count: seen.length })
  const byId = new Map(items.map((item) => [item.id, item]))
  for (const facts of seen) checkRecord(ctx, facts, byId.get(facts.id))
  const hidden = deals.find((facts) => !seen.includes(facts))
  if (hidden !== undefined) await expect(getRecord(person.as(), crmCatalog, deal, hidden.id)).rejects.toMatchObject({ code: 'not_found' })
}

function checkRecord(ctx: OpContext, facts: RecordFacts, item: RecordView | undefined): void {
  const access = accessOf(ctx)
  const expected = deniedInMemory(ctx, facts).filter((name) => {
    // A field that is hidden in every record is not there at all.
    const [field = '', deed] = name.split('.')
    return deed !== 'read' || access.fieldPlan('deals', field, 'read').extent === 'some'
  })
  expect((item?.denied ?? []).filter((name) => !name.endsWith('.write')).toSorted()).toEqual(expected.toSorted())
  for (const field of ['amount', 'margin']) {
    const isSeen = access.decideField('read', 'deals', field, facts).allowed
    expect(item?.[field] ?? null, field).toEqual(isSeen ? (facts.values[field] ?? null) : null)
  }
}

describe('a list under a policy', () => {
  it('shows the records that a decision in memory allows, with what is denied of each', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 6 }), async (drafts) => {
        await db.acme.setPolicy({ roles: [{ key: 'site-manager', name: 'Site manager' }], rules: drafts.map(ruleOf) })
        for (const person of people) await check(person)
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})
