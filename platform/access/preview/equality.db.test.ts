import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Action, OpContext } from '@freehold/kernel'
import { crmCatalog } from '@freehold/crm'
import { recordReader } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { prepareBoth } from '../../../domains/crm/test/fixture.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import type { Snapshot } from '../engine/facts.ts'
import { accessOf } from '../engine/operation-access.ts'
import type { FieldAction } from '../engine/person.ts'
import type { Condition, Rule } from '../language/policy.ts'
import { allActions } from '../model/model.ts'
import { snapshotOf } from '../policy/proposal.ts'
import { policy } from '../test/policies.ts'
import { differencesOf, isCounted } from './difference.ts'
import { PolicyComparison } from './policy-comparison.ts'
import { tallyRecords } from './tally-queries.ts'
import type { Question } from './touched.ts'

/** A preview counts in groups and in memory what SQL counts record by record, for every person and every question there is. */
const reader = recordReader(crmCatalog)
let db: TestDatabase
let people: string[]
let teams: string[]
let nodes: string[]

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  const { acme } = db
  const company = await acme.node('Company', 'company')
  const region = await acme.node('Region', 'region', company)
  nodes = [company, region, await acme.node('Site', 'site', region), await acme.node('Other site', 'site', company)]
  const sales = await acme.team('Sales')
  teams = [sales, await acme.team('Inside sales', sales), await acme.team('Service')]
  const boss = await acme.person({ name: 'Boss', role: 'viewer', teams: [sales], nodes: [region] })
  people = [
    boss.id,
    (await acme.person({ name: 'Rep', role: 'member', managerId: boss.id, teams: teams.slice(1, 2), clearance: 'internal' })).id,
    (await acme.person({ name: 'Guest', roles: ['site-manager'], nodes: nodes.slice(2, 3), clearance: 'confidential' })).id,
    (await acme.person({ name: 'Local', roles: [{ role: 'site-manager', nodeId: nodes[3] ?? '' }], teams: teams.slice(2) })).id,
  ]
  await tenantTx(acme.as('owner'), 'write', (tx) => fill(tx.sql.bind(tx), acme.tenant))
  // The neighbour's records are never counted.
  await tenantTx(db.globex.as('owner'), 'write', (tx) => fill(tx.sql.bind(tx), db.globex.tenant, false))
})
afterAll(() => db.drop())

async function fill(sql: (text: string, values: readonly unknown[]) => Promise<unknown>, tenant: string, placed = true): Promise<void> {
  const arrays = placed ? [people, teams, nodes] : [[], [], []]
  // Every third value or so is empty; the trash is not empty either.
  const pick = (list: string, by: string) => `(${list})[1 + (i * ${by}) % (cardinality(${list}) + 1)]`
  const place = [pick('$2::uuid[]', '7'), pick('$3::uuid[]', '5'), pick('$4::uuid[]', '3')].join(', ')
  const classification = `(array['public', 'internal', 'confidential', 'restricted'])[1 + (i * 11) % 4]`
  await sql(
    `insert into crm.company (tenant_id, name, currency, owner_id, team_id, node_id, classification, employees)
     select $1, 'Company ' || i, 'EUR', ${place}, ${classification}, nullif(i % 7, 0) * 10 from generate_series(1, 15) i`,
    [tenant, ...arrays],
  )
  await sql(
    `insert into crm.deal (tenant_id, name, currency, owner_id, team_id, node_id, classification, company_id, amount, margin, closed_on, tags, pipeline_id, stage_id, deleted_at)
     select $1, (array['Straße', 'a%b', 'Big deal'])[1 + i % 3] || ' ' || i % 5, 'EUR', ${place}, ${classification},
       (select id from crm.company where tenant_id = $1 and name = 'Company ' || (i * 13) % 17), nullif((i * 37) % 11, 0) * 100, nullif(i % 5, 0),
       date '2026-11-20' + i % 4, (array['hot', 'cold', 'old'])[1 : i % 4], s.pipeline_id, s.id, case when i % 19 = 0 then now() end
     from generate_series(1, 120) i cross join lateral (select id, pipeline_id from crm.stage where tenant_id = $1 order by id limit 1) s`,
    [tenant, ...arrays],
  )
  await sql(
    `insert into crm.note (tenant_id, body, company_id, deal_id)
     select $1, 'Note', case when i % 2 = 0 then c.id end, case when i % 2 = 1 then d.id end
     from generate_series(1, 40) i
     join (select id, row_number() over (order by name) as n from crm.company where tenant_id = $1) c on c.n = 1 + i % 15
     join (select id, row_number() over (order by id) as n from crm.deal where tenant_id = $1) d on d.n = 1 + (i * 7) % 100`,
    [tenant],
  )
  if (!placed) return
  await sql(
    `insert into access.share (tenant_id, object, record_id, member_id, team_id, level, expires_at)
     select $1, object, id, case when n % 3 > 0 then ($2::uuid[])[1 + n % 4] end, case when n % 3 = 0 then ($3::uuid[])[1 + n % 3] end,
       (array['viewer', 'editor', 'admin', 'owner'])[1 + n % 4], case when n % 5 = 0 then now() - interval '1 day' when n % 5 = 1 then now() + interval '1 day' end
     from (select 'deal' as object, id, row_number() over (order by id)::int as n from crm.deal where tenant_id = $1 and amount = 300
       union all select 'company', id, row_number() over (order by id)::int from crm.company where tenant_id = $1 and employees = 20) records`,
    [tenant, people, teams],
  )
}

