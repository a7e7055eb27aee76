import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { openApi, signIn } from '../../../test/harness/http.ts'
import { prepareBoth, stageIds } from './fixture.ts'

let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
let token: string
let stages: Record<string, string>

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  stages = await stageIds(db.acme)
  api = await openApi(db)
  token = await signIn(db, db.acme, 'member')
})
afterAll(async () => {
  await api.close()
  await db.drop()
})

const ask = (method: string, path: string, more: { body?: unknown; headers?: Record<string, string>; token?: string } = {}) =>
  api.ask({ method, url: `/api/v1${path}`, token, ...more })

describe('records over HTTP', () => {
  it('are created, read, changed, put in the trash and taken out of it by version', async () => {
    const created = await ask('POST', '/deals', { body: { name: 'Over HTTP', stageId: stages['Engaging'], amount: 100 } })
    expect(created).toMatchObject({ status: 201, headers: { etag: '"1"' }, json: { name: 'Over HTTP', version: 1, currency: 'EUR' } })
    const { id } = created.json as { id: string }
    expect(created.headers['location']).toContain(`/deals/${id}`)
    expect(await ask('PATCH', `/deals/${id}`, { body: { amount: 200 } })).toMatchObject({ status: 428, json: { code: 'version_required' } })
    expect(await ask('PATCH', `/deals/${id}`, { body: { amount: 200 }, headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      json: { amount: 200 },
    })
    expect(await ask('PATCH', `/deals/${id}`, { body: { amount: 300 }, headers: { 'if-match': '"1"' } })).toMatchObject({
      status: 409,
      json: { code: 'stale_version', current: { version: 2, amount: 200 }, yours: { amount: 300 }, base: { amount: 100 } },
    })
    expect(await ask('DELETE', `/deals/${id}`, { headers: { 'if-match': '"2"' } })).toMatchObject({ status: 204 })
    expect(await ask('GET', '/deals?trash=true')).toMatchObject({ status: 200, json: { items: [{ id }], next: null, previous: null } })
    expect(await ask('GET', '/trash')).toMatchObject({
      json: { items: expect.arrayContaining([{ object: 'deal', plural: 'deals', count: 1 }]) },
    })
    expect(await ask('POST', `/deals/${id}/restoration`)).toMatchObject({ status: 200, json: { deletedAt: null, version: 4 } })
    expect(await ask('GET', `/deals/${id}/timeline`)).toMatchObject({
      status: 200,
      json: { items: [{ action: 'restored' }, { action: 'deleted' }, { action: 'updated' }, { action: 'created' }] },
    })
  })

  it('are refused with what is wrong and what is allowed', async () => {
    const { status, json } = await ask('POST', '/deals', { body: { name: '', amount: 1.5, stageId: 'won', nickname: 'x' } })
    expect(status).toBe(422)
    const paths = (json as { errors: { path: string }[] }).errors.map((error) => error.path)
    expect(paths.toSorted()).toEqual(['amount', 'name', 'nickname', 'stageId'])
    expect(await ask('GET', '/deals?amount.gte=ten')).toMatchObject({
      status: 422,
      json: { errors: [{ path: 'amount.gte', message: 'Amount is compared with a whole number.' }] },
    })
    expect(await ask('GET', '/deals?nickname=x')).toMatchObject({ status: 422 })
    expect(await ask('GET', '/deals?cursor=abc')).toMatchObject({ status: 400, json: { code: 'invalid_cursor' } })
    expect(await ask('GET', '/deals/none')).toMatchObject({ status: 422 })
  })

  it('are created once for an Idempotency-Key', async () => {
    const send = (amount: number) =>
      ask('POST', '/companies', { body: { name: 'Once', annualRevenue: amount }, headers: { 'idempotency-key': 'k-1' } })
    const [first, second] = [await send(1), await send(1)]
    expect(second).toMatchObject({ status: 201, json: first.json })
    expect(await send(2)).toMatchObject({ status: 422, json: { code: 'idempotency_conflict' } })
    expect(await ask('GET', '/companies/totals?name=Once')).toMatchObject({ json: { count: 1, capped: false } })
  })

  it('are for members to change and for viewers to read', async () => {
    const viewer = await signIn(db, db.acme, 'viewer')
    expect(await ask('GET', '/companies', { token: viewer })).toMatchObject({ status: 200 })
    expect(await ask('POST', '/companies', { token: viewer, body: { name: 'No' } })).toMatchObject({
      status: 403,
      json: { code: 'forbidden' },
    })
  })

  it('carry notes', async () => {
    const company = (await ask('POST', '/companies', { body: { name: 'Noted' } })).json as { id: string }
    expect(await ask('POST', '/notes', { body: { body: 'Two subjects', companyId: company.id, dealId: company.id } })).toMatchObject({
      status: 422,
    })
    const note = await ask('POST', '/notes', { body: { body: 'Called', companyId: company.id } })
    expect(note).toMatchObject({
      status: 201,
      json: { body: 'Called', company: { id: company.id, name: 'Noted' }, author: { name: 'Member Acme' } },
    })
    expect(await ask('GET', `/notes?companyId=${company.id}`)).toMatchObject({ json: { items: [{ body: 'Called' }] } })
    expect(await ask('GET', `/companies/${company.id}/timeline`)).toMatchObject({
      json: { items: [{ action: 'noted', note: { body: 'Called' } }, { action: 'created' }] },
    })
  })

  it('describe themselves', async () => {
    const { json } = await ask('GET', '/objects')
    expect((json as { plural: string }[]).map((object) => object.plural)).toEqual(['deals', 'companies', 'contacts', 'products'])
    expect(await ask('GET', '/pipelines')).toMatchObject({
      json: [
        {
          name: 'Sales',
          stages: [{ name: 'Prospecting' }, { name: 'Engaging' }, { name: 'Proposal' }, { name: 'Won', kind: 'won' }, { name: 'Lost' }],
        },
      ],
    })
  })
})
