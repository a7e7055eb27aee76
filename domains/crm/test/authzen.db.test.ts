import { randomUUID } from 'node:crypto'
import type { Role } from '@freehold/kernel'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { openApi, signIn } from '../../../test/harness/http.ts'
import { prepareBoth } from './fixture.ts'

/** The AuthZEN Authorization API 1.0 over the CRM's records, as another system asks it. */
let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
let acme: TestOrganization
const tokens = new Map<string, string>()
/** Of the member, of the administrator, of nobody. */
let own: string
let others: string
let trashed: string

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  acme = db.acme
  await prepareBoth(db)
  api = await openApi(db)
  for (const role of ['owner', 'admin', 'member', 'viewer', 'guest'] as const) tokens.set(role, await signIn(db, acme, role))
  tokens.set('stranger', await signIn(db, db.globex, 'owner'))
  own = await make({ name: 'Own', ownerId: idOf('member') })
  others = await make({ name: 'Others', ownerId: idOf('admin') })
  trashed = await make({ name: 'Gone', ownerId: idOf('member') })
  await api.ask({ method: 'DELETE', url: `/api/v1/companies/${trashed}`, token: tokens.get('owner') ?? '', headers: { 'if-match': '"1"' } })
  await acme.setPolicy({
    rules: [
      {
        id: 'own-only',
        effect: 'deny',
        who: ['role:member'],
        permissions: ['companies.update'],
        when: { attribute: 'resource.ownerId', operator: 'ne', value: { attribute: 'subject.id' } },
      },
      {
        id: 'office-hours',
        effect: 'deny',
        who: ['role:member'],
        permissions: ['companies.delete'],
        when: { not: { attribute: 'context.time', operator: 'between', value: ['08:00', '18:00'] } },
      },
    ],
  })
})
afterAll(async () => {
  await api.close()
  await db.drop()
})

const idOf = (role: Role, organization = acme): string => {
  const { actor } = organization.as(role)
  return actor.kind === 'member' ? actor.id : ''
}
async function make(values: object): Promise<string> {
  const answer = await api.ask({ method: 'POST', url: '/api/v1/companies', token: tokens.get('owner') ?? '', body: values })
  return (answer.json as { id: string }).id
}
const ask = (who: string, path: string, body: unknown) =>
  api.ask({ method: 'POST', url: `/api/v1/access/v1/${path}`, token: tokens.get(who) ?? '', body })
const member = (role: Role) => ({ type: 'member', id: idOf(role) })
const company = (id: string) => ({ type: 'company', id })
const tuple = (role: Role, action: string, id: string) => ({ subject: member(role), action: { name: action }, resource: company(id) })

