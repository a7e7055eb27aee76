import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '@freehold/kernel'
import type { Role } from '@freehold/kernel'
import { updateRecord } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { openApi, signIn } from '../../../test/harness/http.ts'
import { crmCatalog } from '../index.ts'
import { deal, prepareBoth, stageIds } from './fixture.ts'

/** Sharing of single records (USR16), over HTTP as the page does it. */
let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
let acme: TestOrganization
let stage: string
const tokens = new Map<string, string>()
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  acme = db.acme
  await prepareBoth(db)
  stage = (await stageIds(acme))['Engaging'] ?? ''
  api = await openApi(db)
  for (const role of ['owner', 'admin', 'member', 'viewer', 'guest'] as const) tokens.set(role, await signIn(db, acme, role))
  tokens.set('stranger', await signIn(db, db.globex, 'owner'))
})
afterAll(async () => {
  await api.close()
  await db.drop()
})

async function ask(who: string, method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const answer = await api.ask({
    method,
    url: `/api/v1${path}`,
    token: tokens.get(who) ?? '',
    ...(body !== undefined && { body }),
    ...(headers && { headers }),
  })
  return { status: answer.status, json: answer.json as Record<string, never> & { id: string; code: string; items: unknown[] } }
}

const idOf = (role: Role): string => {
  const { actor } = acme.as(role)
  return actor.kind === 'member' ? actor.id : ''
}
async function make(who: string, object: string, values: object): Promise<string> {
  const { status, json } = await ask(who, 'POST', `/${object}`, values)
  expect(status, JSON.stringify(json)).toBe(201)
  return json.id
}
const makeCompany = (values: object = {}) => make('member', 'companies', { name: 'Shared Ltd', ...values })
const makeDeal = (values: object = {}) => make('member', 'deals', { name: 'Shared deal', stageId: stage, ...values })
const guest = () => idOf('guest')

