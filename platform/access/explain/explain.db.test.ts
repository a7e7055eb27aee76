import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { crmCatalog, crmRoleTemplates } from '@freehold/crm'
import { recordReader } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { prepareBoth } from '../../../domains/crm/test/fixture.ts'
import { createTestDatabase, type TestDatabase, type TestOrganization, type TestPerson } from '../../../test/harness/database.ts'
import { allow, deny, problemOf } from '../test/policies.ts'
import { effectivePermissions } from './effective-service.ts'
import { describeModel } from './model-service.ts'
import { listRoles } from './role-service.ts'
import { whoCan } from './who-can-service.ts'
import { explainWhy } from './why-service.ts'

const reader = recordReader(crmCatalog)
let db: TestDatabase
let site: string
let manager: TestPerson
let shared: string
let elsewhere: string
let foreign: string

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  const { acme } = db
  site = await acme.node('Vienna', 'site')
  manager = await acme.person({ name: 'Mara', nodes: [site], roles: ['site-manager'] })
  const here = await insertDeal(acme, 'Here', site)
  elsewhere = await insertDeal(acme, 'Elsewhere', null)
  shared = await insertDeal(acme, 'Shared', null)
  foreign = await insertDeal(db.globex, 'Foreign', null)
  await tenantTx(acme.as('owner'), 'write', (tx) =>
    tx.sql(`insert into access.share (tenant_id, object, record_id, member_id, level) values ($1, 'deal', $2, $3, 'viewer')`, [
      acme.tenant,
      shared,
      manager.id,
    ]),
  )
  await acme.setPolicy({
    roles: [{ key: 'site-manager', name: 'Site manager', description: 'Runs a site' }],
    rules: [
      allow('site-deals', 'role:site-manager', 'deals.read', {
        when: { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } },
      }),
      allow('shift-products', 'role:site-manager', 'products.read', {
        when: { attribute: 'context.onShift', operator: 'eq', value: true },
      }),
      deny('no-margin', 'everyone', 'deals.read', {
        fields: ['margin'],
        when: { not: { attribute: 'subject.roles', operator: 'contains', value: 'owner' } },
      }),
      deny('no-viewer-export', 'role:viewer', 'deals.read', {
        when: { attribute: 'resource.name', operator: 'startsWith', value: 'Else' },
      }),
    ],
  })
  records = { here, elsewhere, shared }
})
let records: Record<string, string>
afterAll(() => db.drop())

async function insertDeal({ as, tenant }: TestOrganization, name: string, node: string | null): Promise<string> {
  const [row] = await tenantTx(as('owner'), 'write', (tx) =>
    tx.sql<{ id: string }>(
      `insert into crm.deal (tenant_id, name, currency, node_id, pipeline_id, stage_id)
       select $1, $2, 'EUR', $3, s.pipeline_id, s.id from (select id, pipeline_id from crm.stage where tenant_id = $1 order by id limit 1) s returning id`,
      [tenant, name, node],
    ),
  )
  return row?.id ?? ''
}

