import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { withAdmin } from '../../../test/harness/cluster.ts'
import type { Condition, Rule } from '../language/policy.ts'
import { given, person, sampleModel, snapshotOf, uuidOf } from '../test/model.ts'
import type { ContextFacts, RecordFacts, ShareFact, Snapshot, Value } from './facts.ts'
import { personOf } from './person.ts'

/** A7: a condition read in memory and in SQL gives the same answer for every record, whatever the policy and the data. */
type Client = Parameters<Parameters<TestDatabase['admin']>[0]>[0]
const tenant = uuidOf(1)
const cluster = inject('cluster')
let db: TestDatabase
let deals: RecordFacts[]
let companies: RecordFacts[]
let notes: RecordFacts[]

const members = [1, 2, 3, 4, 5].map((n) => uuidOf(10 + n))
const teams = [uuidOf(201), uuidOf(202)]
const nodes = [
  { id: uuidOf(101), name: 'Company', parentId: null },
  { id: uuidOf(102), name: 'Region', parentId: uuidOf(101) },
  { id: uuidOf(103), name: 'Site A', parentId: uuidOf(102) },
  { id: uuidOf(104), name: 'Site B', parentId: uuidOf(102) },
  { id: uuidOf(105), name: 'Zone', parentId: uuidOf(103) },
]
const nodeIds = nodes.map((node) => node.id)
const territories = [uuidOf(301), uuidOf(302)]
const classifications = ['public', 'internal', 'confidential', 'restricted']
const names = ['Straße', 'STRASSE', 'İstanbul', 'istanbul', 'ΟΔΟΣ', 'a%b_c\\d', '', 'Großbestellung']
const allTags = ['hot', 'cold', 'Ü']

/** Pseudo-random and always the same: a failure can be found again. */
const dice = (() => {
  let state = 42
  return (sides: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
})()
const oneOf = <T>(values: readonly T[]): T => values[dice(values.length)] as T
const orNull = <T>(value: T): T | null => (dice(4) === 0 ? null : value)

/** One for each holder, as the table has it. */
function randomShares(): ShareFact[] {
  const shares = Array.from({ length: dice(5) === 0 ? 1 + dice(2) : 0 }, () => ({
    ...(dice(3) === 0 ? { memberId: null, teamId: oneOf(teams) } : { memberId: oneOf(members), teamId: null }),
    level: oneOf(['viewer', 'editor', 'admin', 'owner'] as const),
    expiresAt: dice(3) === 0 ? Date.parse(oneOf(['2026-06-01T00:00:00Z', '2027-06-01T00:00:00Z'])) : null,
  }))
  return [...new Map(shares.map((share) => [share.memberId ?? share.teamId, share])).values()]
}

const placed = () => ({
  ownerId: orNull(oneOf(members)),
  teamId: orNull(oneOf(teams)),
  nodeId: orNull(oneOf(nodeIds)),
  territoryId: orNull(oneOf(territories)),
  classification: orNull(oneOf(classifications)),
  name: oneOf(names),
})

function makeRecords(): void {
  companies = Array.from({ length: 8 }, (_, i) => ({ id: uuidOf(1000 + i), values: placed(), shares: randomShares() }))
  deals = Array.from({ length: 60 }, (_, i) => {
    const company = orNull(oneOf(companies))
    const values = {
      ...placed(),
      companyId: company?.id ?? null,
      amount: orNull(dice(10) * 100),
      margin: orNull(dice(10)),
      won: orNull(dice(2) === 0),
      closedOn: orNull(oneOf(['2026-11-23', '2026-11-24', '2026-11-25'])),
      updatedAt: `2026-11-24T0${dice(9)}:00:00.${oneOf(['000', '001', '999'])}Z`,
      tags: allTags.filter(() => dice(2) === 0),
    }
    return { id: uuidOf(2000 + i), values, shares: randomShares(), parents: { companyId: company } }
  })
  notes = Array.from({ length: 30 }, (_, i) => {
    const [company, deal] = dice(2) === 0 ? [oneOf(companies), null] : [null, oneOf(deals)]
    return {
      id: uuidOf(3000 + i),
      values: { companyId: company?.id ?? null, dealId: deal?.id ?? null },
      shares: randomShares(),
      parents: { companyId: company, dealId: deal },
    }
  })
}

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

async function store(client: Client, object: string, records: readonly RecordFacts[]): Promise<void> {
  for (const { id, values, shares = [] } of records) {
    // The same records in another organization: no predicate may find them.
    for (const owner of [tenant, uuidOf(2)]) {
      const entries = Object.entries({ tenantId: owner, id: owner === tenant ? id : id.replace('0000-7', '0001-7'), ...values })
      await client.query(
        `insert into sample.${object} (${entries.map(([name]) => columnOf(name)).join(', ')}) values (${entries.map((_, i) => `$${i + 1}`).join(', ')})`,
        entries.map(([, value]) => value),
      )
    }
    for (const { memberId, teamId, level, expiresAt } of shares)
      await client.query(
        `insert into access.share (tenant_id, object, record_id, member_id, team_id, level, expires_at, version, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, 1, now(), now()) on conflict do nothing`,
        [tenant, object, id, memberId, teamId, level, expiresAt === null ? null : new Date(expiresAt)],
      )
  }
}

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  makeRecords()
  await db.admin(async (client) => {
    // Shares of people who are no rows here: without triggers and foreign keys.
    await client.query(`set session_replication_role = replica`)
    await client.query('create schema sample')
    const place = 'owner_id uuid, team_id uuid, node_id uuid, territory_id uuid, classification text, name text'
    const key = 'tenant_id uuid not null, id uuid not null, primary key (tenant_id, id)'
    await client.query(`create table sample.company (${key}, ${place})`)
    await client.query(
      `create table sample.deal (${key}, ${place}, company_id uuid, amount bigint, margin bigint, won boolean, closed_on date, updated_at timestamptz, tags text[])`,
    )
    await client.query(`create table sample.note (${key}, company_id uuid, deal_id uuid)`)
    await store(client, 'company', companies)
    await store(client, 'deal', deals)
    await store(client, 'note', notes)
  })
})
afterAll(() => db.drop())