describe('an evaluation', () => {
  it('decides, with the reason, and the rule for those who may know', async () => {
    expect(await ask('member', 'evaluation', tuple('member', 'update', own))).toMatchObject({
      status: 200,
      json: { decision: true, context: { reason: 'allowed' } },
    })
    const refused = await ask('member', 'evaluation', tuple('member', 'update', others))
    expect(refused.json).toEqual({ decision: false, context: { reason: 'denied' } })
    const told = await ask('admin', 'evaluation', tuple('member', 'update', others))
    expect(told.json).toEqual({ decision: false, context: { reason: 'denied', rule: 'own-only' } })
  })

  it('takes plural names, other words for our actions, addresses for ids, and what the standard may add', async () => {
    const body = {
      subject: { type: 'member', id: 'MEMBER@acme.example', properties: { department: 'Sales' } },
      action: { name: 'edit', properties: { method: 'PATCH' } },
      resource: { type: 'companies', id: own.toUpperCase(), properties: { ownerId: 'a lie' } },
      context: { anything: true },
      extension: {},
    }
    expect((await ask('member', 'evaluation', body)).json).toMatchObject({ decision: true })
    expect((await ask('member', 'evaluation', { ...body, action: { name: 'view' } })).json).toMatchObject({ decision: true })
  })

  it('decides for the moment that is asked about', async () => {
    const at = (time: string) =>
      ask('member', 'evaluation', { ...tuple('member', 'delete', own), context: { time } }).then(({ json }) => json)
    expect(await at('2026-11-21T10:00:00Z')).toMatchObject({ decision: true })
    expect(await at('2026-11-21T20:00:00Z')).toMatchObject({ decision: false, context: { reason: 'denied' } })
  })

  it('about others is for those who may read policies, whoever they are', async () => {
    for (const id of [idOf('viewer'), 'viewer@acme.example', 'nobody@acme.example', randomUUID()])
      expect(await ask('member', 'evaluation', { ...tuple('member', 'read', own), subject: { type: 'member', id } }), id).toMatchObject({
        status: 403,
        json: { code: 'forbidden' },
      })
    for (const id of ['nobody@acme.example', randomUUID(), idOf('owner', db.globex)])
      expect((await ask('admin', 'evaluation', { ...tuple('member', 'read', own), subject: { type: 'member', id } })).json, id).toEqual({
        decision: false,
        context: { reason: 'no_member' },
      })
  })

  it.each([
    ['a record that is not there', () => tuple('member', 'read', randomUUID()), 404],
    ['what is no id', () => tuple('member', 'read', '17'), 404],
    ['an unknown action', () => tuple('member', 'marry', own), 400],
    ['an action without meaning there', () => ({ ...tuple('member', 'delete', own), resource: { type: 'search', id: '1' } }), 400],
    ['an unknown resource type', () => ({ ...tuple('member', 'read', own), resource: { type: 'spaceship', id: own } }), 400],
    ['an unknown subject type', () => ({ ...tuple('member', 'read', own), subject: { type: 'robot', id: '1' } }), 400],
  ])('of %s is no', async (_what, body, status) => {
    const answer = await ask('member', 'evaluation', body())
    expect(answer, answer.text).toMatchObject({ status: 200, json: { decision: false, context: { error: { status } } } })
  })

  it('about what is no record needs no id that exists', async () => {
    const body = { subject: member('member'), action: { name: 'create' }, resource: { type: 'members', id: 'any' } }
    expect((await ask('member', 'evaluation', body)).json).toMatchObject({ decision: false, context: { reason: 'no_rule' } })
    expect((await ask('member', 'evaluation', { ...body, action: { name: 'create' }, resource: company('new') })).json).toMatchObject({
      decision: true,
    })
  })

  it('tells another organization nothing', async () => {
    const body = { subject: { type: 'member', id: idOf('owner', db.globex) }, action: { name: 'read' }, resource: company(own) }
    const missing = { ...body, resource: company(randomUUID()) }
    expect((await ask('stranger', 'evaluation', body)).text).toBe((await ask('stranger', 'evaluation', missing)).text)
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'alice'],
    ['no subject', { action: { name: 'read' }, resource: { type: 'company', id: '1' } }],
    ['a subject without id', { subject: { type: 'member' }, action: { name: 'read' }, resource: { type: 'company', id: '1' } }],
    ['an id that is a number', { subject: { type: 'member', id: 1 }, action: { name: 'read' }, resource: { type: 'company', id: '1' } }],
    [
      'no moment',
      { subject: { type: 'member', id: '1' }, action: { name: 'read' }, resource: { type: 'company', id: '1' }, context: { time: 'noon' } },
    ],
  ])('with %s cannot be understood', async (_what, body) => {
    expect(await ask('member', 'evaluation', body)).toMatchObject({ status: 400, json: { code: 'bad_request' } })
  })

  it('answers with the request’s id', async () => {
    const { headers } = await api.ask({
      method: 'POST',
      url: '/api/v1/access/v1/evaluation',
      token: tokens.get('member') ?? '',
      body: tuple('member', 'read', own),
      headers: { 'x-request-id': 'bfe9eb29-ab87-4ca3-be83-a1d5d8305716' },
    })
    expect(headers['x-request-id']).toBe('bfe9eb29-ab87-4ca3-be83-a1d5d8305716')
  })
})

describe('evaluations', () => {
  const three = () => ({
    subject: member('member'),
    action: { name: 'update' },
    evaluations: [{ resource: company(own) }, { resource: company(others) }, { action: { name: 'read' }, resource: company(others) }],
  })
  const decisions = async (options?: object) => {
    const { json } = await ask('member', 'evaluations', { ...three(), ...(options && { options }) })
    return (json as { evaluations: { decision: boolean }[] }).evaluations.map(({ decision }) => decision)
  }

  it('answer all in order, or end with the first that decides', async () => {
    expect(await decisions()).toEqual([true, false, true])
    expect(await decisions({ evaluations_semantic: 'execute_all', other: 1 })).toEqual([true, false, true])
    expect(await decisions({ evaluations_semantic: 'deny_on_first_deny' })).toEqual([true, false])
    expect(await decisions({ evaluations_semantic: 'permit_on_first_permit' })).toEqual([true])
    expect(await ask('member', 'evaluations', { ...three(), options: { evaluations_semantic: 'guess' } })).toMatchObject({ status: 400 })
  })

  it('without a list are a single one, and each must be whole', async () => {
    expect((await ask('member', 'evaluations', tuple('member', 'update', own))).json).toMatchObject({ decision: true })
    expect((await ask('member', 'evaluations', { ...tuple('member', 'update', own), evaluations: [] })).json).toMatchObject({
      decision: true,
    })
    expect(await ask('member', 'evaluations', { subject: member('member'), evaluations: [{ resource: company(own) }] })).toMatchObject({
      status: 400,
      json: { code: 'bad_request' },
    })
  })

  it('that nobody may ask are denied, the others answered', async () => {
    const { json } = await ask('member', 'evaluations', {
      ...three(),
      evaluations: [{ subject: member('viewer'), resource: company(own) }, { resource: company(own) }],
    })
    expect(json).toMatchObject({ evaluations: [{ decision: false, context: { error: { status: 403 } } }, { decision: true }] })
  })
})