describe('why', () => {
  it.each([
    ['owner', 'here', true, 'allowed', 'built-in:owner'],
    ['viewer', 'here', true, 'allowed', 'built-in:viewer'],
    ['viewer', 'elsewhere', false, 'denied', 'no-viewer-export'],
    ['guest', 'here', false, 'no_rule', null],
    ['Mara', 'here', true, 'allowed', 'site-deals'],
    ['Mara', 'elsewhere', false, 'condition_not_met', null],
    ['Mara', 'shared', true, 'shared', 'share'],
  ] as const)('%s may read the deal %s: %s', async (who, record, allowed, reason, rule) => {
    const member = who === 'Mara' ? manager.id : actorOf(who)
    const why = await explainWhy(db.acme.as('admin'), reader, { resource: 'deals', action: 'read', record: records[record], member })
    expect([why.allowed, why.reason, why.rule]).toEqual([allowed, reason, rule])
    expect(why.sentence).toContain(who === 'Mara' ? 'Mara' : `${who.charAt(0).toUpperCase()}${who.slice(1)} Acme`)
    expect(why.steps.every((step) => step.sentence.endsWith('.'))).toBe(true)
    expect(why.help === '').toBe(allowed)
  })

  it('tells everybody of themselves, without the rules', async () => {
    const why = await explainWhy(manager.as(), reader, { resource: 'deals', action: 'update', record: records['here'] })
    expect(why).toEqual({
      allowed: false,
      extent: 'none',
      reason: 'no_rule',
      rule: null,
      sentence: 'No rule or role lets you change this deal.',
      steps: [],
      help: 'An owner or an administrator of your organization can change that.',
    })
    expect(await explainWhy(manager.as(), reader, { resource: 'deals', action: 'read' })).toMatchObject({
      allowed: true,
      extent: 'some',
      sentence: 'You may see deals, but not all of them.',
    })
    expect(await explainWhy(db.acme.as('guest'), reader, { resource: 'policies', action: 'manage' })).toMatchObject({
      allowed: false,
      sentence: 'No rule or role lets you manage policies.',
    })
  })

  it('tells nobody of others but those who read policies, and nothing of records that one may not see', async () => {
    const ask = (ctx: ReturnType<TestOrganization['as']>, question: object) =>
      problemOf(explainWhy(ctx, reader, { resource: 'deals', action: 'read', ...question }))
    expect(await ask(manager.as(), { member: actorOf('owner') })).toMatchObject({ code: 'forbidden' })
    expect(await ask(manager.as(), { record: elsewhere })).toMatchObject({ code: 'not_found' })
    expect(await ask(db.acme.as('admin'), { record: foreign })).toMatchObject({ code: 'not_found' })
    expect(await ask(db.acme.as('admin'), { record: randomUUID() })).toMatchObject({ code: 'not_found' })
    expect(await ask(db.globex.as('owner'), { record: records['here'] })).toMatchObject({ code: 'not_found' })
    expect(await ask(db.globex.as('owner'), { member: manager.id })).toMatchObject({ code: 'not_found' })
  })

  it('explains fields, and hides those that are hidden', async () => {
    const ask = (field: string, action: 'read' | 'update' | 'delete' = 'read') => ({
      resource: 'deals',
      action,
      record: records['here'],
      field,
    })
    expect(await explainWhy(db.acme.as('admin'), reader, { ...ask('margin'), member: manager.id })).toMatchObject({
      allowed: false,
      reason: 'denied',
      rule: 'no-margin',
      sentence: expect.stringContaining('the field Margin of this deal') as string,
    })
    expect(await explainWhy(manager.as(), reader, ask('name'))).toMatchObject({ allowed: true })
    for (const [field, action] of [
      ['margin', 'read'],
      ['nonsense', 'read'],
      ['constructor', 'read'],
      ['name', 'delete'],
    ] as const)
      expect(await problemOf(explainWhy(manager.as(), reader, ask(field, action)))).toMatchObject({ code: 'invalid_input' })
    expect(await problemOf(explainWhy(manager.as(), reader, { resource: 'planes', action: 'read' }))).toMatchObject({
      code: 'invalid_input',
    })
    expect(await problemOf(explainWhy(manager.as(), reader, { resource: 'members', action: 'read', record: manager.id }))).toMatchObject({
      code: 'invalid_input',
    })
  })
})

function actorOf(role: Parameters<TestOrganization['as']>[0], organization = db.acme): string {
  const { actor } = organization.as(role)
  return actor.kind === 'member' ? actor.id : ''
}

describe('who can', () => {
  const ask = { resource: 'deals', action: 'read', limit: 200 } as const

  it('says who may and by which rule', async () => {
    const { items, total, next } = await whoCan(db.acme.as('admin'), reader, { ...ask, record: records['here'] })
    expect(items.map(({ member, reason, rule }) => [member.name, reason, rule])).toEqual([
      ['Admin Acme', 'allowed', 'built-in:admin'],
      ['Mara', 'allowed', 'site-deals'],
      ['Member Acme', 'allowed', 'built-in:member'],
      ['Owner Acme', 'allowed', 'built-in:owner'],
      ['Viewer Acme', 'allowed', 'built-in:viewer'],
    ])
    expect([total, next]).toEqual([5, null])
    expect((await whoCan(db.acme.as('admin'), reader, { ...ask, record: elsewhere })).items.map(({ member }) => member.name)).toEqual([
      'Admin Acme',
      'Member Acme',
      'Owner Acme',
    ])
  })

  it('tells those who see the record who else does, without the rules', async () => {
    const { items } = await whoCan(manager.as(), reader, { ...ask, record: shared })
    expect(items.map(({ member, reason, rule, sentence }) => [member.name, reason, rule, sentence])).toContainEqual([
      'Mara',
      'shared',
      null,
      null,
    ])
    for (const record of [elsewhere, foreign, randomUUID()])
      expect(await problemOf(whoCan(manager.as(), reader, { ...ask, record }))).toMatchObject({ code: 'not_found' })
    expect(await problemOf(whoCan(manager.as(), reader, ask))).toMatchObject({ code: 'forbidden' })
  })

  it('answers of whole kinds, page by page', async () => {
    const pages = []
    for (let cursor: number | undefined = 0; cursor !== undefined;) {
      const page = await whoCan(db.acme.as('owner'), reader, { ...ask, limit: 2, cursor })
      pages.push(page.items.map(({ member }) => member.name))
      cursor = page.next === null ? undefined : Number(page.next)
    }
    expect(pages.flat()).toEqual(['Admin Acme', 'Mara', 'Member Acme', 'Owner Acme', 'Viewer Acme'])
    const managers = await whoCan(db.acme.as('owner'), reader, { resource: 'policies', action: 'manage', limit: 9 })
    expect(managers.items.map(({ member }) => member.name)).toEqual(['Owner Acme'])
  })
})