const comparison = fc.oneof(
  ...(['ownerId', 'teamId', 'nodeId', 'territoryId'] as const).flatMap((name): fc.Arbitrary<Condition>[] => {
    const pool = { ownerId: members, teamId: teams, nodeId: nodeIds, territoryId: territories }[name]
    const mine = { ownerId: ['id', 'reports', 'teammates'], teamId: ['teams'], nodeId: ['nodes'], territoryId: ['territories'] }[name]
    const attribute = `resource.${name}`
    return [
      fc.record({ attribute: fc.constant(attribute), operator: fc.constantFrom('eq', 'ne'), value: fc.constantFrom(...pool) }),
      fc.record({ attribute: fc.constant(attribute), operator: fc.constant('in'), value: fc.subarray(pool) }),
      fc.record({
        attribute: fc.constant(attribute),
        operator: fc.constant('in'),
        value: fc.constantFrom(...mine.filter((one) => one !== 'id')).map((one) => ({ attribute: `subject.${one}` })),
      }),
      fc.record({ attribute: fc.constant(attribute), operator: fc.constantFrom('empty', 'filled') }),
    ]
  }),
  fc.constant<Condition>({ attribute: 'resource.ownerId', operator: 'eq', value: { attribute: 'subject.id' } }),
  fc.constant<Condition>({ attribute: 'subject.teams', operator: 'contains', value: { attribute: 'resource.teamId' } }),
  fc.record({
    attribute: fc.constant('resource.classification'),
    operator: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq', 'ne'),
    value: fc.oneof(fc.constantFrom(...classifications), fc.constant({ attribute: 'subject.clearance' })),
  }),
  fc.record({
    attribute: fc.constant('subject.clearance'),
    operator: fc.constantFrom('lt', 'gte'),
    value: fc.constant({ attribute: 'resource.classification' }),
  }),
  fc.record({
    attribute: fc.constant('resource.name'),
    operator: fc.constantFrom('eq', 'ne', 'contains', 'startsWith'),
    value: fc.constantFrom(...names),
  }),
  fc.record({
    attribute: fc.constant('context.time'),
    operator: fc.constant('between'),
    value: fc.constantFrom(['08:00', '17:00'], ['22:00', '06:00']),
  }),
  fc.record({ attribute: fc.constant('context.weekday'), operator: fc.constant('in'), value: fc.subarray(['mon', 'tue', 'wed']) }),
  fc.record({ attribute: fc.constant('context.onShift'), operator: fc.constant('eq'), value: fc.boolean() }),
  fc.record({
    attribute: fc.constant('context.address'),
    operator: fc.constant('within'),
    value: fc.constantFrom(['10.0.0.0/8'], ['not a network']),
  }),
  fc.record({ attribute: fc.constant('resource.nonsense'), operator: fc.constant('eq'), value: fc.constant('x') }),
  fc.record({ shared: fc.constantFrom('viewer', 'editor', 'owner') }),
) as fc.Arbitrary<Condition>

