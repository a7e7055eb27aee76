import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { withAccess } from '@freehold/access'
import { crmJobs } from '@freehold/crm'
import { findActor } from '@freehold/identity'
import { defineJob, enqueue, failed, startWorker } from '@freehold/jobs'
import type { StartedWorker } from '@freehold/jobs'
import { tenantTx } from '@freehold/tenancy'
import { z } from 'zod'
import { createTestDatabase, quietLog } from '../../test/harness/database.ts'
import type { TestDatabase } from '../../test/harness/database.ts'
import { openApi } from '../../test/harness/http.ts'
import { describedRoutes } from '../server/api-routes.ts'
import { arrangePeople, arrangePlaces, askWhoMay, changePolicy, share } from './fixtures/permission-days.ts'
import { ApiProblem, createClient } from './index.ts'
import type { Client, Data } from './index.ts'

/**
 * An organization's first day through the typed client: every operation of the API succeeds at least once, and the server holds each
 * answer against what the description says of it (`verifyAnswers`).
 */
const cluster = inject('cluster')
const password = 'Vq8-murmur-plankton-17'
const flaky = defineJob({
  kind: 'test.flaky',
  payload: z.object({}),
  retry: { kind: 'none' },
  handler: async () => failed('refused', 'Not today.', 'never'),
})
let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
let worker: StartedWorker
const succeeded = new Set<string>()

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  api = await openApi(db)
  worker = await startWorker({
    placement: db.placement,
    access: db.access,
    jobs: [...crmJobs, flaky],
    log: quietLog,
    connection: { host: cluster.host, port: cluster.port, database: db.name, user: 'freehold_jobs', password: cluster.passwords.jobs },
    restoreActor: async (ctx, actor) =>
      actor.kind === 'system' ? actor : ((await findActor(ctx.placement, ctx.tenant, actor.id)) ?? 'gone'),
  })
})
afterAll(async () => {
  await worker.stop()
  await api.close()
  await db.drop()
})

/** A browser of one's own: keeps its cookie. Notes which operations succeeded. */
function browser(): Client {
  let token: string | undefined
  const client = createClient({
    fetch: async (input, init = {}) => {
      const { body } = init
      const answer = await api.ask({
        method: init.method ?? 'GET',
        url: String(input),
        ...(token === undefined ? {} : { token }),
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(body === undefined || body === null
          ? {}
          : { body: body instanceof Blob ? Buffer.from(await body.arrayBuffer()) : JSON.parse(String(body)) }),
      })
      token = /freehold-session=([^;]*)/.exec(String(answer.headers['set-cookie']))?.[1] ?? token
      const headers = new Headers()
      for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value))
      return new Response(answer.status === 204 ? null : answer.text, { status: answer.status, headers })
    },
  })
  return new Proxy(client, {
    get: (target, id: keyof Client) => {
      const method: unknown = Reflect.get(target, id)
      if (typeof method !== 'function') return method
      return async (...call: unknown[]) => {
        const answer: unknown = await Reflect.apply(method, target, call)
        succeeded.add(id === 'send' ? String(call[0]) : id)
        return answer
      }
    },
  })
}

const owner = browser()
let session: Data<'getSession'>

it('registers, looks around, and makes a second organization', async () => {
  const registered = await owner.register({ body: { name: 'Ada', email: 'ada@first.example', password, organizationName: 'First Day' } })
  await owner.createOrganization({ body: { name: 'Second Thoughts', currency: 'CHF', timeZone: 'Europe/Zurich' } })
  await owner.switchOrganization({ body: { slug: registered.organization?.slug ?? '' } })
  session = await owner.getSession()
  expect(session.organizations.map((organization) => organization.name)).toEqual(['First Day', 'Second Thoughts'])
  expect((await owner.listObjects()).map((object) => object.plural)).toEqual(['deals', 'companies', 'contacts', 'products'])
})