describe('searches', () => {
  const results = async (who: string, path: string, body: object) => {
    const { status, json } = await ask(who, path, body)
    expect(status, JSON.stringify(json)).toBe(200)
    return json as { results: { id: string; name: string; type: string }[]; page: { next_token: string; count: number; total?: number } }
  }

  it('find the records that somebody may change, none from the trash', async () => {
    const body = { subject: member('member'), action: { name: 'update' }, resource: { type: 'company' } }
    expect((await results('member', 'search/resource', body)).results).toEqual([{ type: 'company', id: own }])
    expect((await results('admin', 'search/resource', body)).results).toEqual([{ type: 'company', id: own }])
    const read = await results('member', 'search/resource', { ...body, action: { name: 'read' } })
    expect(read.results.map(({ id }) => id)).toEqual([own, others].toSorted())
    expect(await ask('member', 'search/resource', { ...body, subject: member('viewer') })).toMatchObject({ status: 403 })
    expect((await results('guest', 'search/resource', { ...body, subject: member('guest') })).results).toEqual([])
    expect((await results('admin', 'search/resource', { ...body, subject: { type: 'member', id: randomUUID() } })).results).toEqual([])
  })

  it('find the people who may, for those who may know', async () => {
    const body = { subject: { type: 'member' }, action: { name: 'update' }, resource: company(others) }
    expect((await results('admin', 'search/subject', body)).results.map(({ id }) => id)).toEqual([idOf('admin'), idOf('owner')].toSorted())
    const update = await results('admin', 'search/subject', { ...body, resource: company(own) })
    expect(update.results.map(({ id }) => id)).toEqual([idOf('admin'), idOf('member'), idOf('owner')].toSorted())
    expect(await ask('member', 'search/subject', body)).toMatchObject({ status: 403, json: { code: 'forbidden' } })
    expect((await results('admin', 'search/subject', { ...body, resource: company(randomUUID()) })).results).toEqual([])
    expect(await ask('admin', 'search/subject', { ...body, subject: { type: 'robot' } })).toMatchObject({ status: 400 })
  })

  it('find what somebody may do', async () => {
    const names = async (id: string) =>
      (
        await results('admin', 'search/action', {
          subject: member('member'),
          resource: company(id),
          context: { time: '2026-11-21T10:00:00Z' },
        })
      ).results.map(({ name }) => name)
    expect(await names(own)).toEqual(['read', 'update', 'delete', 'restore', 'share', 'export'])
    expect(await names(others)).toEqual(['read', 'delete', 'restore', 'share', 'export'])
    expect(await names(randomUUID())).toEqual([])
    const viewer = { subject: member('viewer'), resource: { type: 'members', id: 'any' } }
    expect((await results('viewer', 'search/action', viewer)).results).toEqual([{ name: 'read' }])
  })

  it('go page by page, each with a token of its own', async () => {
    const more = await Promise.all(Array.from({ length: 5 }, (_, i) => make({ name: `Page ${i}`, ownerId: idOf('member') })))
    const body = { subject: member('member'), action: { name: 'update' }, resource: { type: 'company' } }
    const found: string[] = []
    let token = ''
    do {
      const page = await results('member', 'search/resource', { ...body, page: { limit: 2, token } })
      expect(page.page.count).toBe(page.results.length)
      found.push(...page.results.map(({ id }) => id))
      token = page.page.next_token
    } while (token !== '')
    expect(found).toEqual([own, ...more].toSorted())
    const first = await results('member', 'search/resource', { ...body, page: { limit: 2 } })
    const other = { ...body, action: { name: 'read' }, page: { token: first.page.next_token } }
    expect(await ask('member', 'search/resource', other)).toMatchObject({ status: 400, json: { code: 'invalid_cursor' } })
    const subjects = { subject: { type: 'member' }, action: { name: 'read' }, resource: company(own), page: { limit: 3 } }
    const people = await results('admin', 'search/subject', subjects)
    const rest = await results('admin', 'search/subject', { ...subjects, page: { token: people.page.next_token } })
    expect([...people.results, ...rest.results]).toHaveLength(4)
    expect([people.page.total, rest.page.total, rest.page.next_token]).toEqual([4, 4, ''])
    const actions = { subject: member('admin'), resource: company(own) }
    const half = await results('admin', 'search/action', { ...actions, page: { limit: 3 } })
    const all = await results('admin', 'search/action', actions)
    expect([
      ...half.results,
      ...(await results('admin', 'search/action', { ...actions, page: { token: half.page.next_token } })).results,
    ]).toEqual(all.results)
  })
})

it('says where to ask', async () => {
  const answer = await api.ask({ method: 'GET', url: '/.well-known/authzen-configuration' })
  expect(answer).toMatchObject({
    status: 200,
    json: {
      policy_decision_point: 'http://localhost',
      access_evaluation_endpoint: 'http://localhost/api/v1/access/v1/evaluation',
      access_evaluations_endpoint: 'http://localhost/api/v1/access/v1/evaluations',
      search_subject_endpoint: 'http://localhost/api/v1/access/v1/search/subject',
      search_resource_endpoint: 'http://localhost/api/v1/access/v1/search/resource',
      search_action_endpoint: 'http://localhost/api/v1/access/v1/search/action',
    },
  })
})