describe('a share', () => {
  it('opens a record to somebody who sees nothing else, and closes it again at once', async () => {
    const id = await makeDeal({ ownerId: idOf('member') })
    expect((await ask('guest', 'GET', `/deals/${id}`)).json.code).toMatch(/not_found|forbidden/)
    const given = await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' })
    expect(given).toMatchObject({
      status: 201,
      json: {
        memberId: guest(),
        teamId: null,
        level: 'viewer',
        expiresAt: null,
        grantedBy: { id: idOf('member'), name: 'Member Acme' },
        inheritedFrom: null,
      },
    })
    expect(await ask('guest', 'GET', `/deals/${id}`)).toMatchObject({ status: 200, json: { name: 'Shared deal' } })
    expect((await ask('guest', 'GET', '/deals')).json.items).toHaveLength(1)
    expect(await ask('guest', 'PATCH', `/deals/${id}`, { name: 'Mine' }, { 'if-match': '"1"' })).toMatchObject({
      status: 403,
      json: { code: 'forbidden' },
    })
    expect(await ask('member', 'PATCH', `/deals/${id}/shares/${given.json.id}`, { level: 'editor' })).toMatchObject({
      status: 200,
      json: { level: 'editor' },
    })
    expect(await ask('guest', 'PATCH', `/deals/${id}`, { name: 'Ours' }, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      json: { name: 'Ours' },
    })
    expect(await ask('member', 'DELETE', `/deals/${id}/shares/${given.json.id}`)).toMatchObject({ status: 204 })
    expect((await ask('guest', 'GET', `/deals/${id}`)).json.code).toMatch(/not_found|forbidden/)
    expect(await ask('member', 'DELETE', `/deals/${id}/shares/${given.json.id}`)).toMatchObject({ status: 404 })
    const entries = await db.admin((client) =>
      client.query(`select action from ledger.entry where tenant_id = $1 and object = 'share' and record_id = $2 order by id`, [
        acme.tenant,
        given.json.id,
      ]),
    )
    expect(entries.rows.map((row: { action: string }) => row.action)).toEqual(['created', 'updated', 'deleted'])
  })

  it('stands in the timeline of the record in words, also when it was taken back', async () => {
    const id = await makeDeal()
    const team = await acme.team('Auditors')
    const given = await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' })
    await ask('member', 'PATCH', `/deals/${id}/shares/${given.json.id}`, { level: 'editor' })
    await ask('member', 'PATCH', `/deals/${id}/shares/${given.json.id}`, { level: 'editor', expiresAt: '2099-01-31T18:00:00Z' })
    await ask('admin', 'POST', `/deals/${id}/shares`, { teamId: team, level: 'viewer' })
    const told = async (who: string) =>
      ((await ask(who, 'GET', `/deals/${id}/timeline`)).json.items as { sentence: string }[]).map(({ sentence }) => sentence)
    expect(await told('guest'), 'who sees no teams').toEqual([
      'Admin Acme shared this deal with a team as viewer',
      'Member Acme changed how this deal is shared with Guest Acme: until 2099-01-31 18:00 UTC',
      'Member Acme changed how this deal is shared with Guest Acme: from viewer to editor',
      'Member Acme shared this deal with Guest Acme as viewer',
      'Member Acme added this deal',
    ])
    await ask('member', 'DELETE', `/deals/${id}/shares/${given.json.id}`)
    expect((await told('member')).slice(0, 2)).toEqual([
      'Member Acme stopped sharing this deal with Guest Acme',
      'Admin Acme shared this deal with Auditors as viewer',
    ])
    expect((await ask('stranger', 'GET', `/deals/${id}/timeline`)).status).toBe(404)
  })

  it('of a company reaches its deals, and says so', async () => {
    const company = await makeCompany({ name: 'Whole Ltd' })
    const deal = await makeDeal({ companyId: company })
    const person = await acme.person({ name: 'Cleo', role: 'guest' })
    await ask('member', 'POST', `/companies/${company}/shares`, { memberId: person.id, level: 'viewer' })
    await ask('member', 'POST', `/deals/${deal}/shares`, { memberId: guest(), level: 'editor' })
    expect((await ask('member', 'GET', `/deals/${deal}/shares`)).json.items).toMatchObject([
      { memberId: guest(), level: 'editor', inheritedFrom: null },
      { memberId: person.id, level: 'viewer', inheritedFrom: { object: 'company', id: company, name: 'Whole Ltd' } },
    ])
    // Who sees the deal alone is not told what the company is called.
    expect((await ask('guest', 'GET', `/deals/${deal}/shares`)).json.items).toMatchObject([
      { inheritedFrom: null },
      { inheritedFrom: { object: 'company', id: company, name: '' } },
    ])
  })

  it('to a team is one to everybody in it', async () => {
    const id = await makeDeal()
    const team = await acme.team('Readers')
    await acme.change((tx) =>
      tx.sql('insert into access.team_member (tenant_id, team_id, member_id) values ($1, $2, $3)', [acme.tenant, team, guest()]),
    )
    expect(await ask('member', 'POST', `/deals/${id}/shares`, { teamId: team, level: 'viewer' })).toMatchObject({
      status: 201,
      json: { teamId: team },
    })
    expect(await ask('guest', 'GET', `/deals/${id}`)).toMatchObject({ status: 200 })
  })

  it('that has ended is gone from lists, opens nothing, is cleared away and can be given anew', async () => {
    const id = await makeDeal()
    const given = await ask('member', 'POST', `/deals/${id}/shares`, {
      memberId: guest(),
      level: 'viewer',
      expiresAt: '2099-01-01T00:00:00+02:00',
    })
    expect(given.json['expiresAt']).toBe('2098-12-31T22:00:00Z')
    await tenantTx(acme.as('owner'), 'write', (tx) =>
      tx.sql(`update access.share set expires_at = now() - interval '1 second' where tenant_id = $1 and id = $2`, [
        acme.tenant,
        given.json.id,
      ]),
    )
    expect((await ask('member', 'GET', `/deals/${id}/shares`)).json.items).toEqual([])
    expect((await ask('guest', 'GET', `/deals/${id}`)).status).not.toBe(200)
    expect(await ask('member', 'PATCH', `/deals/${id}/shares/${given.json.id}`, { level: 'editor' })).toMatchObject({ status: 404 })
    expect(await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' })).toMatchObject({ status: 201 })
    const { rows } = await db.admin((client) =>
      client.query('select count(*)::int as n from access.share where tenant_id = $1 and expires_at <= now()', [acme.tenant]),
    )
    expect(rows).toEqual([{ n: 0 }])
    const { items } = (await ask('member', 'GET', `/deals/${id}/timeline`)).json
    expect(JSON.stringify(items), 'nobody took it back').not.toContain('stopped')
  })

  it.each([
    ['a past end', { level: 'viewer', expiresAt: '2020-01-01T00:00:00Z' }, 'invalid_input', 'expiresAt'],
    ['an unknown level', { level: 'king' }, 'invalid_input', 'level'],
    ['an unknown person', { memberId: randomUUID(), level: 'viewer' }, 'invalid_input', 'memberId'],
    ['nobody', { memberId: null, level: 'viewer' }, 'invalid_input', 'memberId'],
    ['a person and a team', { teamId: randomUUID(), level: 'viewer' }, 'invalid_input', 'memberId'],
    ['an unknown team', { memberId: null, teamId: randomUUID(), level: 'viewer' }, 'invalid_input', 'teamId'],
  ])('is refused for %s', async (_what, wrong, code, path) => {
    const id = await makeDeal()
    expect((await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), ...wrong })).json).toMatchObject({
      code,
      errors: [{ path }],
    })
  })

  it('is given once, and not of what is in the trash', async () => {
    const id = await makeDeal()
    const share = { memberId: guest(), level: 'viewer' }
    expect(await ask('member', 'POST', `/deals/${id}/shares`, share)).toMatchObject({ status: 201 })
    expect((await ask('member', 'POST', `/deals/${id}/shares`, share)).json.code).toBe('already_exists')
    await ask('member', 'DELETE', `/deals/${id}`, undefined, { 'if-match': '"1"' })
    expect((await ask('member', 'POST', `/deals/${id}/shares`, { memberId: idOf('viewer'), level: 'viewer' })).json.code).toBe(
      'wrong_state',
    )
  })

  it('is nothing to another organization', async () => {
    const id = await makeDeal()
    const given = await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' })
    for (const [method, path, body] of [
      ['GET', `/deals/${id}/shares`, undefined],
      ['POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' }],
      ['PATCH', `/deals/${id}/shares/${given.json.id}`, { level: 'editor' }],
      ['DELETE', `/deals/${id}/shares/${given.json.id}`, undefined],
    ] as const)
      expect(await ask('stranger', method, path, body), path).toMatchObject({ status: 404, json: { code: 'not_found' } })
    const stranger = await db.globex.person({})
    expect((await ask('member', 'POST', `/deals/${id}/shares`, { memberId: stranger.id, level: 'viewer' })).json).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: 'memberId', message: 'There is no such member.' }],
    })
  })
})