const values = (name: string, operators: string[], value: fc.Arbitrary<unknown>) =>
  fc.record({ attribute: fc.constant(`resource.${name}`), operator: fc.constantFrom(...operators), value })
const attribute = (name: string) => fc.constant({ attribute: name })

/** Attributes that deals and companies have. */
const common = () => [
  values('ownerId', ['eq'], attribute('subject.id')),
  values('ownerId', ['in'], fc.constantFrom({ attribute: 'subject.reports' }, { attribute: 'subject.teammates' })),
  values('ownerId', ['eq', 'ne'], fc.constantFrom(...people)),
  values('teamId', ['in'], attribute('subject.teams')),
  values('nodeId', ['in'], attribute('subject.nodes')),
  values('classification', ['lte', 'eq'], fc.oneof(attribute('subject.clearance'), fc.constant('internal'))),
  values('name', ['contains', 'startsWith'], fc.constantFrom('strasse', 'A%', 'big', 'Company 1')),
  fc.record({ attribute: fc.constantFrom('resource.teamId', 'resource.nodeId'), operator: fc.constantFrom('empty', 'filled') }),
  fc.record({ shared: fc.constantFrom('viewer', 'editor') }),
  fc.record({ attribute: fc.constant('context.time'), operator: fc.constant('between'), value: fc.constant(['00:00', '12:00']) }),
]
const ofDeals = () => [
  values('amount', ['lt', 'gte', 'ne'], fc.constantFrom(300, 550)),
  values('amount', ['between'], fc.constant([200, 600])),
  values('amount', ['gt'], attribute('resource.margin')),
  values('closedOn', ['lt', 'gte'], fc.oneof(fc.constant('2026-11-22'), attribute('context.date'))),
  values('tags', ['contains'], fc.constantFrom('hot', 'old')),
  values('updatedAt', ['gt'], fc.constant('2026-11-24T04:00:00Z')),
]

function conditions(leaves: fc.Arbitrary<unknown>[]): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(...leaves) as fc.Arbitrary<Condition>
  return fc.oneof(leaf, fc.record({ all: fc.tuple(leaf, leaf) }), fc.record({ any: fc.tuple(leaf, leaf) }), fc.record({ not: leaf }))
}

function rules(permissions: string[], leaves: fc.Arbitrary<unknown>[]): fc.Arbitrary<Rule> {
  const who = fc.constantFrom('everyone', 'role:member', 'role:site-manager', 'role:guest', `team:${teams[0]}`, `member:${people[1]}`)
  return fc.record(
    {
      id: fc.uuid(),
      effect: fc.constantFrom('allow', 'allow', 'deny', 'forbid'),
      who: fc.tuple(who),
      permissions: fc.constantFrom(...permissions.map((permission) => [permission])),
      when: conditions(leaves),
      at: fc.constantFrom(...nodes),
      fields: fc.constant(['name']),
    },
    { requiredKeys: ['id', 'effect', 'who', 'permissions'] },
  )
}

