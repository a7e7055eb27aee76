import { operators, parsePolicy, personOf } from '@freehold/access'
import type { Attribute, Attributes, ContextFacts, Operand, RecordFacts, ResourceModel, Rule, Snapshot } from '@freehold/access'
import { createRecord, recordReader } from '@freehold/records'
import type { Values } from '@freehold/records'
import { tenantRead } from '@freehold/tenancy'
import type { SqlQuery } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase } from '../../../test/harness/database.ts'
import type { TestDatabase } from '../../../test/harness/database.ts'
import { crmCatalog } from '../catalog.ts'
import { prepareBoth } from '../test/fixture.ts'
import { makeTargets, valuesOf } from '../test/hidden-field-fixture.ts'
import type { Targets } from '../test/hidden-field-fixture.ts'
import { crmAccessModel } from './crm-access.ts'

/**
 * Whatever the language accepts, the database can decide, and as memory does: every attribute of the CRM with every operator, compared
 * with values and with every other attribute.
 */
let db: TestDatabase
let targets: Targets
let snapshot: Snapshot
let reader: string
const facts = new Map<string, RecordFacts[]>()

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  targets = await makeTargets(db.acme)
  const [team = '', node = ''] = [targets['team']?.[0], targets['node']?.[0]]
  const person = await db.acme.person({
    teams: [team],
    nodes: [node],
    territories: targets['territory']?.slice(0, 1) ?? [],
    clearance: 'internal',
    shift: { start: '08:00', end: '16:00', days: ['mon', 'tue'] },
  })
  reader = person.id
  for (const type of crmCatalog.types) facts.set(type.object.plural, await makeRecords(type.object.name))
  snapshot = await db.access.snapshot(db.acme.tenant)
}, 60_000)
afterAll(() => db.drop())

/** Two with every field that may be written, by turns another one empty. */
async function makeRecords(name: string): Promise<RecordFacts[]> {
  const type = crmCatalog.type(name)
  const owner = db.acme.as('owner')
  const set = ['closedOn', 'pipelineId']
  const parents = ['companyId', 'contactId', 'dealId', 'productId']
  const made: RecordFacts[] = []
  for (const i of [0, 1, 2]) {
    const written = Object.entries(type.object.fields).filter(([field, { readOnly }], at) => {
      if (readOnly || set.includes(field)) return false
      return name === 'note' && parents.includes(field) ? field === parents[i] : i === 0 || at % 3 !== i
    })
    const required = Object.entries(type.object.fields).filter(([field, { required: is }]) => is && !set.includes(field))
    const values: Values = Object.fromEntries(
      [...written, ...required].map(([field, shape]) => [field, valuesOf(shape, targets)[i] ?? null]),
    )
    const { id } = await createRecord(owner, crmCatalog, type, values)
    made.push(await recordReader(crmCatalog).facts(db.acme.as('owner'), type.object.plural, id))
  }
  return made
}

function attributesOf({ record }: ResourceModel): Record<string, Attribute> {
  const under = (root: string, attributes: Attributes) =>
    Object.entries(attributes).map(([name, one]): [string, Attribute] => [`${root}.${name}`, one])
  return Object.fromEntries([
    ...under('resource', record?.attributes ?? {}),
    ...under('subject', crmAccessModel.subject),
    ...under('context', crmAccessModel.context),
  ])
}

const literals: Record<Attribute['type'], readonly Operand[]> = {
  id: [],
  text: ['xyzzy', 'Xyzzy Alpha'],
  number: [2001, 111_111],
  boolean: [true],
  date: ['2021-01-01', '2022-01-01'],
  dateTime: ['2021-01-01T00:00:00Z', '2200-01-01T00:00:00Z'],
  time: ['09:00', '22:00'],
  choice: [],
  list: ['xyzzy', 'owner'],
  address: ['10.0.0.0/8'],
}

function valuesFor({ type, values = [], refers = '' }: Attribute): readonly Operand[] {
  const ids = (targets[refers] ?? ['00000000-0000-7000-8000-000000000001']).slice(0, 2)
  const single = type === 'id' ? ids : type === 'choice' ? values.slice(0, 2) : type === 'list' && refers !== '' ? ids : literals[type]
  return [...single, [...single] as Operand]
}

/** Every rule about the resource that `parsePolicy` lets pass, with one comparison. */
function acceptedRules(resource: ResourceModel): Rule[] {
  const attributes = attributesOf(resource)
  const others = Object.keys(attributes).map((attribute) => ({ attribute }))
  return Object.entries(attributes).flatMap(([attribute, shape]) =>
    operators.flatMap((operator) =>
      [undefined, ...valuesFor(shape), ...others].flatMap((value) => {
        const when = { attribute, operator, ...(value === undefined ? {} : { value }) }
        const rule = { id: 'r', effect: 'allow', who: ['everyone'], permissions: [`${resource.name}.read`], when }
        const parsed = parsePolicy(crmAccessModel, { roles: [], rules: [rule], settings: { secondApprover: false, manyPeople: 5 } })
        return 'document' in parsed ? parsed.document.rules : []
      }),
    ),
  )
}

const moment: ContextFacts = { now: new Date('2026-11-24T09:30:00Z'), kind: 'http', address: '10.1.2.3', factors: 2 }

describe.each(crmAccessModel.resources.filter(({ record }) => record !== undefined))('$plural', (resource) => {
  it('are found as they are decided', async () => {
    const rules = acceptedRules(resource)
    const records = facts.get(resource.name) ?? []
    expect(rules.length).toBeGreaterThan(200)
    const found: Set<string>[] = []
    // A round trip for fifty of them.
    for (let from = 0; from < rules.length; from += 50) {
      const queries = rules.slice(from, from + 50).map((rule) => queryFor(resource, rule))
      found.push(...(await tenantRead(db.acme.as('owner'), queries)).map((rows) => new Set(rows.map(({ id }) => id))))
    }
    let allowed = 0
    for (const [i, rule] of rules.entries()) {
      const person = personOf(crmAccessModel, withRule(rule), reader, moment.now.getTime())
      for (const record of records) {
        const decision = person?.decide('read', resource.name, moment, record).allowed
        allowed += Number(decision)
        expect(found[i]?.has(record.id), `${JSON.stringify(rule.when)} for ${JSON.stringify(record.values)}`).toBe(decision)
      }
    }
    expect(allowed).toBeGreaterThan(rules.length / 5)
    expect(allowed).toBeLessThan(rules.length * 2.5)
  })
})

function queryFor(resource: ResourceModel, rule: Rule): SqlQuery<{ id: string }> {
  const values: unknown[] = [db.acme.tenant]
  const person = personOf(crmAccessModel, withRule(rule), reader, moment.now.getTime())
  const condition = person?.plan('read', resource.name, moment).condition('t', (value, type) => `$${values.push(value)}::${type}`)
  return { text: `select t.id from ${resource.record?.table} t where t.tenant_id = $1 and (${condition})`, values }
}

/** What a note belongs to may be seen, or nobody would see the note. */
function withRule(rule: Rule): Snapshot {
  const owners = ['companies', 'contacts', 'deals', 'products'].map((name) => `${name}.read`)
  const others: Rule = { id: 'others', effect: 'allow', who: ['everyone'], permissions: owners }
  const rules = rule.permissions.includes('notes.read') ? [rule, others] : [rule]
  return { ...snapshot, policy: { roles: [], rules, settings: { secondApprover: false, manyPeople: 5 } } }
}