describe('taking back', () => {
  it('waits for who is writing, and nobody waits for giving', async () => {
    const id = await makeDeal()
    const { promise: writing, resolve: finish } = Promise.withResolvers<void>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
    const writer = tenantTx(acme.as('owner'), 'write', async (tx) => {
      await tx.sql('select 1', [])
      begin()
      await writing
    })
    await begun
    const given = await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' })
    const address = `/deals/${id}/shares/${given.json.id}`
    expect(await ask('member', 'PATCH', address, { level: 'editor' }), 'gives more').toMatchObject({ status: 200 })
    const order: string[] = []
    const narrowed = ask('member', 'PATCH', address, { level: 'viewer' }).then(() => order.push('narrowed'))
    const ended = narrowed.then(() => ask('member', 'DELETE', address)).then(() => order.push('ended'))
    await sleep(300)
    order.push('written')
    finish()
    await Promise.all([writer, narrowed, ended])
    expect(order).toEqual(['written', 'narrowed', 'ended'])
  })

  it('counts at once: nothing is saved by a share after it was taken back', async () => {
    const company = await makeCompany()
    const deals = await Promise.all(Array.from({ length: 120 }, () => makeDeal({ companyId: company })))
    const writer = await acme.person({ name: 'Racer' })
    const given = await ask('member', 'POST', `/companies/${company}/shares`, { memberId: writer.id, level: 'editor' })
    // Operations that begin from here on know that something is shared with the writer.
    await acme.change(() => Promise.resolve())
    const outcomes: string[] = []
    const write = async (id: string) => {
      const work = updateRecord(writer.as(), crmCatalog, deal, id, 1, { name: 'Raced' })
      outcomes.push(
        await work.then(
          () => 'saved',
          (error: unknown) => (error instanceof Problem ? error.code : String(error)),
        ),
      )
    }
    const queue = [...deals]
    const writers = Array.from({ length: 4 }, async () => {
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) await write(id)
    })
    while (outcomes.length < 20) await sleep(1)
    const taken = ask('member', 'DELETE', `/companies/${company}/shares/${given.json.id}`)
    expect(await taken).toMatchObject({ status: 204 })
    await Promise.all(writers)
    expect(outcomes).toContain('saved')
    expect(outcomes.filter((outcome) => outcome !== 'saved').length, outcomes.join(' ')).toBeGreaterThan(0)
    expect(outcomes.filter((outcome) => !['saved', 'not_found', 'forbidden'].includes(outcome))).toEqual([])
    const { rows } = await db.admin((client) =>
      client.query<{ late: number }>(
        `select count(*)::int as late from ledger.entry w, ledger.entry r where w.tenant_id = $1 and r.tenant_id = $1
           and r.object = 'share' and r.action = 'deleted' and r.record_id = $2 and w.actor_id = $3 and w.at > r.at`,
        [acme.tenant, given.json.id, writer.id],
      ),
    )
    expect(rows).toEqual([{ late: 0 }])
  })
})