it('knows people, invites one, and lets him in', async () => {
  const { data: bob } = await owner.send('createMember', { body: { name: 'Bob', office: 'West' } })
  const { version } = await owner.send('getMember', { params: { id: bob.id } })
  const changed = await owner.updateMember({ params: { id: bob.id }, version: version ?? 0, body: { office: 'East' } })
  expect([changed.office, changed.version]).toEqual(['East', bob.version + 1])
  const withdrawn = await owner.createInvitation({ body: { email: 'eve@first.example', role: 'viewer' } })
  await owner.deleteInvitation({ params: { id: withdrawn.id } })
  const { link } = await owner.createInvitation({ body: { email: 'bob@first.example', role: 'member', memberId: bob.id } })
  expect((await owner.listInvitations()).items).toHaveLength(1)
  const token = new URL(link).pathname.split('/').at(-1) ?? ''
  const guest = browser()
  expect(await guest.getInvitationOffer({ params: { token } })).toMatchObject({ email: 'bob@first.example', hasAccount: false })
  await guest.acceptInvitation({ params: { token }, body: { name: 'Bob', password } })
  expect((await guest.listMembers()).items.map((member) => [member.name, member.status])).toEqual(
    expect.arrayContaining([
      ['Ada', 'active'],
      ['Bob', 'active'],
    ]),
  )
})