const dealComparison = fc.oneof(
  fc.record({
    attribute: fc.constantFrom('resource.amount', 'resource.margin'),
    operator: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
    value: fc.constantFrom(0, 3, 300, 450.5),
  }),
  fc.record({
    attribute: fc.constant('resource.amount'),
    operator: fc.constantFrom('lt', 'eq'),
    value: fc.constant({ attribute: 'resource.margin' }),
  }),
  fc.record({
    attribute: fc.constant('resource.amount'),
    operator: fc.constantFrom('between', 'in'),
    value: fc.constantFrom([100, 500], [0, 300]),
  }),
  fc.record({ attribute: fc.constant('resource.amount'), operator: fc.constantFrom('empty', 'filled') }),
  fc.record({ attribute: fc.constant('resource.won'), operator: fc.constantFrom('eq', 'ne'), value: fc.boolean() }),
  fc.record({
    attribute: fc.constant('resource.closedOn'),
    operator: fc.constantFrom('lt', 'gte', 'eq'),
    value: fc.oneof(fc.constant('2026-11-24'), fc.constant({ attribute: 'context.date' })),
  }),
  fc.record({
    attribute: fc.constant('resource.updatedAt'),
    operator: fc.constantFrom('lte', 'gt', 'eq', 'ne'),
    value: fc.constantFrom('2026-11-24T04:00:00Z', '2026-11-24T04:00:00.001+00:00'),
  }),
  fc.record({ attribute: fc.constant('resource.tags'), operator: fc.constant('contains'), value: fc.constantFrom(...allTags, 'none') }),
  fc.record({ attribute: fc.constant('resource.tags'), operator: fc.constant('in'), value: fc.subarray(allTags) }),
  fc.record({ attribute: fc.constant('resource.tags'), operator: fc.constantFrom('empty', 'filled') }),
) as fc.Arbitrary<Condition>

const conditions = (leaf: fc.Arbitrary<Condition>) =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  })).node

const who = fc.constantFrom<Rule['who'][number]>(
  'everyone',
  'role:guest',
  'role:viewer',
  'role:x',
  `team:${uuidOf(201)}`,
  `member:${uuidOf(11)}`,
)
const ruleOn = (permissions: string[], leaf: fc.Arbitrary<Condition>) =>
  fc.record(
    {
      id: fc.uuid(),
      effect: fc.constantFrom('allow', 'allow', 'allow', 'deny', 'deny', 'forbid'),
      who: fc.uniqueArray(who, { minLength: 1, maxLength: 3 }),
      permissions: fc.constant(permissions),
      when: conditions(leaf),
      at: fc.constantFrom(...nodeIds),
      fields: fc.constant(['margin']),
    },
    { requiredKeys: ['id', 'effect', 'who', 'permissions'] },
  ) as fc.Arbitrary<Rule>

const policies = fc.tuple(
  fc.array(ruleOn(['deals.*'], fc.oneof(comparison, dealComparison)), { minLength: 1, maxLength: 6 }),
  fc.array(ruleOn(['companies.*', 'notes.*'], comparison), { maxLength: 3 }),
)

const contexts: fc.Arbitrary<ContextFacts> = fc.record(
  {
    now: fc.date({ min: new Date('2026-11-23T00:00:00Z'), max: new Date('2026-11-26T00:00:00Z'), noInvalidDate: true }),
    kind: fc.constant('http'),
    address: fc.constantFrom('10.1.1.1', '192.0.2.7', '::ffff:10.0.0.1'),
  },
  { requiredKeys: ['now', 'kind'] },
)