describe('nobody gives more than they have', () => {
  const share = (who: string, id: string, level: string, memberId = idOf('viewer')) =>
    ask(who, 'POST', `/deals/${id}/shares`, { memberId, level }).then(({ status }) => status)

  it('who may not share gives nothing; who owns the record or may manage it gives all of it', async () => {
    const own = await makeDeal({ ownerId: idOf('member') })
    const others = await makeDeal({ ownerId: idOf('admin') })
    expect(await share('viewer', own, 'viewer', guest())).toBe(403)
    expect(await share('member', own, 'owner')).toBe(201)
    expect(await share('member', others, 'editor', guest())).toBe(201)
    expect(await share('member', others, 'admin'), 'not held at that level').toBe(403)
    expect(await share('admin', others, 'owner')).toBe(201)
  })

  it('a share at a level lets share on up to that level', async () => {
    const id = await makeDeal({ ownerId: idOf('admin') })
    const { json } = await ask('admin', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'editor' })
    expect(await share('guest', id, 'viewer'), 'an editor cannot share').toBe(403)
    await ask('admin', 'PATCH', `/deals/${id}/shares/${json.id}`, { level: 'admin' })
    expect(await share('guest', id, 'owner')).toBe(403)
    expect(await share('guest', id, 'admin')).toBe(201)
    const high = await acme.person({ name: 'High' })
    const owners = await ask('admin', 'POST', `/deals/${id}/shares`, { memberId: high.id, level: 'owner' })
    expect((await ask('guest', 'DELETE', `/deals/${id}/shares/${owners.json.id}`)).status, 'nor take a higher one back').toBe(403)
    expect((await ask('guest', 'PATCH', `/deals/${id}/shares/${owners.json.id}`, { level: 'viewer' })).status).toBe(403)
    expect((await ask('guest', 'PATCH', `/deals/${id}/shares/${json.id}`, { level: 'owner' })).status, 'nor raise his own').toBe(403)
  })

  it('a record that may not be seen is not there', async () => {
    const id = await makeDeal()
    await acme.setPolicy({
      rules: [
        {
          id: 'unseen',
          effect: 'deny',
          who: ['role:member'],
          permissions: ['deals.read'],
          when: { attribute: 'resource.id', operator: 'eq', value: id },
        },
      ],
    })
    try {
      expect(await ask('member', 'GET', `/deals/${id}/shares`)).toMatchObject({ status: 404 })
      expect(await ask('member', 'POST', `/deals/${id}/shares`, { memberId: guest(), level: 'viewer' })).toMatchObject({ status: 404 })
    } finally {
      await acme.setPolicy({})
    }
  })
})