it('works with companies, contacts, products, deals and notes', async () => {
  const company = await owner.createCompany({ body: { name: 'Acme Mining', tags: ['ore'] }, idempotencyKey: 'company-1' })
  expect((await owner.createCompany({ body: { name: 'Acme Mining', tags: ['ore'] }, idempotencyKey: 'company-1' })).id).toBe(company.id)
  const contact = await owner.createContact({ body: { name: 'Cleo', companyId: company.id } })
  const product = await owner.createProduct({ body: { name: 'GTX Pro', price: 482_100 } })
  const [pipeline] = await owner.listPipelines()
  const stage = (name: string) => pipeline?.stages.find((one) => one.name === name)?.id ?? ''
  const deal = await owner.createDeal({
    body: { companyId: company.id, contactId: contact.id, productId: product.id, stageId: stage('Engaging'), amount: 500_000 },
  })
  expect([deal.name, deal.company?.name]).toEqual(['Acme Mining – GTX Pro', 'Acme Mining'])
  const won = await owner.updateDeal({ params: { id: deal.id }, version: deal.version, body: { stageId: stage('Won') } })
  expect(won.closedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  const note = await owner.createNote({ body: { body: 'Signed on paper', dealId: deal.id } })
  await owner.updateNote({ params: { id: note.id }, version: note.version, body: { body: 'Signed on paper, twice' } })
  expect((await owner.readDealTimeline({ params: { id: deal.id } })).items.map((entry) => entry.action)).toEqual(
    expect.arrayContaining(['created', 'updated', 'noted']),
  )
  expect((await owner.search({ query: { q: 'acme' } })).items.map((hit) => hit.object)).toContain('company')
  expect(await owner.listTags()).toEqual(['ore'])
  await owner.getNote({ params: { id: note.id } })
  expect((await owner.listNotes({ query: { dealId: deal.id } })).items).toHaveLength(1)
  await owner.totalNotes({ query: { dealId: deal.id } })
})

const kinds = ['Company', 'Contact', 'Product', 'Deal', 'Note'] as const
const plurals = { Company: 'Companies', Contact: 'Contacts', Product: 'Products', Deal: 'Deals', Note: 'Notes' } as const

it.each(kinds)('finds, changes, deletes and restores a %s like any other', async (kind) => {
  const { items } = await owner[`list${plurals[kind]}`]({ query: { limit: 1 } })
  const params = { id: items[0]?.id ?? '' }
  const { version = 0 } = await owner.send(`get${kind}`, { params })
  const changed = await owner[`update${kind}`]({
    params,
    version,
    body: kind === 'Note' ? { body: 'Changed' } : { name: `Changed ${kind}` },
  })
  await owner[`delete${kind}`]({ params, version: changed.version })
  if (kind !== 'Note') expect((await owner.countTrash()).items.find((line) => line.object === kind.toLowerCase())?.count).toBe(1)
  const restored = await owner[`restore${kind}`]({ params })
  expect([restored.deletedAt, restored.version]).toEqual([null, changed.version + 2])
})

it.each(['Company', 'Contact', 'Product', 'Deal'] as const)('counts, exports and remembers %s', async (kind) => {
  const { items } = await owner[`list${plurals[kind]}`]()
  expect(await owner[`total${plurals[kind]}`]({ query: { exact: true } })).toMatchObject({ count: items.length })
  const { items: entries } = await owner[`read${kind}Timeline`]({ params: { id: items[0]?.id ?? '' } })
  expect(entries.map((entry) => entry.action)).toEqual(expect.arrayContaining(['created', 'deleted', 'restored']))
  const file = await owner[`export${plurals[kind]}`]({ query: { format: 'csv' } })
  expect((await file.text()).trim().split('\n')).toHaveLength(items.length + 1)
})

it('arranges people and places, changes the policy with a second person, and asks who may what', async () => {
  const bob = (await owner.listMembers()).items.find((member) => member.name === 'Bob')
  if (bob === undefined) throw new Error('Bob has not joined')
  await arrangePeople(owner, bob.id)
  await arrangePlaces(owner, bob.id)
  await owner.updateMember({ params: { id: bob.id }, version: bob.version, body: { role: 'owner' } })
  const second = browser()
  await second.signIn({ body: { email: 'bob@first.example', password } })
  await changePolicy(owner, second)
  const [deal] = (await owner.listDeals({ query: { limit: 1 } })).items
  await askWhoMay(owner, bob.id, deal?.id ?? '')
})

it.each(['Company', 'Contact', 'Product', 'Deal'] as const)('shares a %s', async (kind) => {
  const bob = (await owner.listMembers()).items.find((member) => member.name === 'Bob')
  const { items } = await owner[`list${plurals[kind]}`]({ query: { limit: 1 } })
  await share(owner, kind, items[0]?.id ?? '', bob?.id ?? '')
})

async function imported(id: string, state: Data<'getImport'>['state']): Promise<Data<'getImport'>> {
  await expect.poll(async () => (await owner.getImport({ params: { id } })).state, { timeout: 10_000 }).toBe(state)
  return owner.getImport({ params: { id } })
}

it('imports a file, finds what failed, and undoes it', async () => {
  const file = new Blob(['name,employees\nBlue Harbor,12\n,7\n'])
  const draft = await owner.createImport({ query: { object: 'companies', filename: 'companies.csv' }, body: file })
  await owner.changeImport({ params: { id: draft.id }, body: { options: { duplicates: 'skip' } } })
  await owner.previewImport({ params: { id: draft.id } })
  await owner.startImport({ params: { id: draft.id } })
  expect(await imported(draft.id, 'done')).toMatchObject({ total: 2 })
  expect(await (await owner.downloadImportErrors({ params: { id: draft.id } })).text()).toMatch(/,7\r\n/)
  await owner.undoImport({ params: { id: draft.id } })
  await imported(draft.id, 'undone')
  expect((await owner.listImports()).items.map((one) => one.id)).toEqual([draft.id])
  const second = await owner.createImport({ query: { object: 'companies', filename: 'again.csv' }, body: file })
  expect((await owner.cancelImport({ params: { id: second.id } })).state).toBe('cancelled')
})

it('sees what runs, stops one job and starts another anew', async () => {
  const tenant = session.organization?.id ?? ''
  const actor = { kind: 'member', id: session.member?.id ?? '', role: 'owner', name: 'Ada' } as const
  const ctx = db.acme.as('owner', { tenant, actor, ...withAccess(await db.access.viewFor({ tenant, kind: 'test' }, actor)) })
  const later = await tenantTx(ctx, 'write', (tx) => enqueue(tx, flaky.request({}, { runAt: new Date(Date.now() + 3_600_000) })))
  expect((await owner.cancelJob({ params: { id: later } })).state).toBe('cancelled')
  const dead = await tenantTx(ctx, 'write', (tx) => enqueue(tx, flaky.request({})))
  await expect.poll(async () => (await owner.readJob({ params: { id: dead } })).state, { timeout: 10_000 }).toBe('dead')
  expect(['queued', 'running', 'dead']).toContain((await owner.retryJob({ params: { id: dead } })).state)
  expect((await owner.listJobs()).items.map((job) => job.kind)).toEqual(expect.arrayContaining(['test.flaky', 'import.run', 'import.undo']))
})

it('signs in elsewhere, ends that session from here, and signs out', async () => {
  const elsewhere = browser()
  await elsewhere.signIn({ body: { email: 'ada@first.example', password } })
  const other = (await owner.listSessions()).items.find((one) => !one.current)
  await owner.endSession({ params: { id: other?.id ?? '' } })
  await expect(elsewhere.getSession()).rejects.toMatchObject({ code: 'not_signed_in' })
  await owner.signOut()
  await expect(owner.getSession()).rejects.toBeInstanceOf(ApiProblem)
})

it('left no operation out', () => {
  expect(
    describedRoutes()
      .map((route) => route.id)
      .filter((id) => !succeeded.has(id)),
  ).toEqual([])
})
