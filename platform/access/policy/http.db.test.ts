import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { type Answer, openApi, signIn } from '../../../test/harness/http.ts'
import { prepareBoth } from '../../../domains/crm/test/fixture.ts'
import type { Role } from '@freehold/kernel'
import { allow, deny, policy } from '../test/policies.ts'

/** The way of a change through the API as it is mounted: every answer is what its description says (`verifyAnswers`). */
let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  api = await openApi(db)
})
afterAll(async () => {
  await api.close()
  await db.drop()
})

/** `POST /drafts`, as somebody. */
async function ask(line: string, role: Role, body?: unknown, organization: TestOrganization = db.acme, version?: number): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ')
  const token = await signIn(db, organization, role)
  const headers = { 'content-type': 'application/json', ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }
  return api.ask({ method, url: `/api/v1${path}`, token, headers, ...(body === undefined ? {} : { body }) })
}

interface Body {
  id: string
  version: number
  changes: unknown[]
  items: unknown[]
  problems: unknown[]
  errors: unknown[]
  people: { member: { name: string } }[]
}
const bodyOf = (answer: Answer) => answer.json as Body

describe('a change of permissions', () => {
  it('is written, previewed, saved and explained', async () => {
    const created = await ask('POST /access/drafts', 'admin', { title: 'Viewers take part' })
    expect([created.status, created.headers['etag']]).toEqual([201, '"1"'])
    const { id } = bodyOf(created)
    const document = policy([allow('part', 'role:viewer', 'deals.create'), deny('d', 'role:guest', 'deals.read')])
    expect((await ask(`PUT /access/drafts/${id}`, 'admin', { document })).status).toBe(428)
    const written = await ask(`PUT /access/drafts/${id}`, 'admin', { document }, db.acme, 1)
    expect([written.status, bodyOf(written).changes.length]).toEqual([200, 2])
    const preview = await ask(`POST /access/drafts/${id}/preview`, 'admin', {})
    expect(bodyOf(preview).people.map(({ member }) => member.name)).toEqual(['Viewer Acme'])
    expect((await ask(`POST /access/drafts/${id}/saving`, 'admin', { reason: ' no ' })).status).toBe(422)
    expect((await ask(`POST /access/drafts/${id}/saving`, 'admin', {})).status).toBe(422)
    const saved = await ask(`POST /access/drafts/${id}/saving`, 'admin', { reason: 'As agreed' })
    expect([saved.status, saved.json]).toEqual([200, { state: 'saved', version: 1, alerts: [] }])
    expect((await ask(`POST /access/drafts/${id}/saving`, 'admin', { reason: 'Again' })).status).toBe(409)
    expect(bodyOf(await ask('GET /access/policy', 'admin')).version).toBe(1)
    expect(bodyOf(await ask('GET /access/policy/versions', 'admin')).items).toHaveLength(1)
    expect((await ask('GET /access/policy/versions/1', 'admin')).status).toBe(200)
    expect((await ask('GET /access/policy/versions/one', 'admin')).status).toBe(422)
    const why = await ask('GET /access/why?resource=deals&action=create', 'viewer')
    expect(why.json).toMatchObject({ allowed: true, sentence: 'You may add deals.' })
    for (const path of [
      'model',
      'roles',
      'alerts',
      'drafts?state=all',
      'effective',
      'who-can?resource=deals&action=read',
      'why?resource=deals&action=read&field=margin',
    ])
      expect([path, (await ask(`GET /access/${path}`, 'admin')).status]).toEqual([path, 200])
  })

  it('is not there for the neighbour', async () => {
    const { id } = bodyOf(await ask('POST /access/drafts', 'owner', {}))
    for (const [line, body, version] of [
      [`GET /access/drafts/${id}`],
      [`PUT /access/drafts/${id}`, {}, 1],
      [`DELETE /access/drafts/${id}`, undefined, 1],
      [`POST /access/drafts/${id}/preview`, {}],
      [`POST /access/drafts/${id}/saving`, { reason: 'mine' }],
      [`POST /access/drafts/${id}/approval`, {}],
      [`POST /access/drafts/${id}/rejection`, { reason: 'mine' }],
      [`POST /access/alerts/${id}/acknowledgement`],
    ] as const)
      expect([line, (await ask(line, 'owner', body, db.globex, version)).status]).toEqual([line, 404])
    expect((await ask(`DELETE /access/drafts/${id}`, 'owner', undefined, db.acme, 1)).status).toBe(204)
    expect(bodyOf(await ask('GET /access/policy', 'owner', undefined, db.globex)).version).toBe(0)
  })

  it.each([
    ['an unknown member', { reason: 'mine', force: true }],
    ['a reason that is no text', { reason: 12 }],
    ['a reason of 2,001 characters', { reason: 'x'.repeat(2001) }],
  ])('is not saved with %s', async (_, body) => {
    const { id } = bodyOf(await ask('POST /access/drafts', 'owner', { document: policy([]) }))
    expect((await ask(`POST /access/drafts/${id}/saving`, 'owner', body)).status).toBe(422)
  })

  it.each([
    ['GET /access/why?resource=deals', 422],
    ['GET /access/why?resource=deals&action=fly', 422],
    ['GET /access/why?resource=planes&action=read', 422],
    ['GET /access/why?resource=deals&action=read&record=7', 422],
    ['GET /access/who-can?resource=deals&action=read&limit=0', 422],
    ['GET /access/effective?member=me', 422],
    ['GET /access/effective?member=00000000-0000-4000-8000-000000000000', 404],
    ['GET /access/policy/versions/77', 404],
    ['GET /access/drafts/7', 422],
  ])('%s answers %i', async (line, status) => {
    expect((await ask(line, 'owner')).status).toBe(status)
  })

  it('keeps drafts that nobody could save, and refuses what no database could keep', async () => {
    const odd = [null, 7, 'text', [], { rules: 'x' }, { a: { b: { c: [] } } }]
    for (const document of odd) {
      const answer = await ask('POST /access/drafts', 'owner', { document })
      expect([answer.status, bodyOf(answer).problems.length > 0]).toEqual([201, document !== null])
    }
    const nul = await ask('POST /access/drafts', 'owner', { document: { rules: ['\0'] } })
    expect(nul.status).toBe(422)
    // 50,000 conditions in each other: a text, since it could not be written as JSON here either.
    const deep = Buffer.from(`{"document":{"rules":[{"when":${'{"not":'.repeat(50_000)}1${'}'.repeat(50_000)}}]}}`)
    const answer = await ask('POST /access/drafts', 'owner', deep)
    expect([answer.status, bodyOf(answer).errors]).toEqual([
      422,
      [{ path: 'document', message: 'This is nested more than 200 levels deep.' }],
    ])
  })
})