describe('effective permissions', () => {
  it('of anybody, with the rules, for those who read policies', async () => {
    const { member, resources } = await effectivePermissions(db.acme.as('admin'), manager.id, 'deals')
    expect(member).toEqual({ id: manager.id, name: 'Mara' })
    const [deals] = resources
    expect(deals?.actions['read']).toMatchObject({ extent: 'some' })
    expect(deals?.actions['read']?.because.map(({ rule }) => rule)).toEqual(['share', 'site-deals'])
    expect(deals?.actions['create']).toEqual({ extent: 'none', because: [] })
    expect(deals?.fields['margin']).toMatchObject({ read: 'none', write: 'none', because: [{ rule: 'no-margin', effect: 'deny' }] })
    expect(deals?.fields['name']).toEqual({ read: 'all', write: 'all', because: [] })
    const owner = await effectivePermissions(db.acme.as('admin'), actorOf('owner'), undefined)
    expect(owner.resources.find(({ resource }) => resource === 'policies')?.actions['manage']?.extent).toBe('all')
  })

  it('of oneself, without rules and without fields that do not exist for one', async () => {
    const [deals] = (await effectivePermissions(manager.as(), undefined, 'deals')).resources
    expect(deals?.actions['read']).toEqual({ extent: 'some', because: [] })
    expect(Object.keys(deals?.fields ?? {})).not.toContain('margin')
    expect(await problemOf(effectivePermissions(manager.as(), actorOf('owner'), 'deals'))).toMatchObject({
      code: 'forbidden',
    })
    const owner = db.globex.as('owner')
    expect(await problemOf(effectivePermissions(owner, manager.id, 'deals'))).toMatchObject({
      code: 'not_found',
    })
  })
})

describe('roles and the model', () => {
  it('say what each role may do by itself, and how many people have it', async () => {
    const roles = await listRoles(db.acme.as('admin'))
    expect(roles.map(({ key, people }) => [key, people])).toEqual([
      ['owner', 1],
      ['admin', 1],
      ['member', 1],
      ['viewer', 1],
      ['guest', 2],
      ['site-manager', 1],
    ])
    const own = roles.at(-1)
    expect(own).toMatchObject({
      name: 'Site manager',
      description: 'Runs a site',
      builtIn: false,
      rules: [
        { rule: 'site-deals', effect: 'allow' },
        { rule: 'shift-products', effect: 'allow' },
      ],
    })
    expect(own?.cells['deals']).toMatchObject({ read: 'some', create: 'none' })
    expect(own?.cells['products']).toMatchObject({ read: 'some', update: 'none' })
    expect(roles.find(({ key }) => key === 'guest')?.cells['deals']).toMatchObject({ read: 'none' })
    expect(roles[0]?.cells['policies']).toEqual({ read: 'all', create: 'all', update: 'all', delete: 'all', manage: 'all' })
    expect((await listRoles(db.globex.as('owner'))).map(({ key }) => key)).not.toContain('site-manager')
  })

  it('say what rules can speak of', () => {
    const model = describeModel(db.acme.as('admin'), crmRoleTemplates)
    const deals = model.resources.find(({ name }) => name === 'deals')
    expect(deals).toMatchObject({ area: 'crm', object: 'deal', parents: [{ attribute: 'companyId', resource: 'companies' }] })
    expect(deals?.attributes.find(({ name }) => name === 'resource.classification')).toMatchObject({
      type: 'choice',
      ordered: true,
      values: ['public', 'internal', 'confidential', 'restricted'],
    })
    expect(model.context.find(({ name }) => name === 'context.address')?.operators).toContain('within')
    expect(model.templates.map(({ sentences }) => sentences.length)).not.toContain(0)
  })

  it.each(['member', 'viewer', 'guest'] as const)('are not told to a %s', async (role) => {
    expect(await problemOf(listRoles(db.acme.as(role)))).toMatchObject({ code: 'forbidden' })
    expect(() => describeModel(db.acme.as(role), [])).toThrow()
  })
})