function organization(rules: readonly Rule[], timeZone: string): Snapshot {
  const shift = { start: '22:00', end: '06:00', days: ['mon', 'tue'] }
  return snapshotOf({
    tenant,
    timeZone,
    rules,
    nodes,
    members: [
      person(11, 'Guest', 'guest', { clearance: 'confidential', shift }),
      person(12, 'Viewer', 'viewer', { managerId: uuidOf(13) }),
      person(13, 'Manager', 'guest', { clearance: 'public' }),
      person(14, 'Member', 'member', { managerId: uuidOf(12), shift: { ...shift, start: '06:00', end: '22:00' } }),
      person(15, 'Scoped', 'guest'),
    ],
    teams: [
      { id: uuidOf(201), name: 'Parent', parentId: null },
      { id: uuidOf(202), name: 'Child', parentId: uuidOf(201) },
    ],
    teamMembers: [
      { teamId: uuidOf(202), memberId: uuidOf(11) },
      { teamId: uuidOf(202), memberId: uuidOf(13) },
      { teamId: uuidOf(201), memberId: uuidOf(14) },
    ],
    nodeMembers: [
      { nodeId: uuidOf(103), memberId: uuidOf(11) },
      { nodeId: uuidOf(102), memberId: uuidOf(13) },
    ],
    territoryMembers: [{ territoryId: uuidOf(301), memberId: uuidOf(11) }],
    assignments: [
      given('viewer', { teamId: uuidOf(202), nodeId: uuidOf(104) }),
      given('x', { memberId: uuidOf(15), nodeId: uuidOf(103) }),
      given('x', { teamId: uuidOf(201), nodeId: uuidOf(104) }),
    ],
  })
}

/** Ids of the rows that the conditions select, of both organizations' rows; the predicate itself names no organization but through `$1`. */
async function selected(
  client: Client,
  table: string,
  write: (bind: (value: unknown, type: string) => string) => string[],
): Promise<string[]> {
  const values: unknown[] = [tenant]
  const conditions = write((value, type) => `$${values.push(value)}::${type}`)
  if (conditions.length === 0) return []
  // A record that two branches select would be there twice.
  const text = conditions.map((condition) => `select id from ${table} t where tenant_id = $1 and (${condition})`).join(' union all ')
  const { rows } = await client.query<{ id: string }>(text, values)
  return rows.map((row) => row.id).toSorted()
}

describe('in memory and in SQL', () => {
  it('the same records, for generated policies, people, moments and time zones', { timeout: 180_000 }, async () => {
    await withAdmin(cluster, db.name, (client) =>
      fc.assert(
        fc.asyncProperty(
          policies,
          contexts,
          fc.constantFrom('Europe/Vienna', 'Pacific/Auckland', 'UTC'),
          async (rules, context, timeZone) => {
            const snapshot = organization(rules.flat(), timeZone)
            for (const member of members) {
              const found = personOf(sampleModel, snapshot, member, context.now.getTime())
              for (const [resource, records] of [
                ['deals', deals],
                ['companies', companies],
                ['notes', notes],
              ] as const) {
                for (const action of ['read', 'delete'] as const) {
                  const table = sampleModel.find(resource)?.record?.table ?? ''
                  const inMemory = records
                    .filter((record) => found?.decide(action, resource, context, record).allowed)
                    .map((record) => record.id)
                  const plan = found?.plan(action, resource, context)
                  expect(await selected(client, table, (bind) => plan?.branches('t', bind) ?? [])).toEqual(inMemory.toSorted())
                  expect(await selected(client, table, (bind) => [plan?.condition('t', bind) ?? ''])).toEqual(inMemory.toSorted())
                  if (plan?.extent === 'all') expect(inMemory).toHaveLength(records.length)
                  if (plan?.extent === 'none') expect(inMemory).toEqual([])
                }
              }
              const readable = deals.filter((record) => found?.decideField('update', 'deals', 'margin', context, record).allowed)
              const plan = found?.fieldPlan('update', 'deals', 'margin', context)
              expect(await selected(client, 'sample.deal', (bind) => [plan?.condition('t', bind) ?? ''])).toEqual(
                readable.map((record) => record.id).toSorted(),
              )
            }
          },
        ),
        { numRuns: 120 },
      ),
    )
  })
})

it('generates data that matters: some of everything is empty', () => {
  const values = deals.flatMap((deal): (Value | undefined)[] => [deal.values['nodeId'], deal.values['amount'], deal.values['won']])
  expect(values).toContain(null)
})