function documents(): fc.Arbitrary<Rule[]> {
  return fc
    .tuple(
      fc.array(rules(['deals.read', 'deals.*', 'deals.update'], [...common(), ...ofDeals()]), { maxLength: 3 }),
      fc.array(rules(['companies.read', 'crm.companies.*', 'crm.*'], common()), { maxLength: 2 }),
      fc.array(rules(['notes.read', 'notes.*'], [values('dealId', ['filled'], fc.constant(undefined))]), { maxLength: 1 }),
    )
    .map((parts) => parts.flat())
}

/** Everything that can be asked: nothing may differ but what the comparison says. */
function allQuestions(ctx: OpContext): Question[] {
  const { model } = accessOf(ctx)
  return model.resources.flatMap((resource) => [
    ...allActions.filter((action) => model.knows(action, resource.name)).map((action): Question => ({ resource, action })),
    ...Object.keys(resource.record?.fields ?? {})
      .slice(0, 2)
      .flatMap((field) => (['read', 'update'] as FieldAction[]).map((action): Question => ({ resource, action, field }))),
  ])
}

const nameOf = ({ resource, action, field }: Question) => [resource.name, action satisfies Action, field].join('.')

describe('a preview', () => {
  it('lets the database count where there are too many groups', async () => {
    const ctx = db.acme.as('owner')
    const { model, context } = accessOf(ctx)
    const before = snapshotOf(ctx)
    const when = { attribute: 'resource.ownerId', operator: 'eq', value: { attribute: 'subject.id' } } as const
    const after = { ...before, policy: policy([{ id: 'own', effect: 'deny', who: ['role:member'], permissions: ['deals.read'], when }]) }
    const tallies = [20_000, 1].map(async (mostGroups) => {
      const comparison = new PolicyComparison({ model, before, after, context, mostGroups })
      const found = comparison.differences(people[1] ?? '')
      const [difference] = found?.differences ?? []
      if (found === undefined || difference === undefined) throw new Error('The rule is about this person')
      const { gained, lost } = await comparison.tally(ctx, reader, found.both, difference)
      return { gained, lost }
    })
    const [inMemory, inDatabase] = await Promise.all(tallies)
    expect(inDatabase).toEqual(inMemory)
    expect(inMemory?.lost).toBeGreaterThan(0)
  })

  it('counts what the database counts, for generated changes', { timeout: 300_000 }, async () => {
    const ctx = db.acme.as('owner')
    const { model, context } = accessOf(ctx)
    const now = snapshotOf(ctx)
    const all = allQuestions(ctx)
    let counted = 0
    await fc.assert(
      fc.asyncProperty(documents(), documents(), fc.boolean(), async (kept, added, removes) => {
        const [before, after] = [policy(kept), policy(removes ? added : [...kept, ...added])].map((document): Snapshot => ({
          ...now,
          policy: document,
        }))
        if (before === undefined || after === undefined) return
        const comparison = new PolicyComparison({ model, before, after, context })
        for (const { id } of comparison.people) {
          const found = comparison.differences(id)
          if (found === undefined) throw new Error('An active member is decided for')
          const told = new Set(found.differences.map(({ question }) => nameOf(question)))
          for (const difference of differencesOf(found.both, all, context)) {
            const { question, plans } = difference
            expect([...told]).toContain(nameOf(question))
            if (plans === undefined || !isCounted(question)) continue
            const tally = await comparison.tally(ctx, reader, found.both, difference)
            const { gained, lost } = await tallyRecords(ctx, reader, question.resource, plans)
            expect({ gained: tally.gained, lost: tally.lost }, nameOf(question)).toEqual({ gained, lost })
            expect(tally.gainedIds.length).toBe(Math.min(gained, 5))
            counted += gained + lost
          }
        }
      }),
      { numRuns: 25, seed: 7 },
    )
    expect(counted).toBeGreaterThan(500)
  })
})
