import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { builtInRoles, levelsAllowing, type PolicyDocument } from '@freehold/access'
import { crmAccessModel } from '@freehold/crm'
import type { Action, Role } from '@freehold/kernel'
import { withAdmin } from '../harness/cluster.ts'
import { createTestDatabase, type TestDatabase, type TestPerson } from '../harness/database.ts'
import { type Answer, openApi, signIn } from '../harness/http.ts'
import { tenantTables } from './catalogue.ts'
import { isId, type Operation, operations, sample } from './operations.ts'
import { type Seeded, seedOrganization } from './seed.ts'

/** Every operation of the API description, as every kind of actor (T12). acme is the victim, globex the attacker. */
const cluster = inject('cluster')
const tables = await withAdmin(cluster, cluster.template, tenantTables)
const all = operations()
const roles: readonly Role[] = ['owner', 'admin', 'member', 'viewer', 'guest']

let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
let victim: Seeded
let before: string
/** Of one organization per role; sessions that an operation may end are made anew. */
const fresh = (role: Role) => signIn(db, db.globex, role)
let attacker: string

beforeAll(async () => {
  db = await createTestDatabase(cluster)
  await db.admin(async (admin) => {
    victim = await seedOrganization(admin, db.sealer, db.acme.tenant, tables)
  })
  api = await openApi(db)
  await db.globex.setPolicy(custom.policy)
  for (const role of custom.roles) people.set(role, await db.globex.person({ role: 'guest', roles: [role] }))
  attacker = await fresh('owner')
  before = await fingerprint()
})
afterAll(async () => {
  await api.close()
  await db.drop()
})

const fingerprint = (): Promise<string> =>
  db.admin(async (admin) => {
    const { rows } = await admin.query<{ state: string }>(
      tables
        .map(
          (table) =>
            `select '${table.name}' || coalesce(md5(string_agg(t::text, ',' order by t.id)), '') as state from ${table.name} t where tenant_id = $1`,
        )
        .join(' union all '),
      [db.acme.tenant],
    )
    return rows
      .map((row) => row.state)
      .sort()
      .join('\n')
  })

interface Variation {
  id: string
  token?: string
  headers?: Record<string, string>
  /** Put into the field of the body, or the parameter of the query, with this name. */
  field?: string
  parameter?: string
}

/** One call of an operation with `id` in every place that takes one. */
async function call(operation: Operation, { id, token, headers = {}, field, parameter }: Variation): Promise<Answer> {
  const url = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = operation.parameters.find((candidate) => candidate.name === name)?.schema
    return schema && !isId(schema) ? String(sample(schema, id)) : id
  })
  const body = operation.upload ? Buffer.from('name\nAttack\n') : operation.body && (sample(operation.body, id) as Record<string, unknown>)
  if (field && body && !Buffer.isBuffer(body)) body[field] = id
  const required = operation.parameters.filter((candidate) => candidate.in === 'query' && 'required' in candidate && candidate.required)
  const query = new URLSearchParams(required.map((candidate): [string, string] => [candidate.name, String(sample(candidate.schema, id))]))
  if (parameter) query.set(parameter, id)
  return api.ask({
    method: operation.method,
    url: query.size === 0 ? url : `${url}?${query.toString()}`,
    ...(token !== undefined && { token }),
    ...(body !== undefined && { body }),
    headers: { 'if-match': '"1"', ...headers },
  })
}

/** What an answer tells, without what differs for each request. */
const told = (answer: Answer, id: string): string =>
  `${answer.status} ${answer.text
    .replaceAll(id, '<id>')
    .replace(/"(instance|requestId)":"[^"]*"/g, '')
    .replace(/01[0-9a-f]{6}-[0-9a-f-]{27}/g, '<new>')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')}`

/** Roles of an organization's own, given to guests: what they may do is in the policy alone. */
const custom = {
  roles: ['auditor', 'clerk'],
  policy: {
    roles: [
      { key: 'auditor', name: 'Auditor' },
      { key: 'clerk', name: 'Clerk' },
    ],
    rules: [
      { id: 'audit', effect: 'allow', who: ['role:auditor'], permissions: crmAccessModel.resources.map(({ name }) => `${name}.read`) },
      { id: 'work', effect: 'allow', who: ['role:clerk'], permissions: ['crm.*', 'imports.*'] },
      { id: 'but-never', effect: 'forbid', who: ['role:clerk'], permissions: ['crm.deals.delete', 'contacts.*'] },
    ],
  } satisfies Partial<PolicyDocument>,
  may: (role: string, action: Action, resource: string): boolean => {
    if (role === 'auditor') return action === 'read' || mayAny('guest', action, resource)
    if (resource === 'contacts' || (resource === 'deals' && action === 'delete')) return false
    return crmAccessModel.find(resource)?.area === 'crm' || resource === 'imports' || mayAny('guest', action, resource)
  },
}
const people = new Map<string, TestPerson>()

/** By the grid; and what can be shared may be asked by everybody, for the records that were. */
const mayAny = (role: Role, action: Action, resource: string): boolean => {
  const found = crmAccessModel.find(resource)
  const least = found?.least[action] ?? 'nobody'
  const shareable = found?.record !== undefined && levelsAllowing(action).length > 0
  return least !== 'nobody' && (shareable || builtInRoles.indexOf(role) >= builtInRoles.indexOf(least))
}

const foreignIds = (): string[] => [...new Set([...victim.values()].map((row) => row.id))]
const leaks = (answer: Answer): string[] => [db.acme.tenant, ...foreignIds()].filter((id) => answer.text.includes(id))

it('finds operations to attack, each with declared access', () => {
  expect(all.length).toBeGreaterThan(40)
  expect(all.filter((operation) => !operation.access)).toEqual([])
})

describe.each(all)('$method $path', (operation) => {
  it('answers nobody in particular only if it is public', async () => {
    const { status } = await call(operation, { id: randomUUID() })
    if (operation.access.kind === 'public') expect(status).not.toBe(500)
    else expect(status).toBe(401)
    if (operation.access.kind !== 'public') expect((await call(operation, { id: randomUUID(), token: 'A'.repeat(43) })).status).toBe(401)
  })

  it('refuses a write from another site', async () => {
    if (operation.method === 'get') return
    const { status, json } = await call(operation, { id: randomUUID(), token: attacker, headers: { origin: 'https://evil.example' } })
    expect(status).toBe(403)
    expect(json).toMatchObject({ code: 'foreign_origin' })
  })

  it('does for each role what the grid of roles says', async () => {
    if (operation.access.kind !== 'member') return
    const { action, resource } = operation.access as { action: Action; resource: string }
    for (const role of roles) {
      const answer = await call(operation, { id: randomUUID(), token: await fresh(role) })
      const allowed = mayAny(role, action, resource)
      if (allowed) expect(answer.status, `${role}: ${answer.text}`).not.toBe(401)
      else expect(answer.json, `${role}: ${answer.text}`).toMatchObject({ status: 403, code: 'forbidden' })
      expect(answer.status, `${role}: ${answer.text}`).toBeLessThan(500)
    }
  })

  it('does for each role of the organization’s own what its policy says', async () => {
    if (operation.access.kind !== 'member') return
    const { action, resource } = operation.access as { action: Action; resource: string }
    for (const role of custom.roles) {
      const person = people.get(role)
      if (person === undefined) throw new Error(`Nobody has the role ${role}`)
      const answer = await call(operation, { id: randomUUID(), token: await signIn(db, db.globex, person) })
      const known = crmAccessModel.knows(action, resource)
      if (known && custom.may(role, action, resource)) expect(answer.status, `${role}: ${answer.text}`).not.toBe(401)
      else expect(answer.json, `${role}: ${answer.text}`).toMatchObject({ status: 403, code: 'forbidden' })
      expect(answer.status, `${role}: ${answer.text}`).toBeLessThan(500)
    }
  })

  it('answers a foreign id like one that does not exist', async () => {
    const token = await fresh('owner')
    if (!operation.path.includes('{')) return
    const nowhere = randomUUID()
    const expected = told(await call(operation, { id: nowhere, token }), nowhere)
    for (const id of foreignIds()) {
      const answer = await call(operation, { id, token })
      expect(told(answer, id)).toBe(expected)
    }
  })

  it('takes no foreign id in any field of its body or its query', async () => {
    const fields = Object.entries(operation.body?.properties ?? {})
      .filter(([, schema]) => isId(schema))
      .map(([field]) => ({ field }))
    const parameters = operation.parameters
      .filter((parameter) => parameter.in === 'query' && isId(parameter.schema))
      .map(({ name }) => ({ parameter: name }))
    for (const place of [...fields, ...parameters]) {
      const token = await fresh('owner')
      const nowhere = randomUUID()
      const expected = told(await call(operation, { id: nowhere, token, ...place }), nowhere)
      for (const id of foreignIds()) {
        const answer = await call(operation, { id, token, ...place })
        expect(told(answer, id), JSON.stringify(place)).toBe(expected)
      }
    }
  })

  it('shows nothing of the other organization, also when asked in its name', async () => {
    const token = await fresh('owner')
    const answer = await call(operation, { id: randomUUID(), token })
    expect(leaks(answer)).toEqual([])
    if (operation.access.kind !== 'member') return
    const named = await call(operation, {
      id: randomUUID(),
      token: await fresh('owner'),
      headers: { 'freehold-organization': db.acme.slug },
    })
    expect(named.json).toMatchObject({ code: 'organization_switched' })
  })

  it('has changed nothing of the other organization', async () => {
    expect(await fingerprint()).toBe(before)
  })
})

describe('what one organization was given is worth nothing to another', () => {
  const lists = all.filter(
    (operation) =>
      operation.method === 'get' &&
      operation.parameters.some((parameter) => parameter.name === 'cursor') &&
      !/\{|export$/.test(operation.path),
  )

  it.each(lists)('a cursor of $path', async ({ path }) => {
    const owner = await signIn(db, db.acme, 'owner')
    // Enough rows for a second page wherever records can be made.
    for (let i = 0; i < 3; i++) await api.ask({ method: 'POST', url: path, token: owner, body: { name: `Page ${i}` } })
    before = await fingerprint()
    const page = (await api.ask({ method: 'GET', url: `${path}?limit=1`, token: owner })).json as { next?: string | null }
    if (page.next == null) return
    const answer = await api.ask({ method: 'GET', url: `${path}?limit=1&cursor=${encodeURIComponent(page.next)}`, token: attacker })
    expect(answer.json).toMatchObject({ code: 'invalid_cursor' })
  })

  it('an Idempotency-Key', async () => {
    const body = { name: 'Same key' }
    const headers = { 'idempotency-key': 'the-same-key' }
    const theirs = await api.ask({ method: 'POST', url: '/api/v1/companies', token: await signIn(db, db.acme, 'owner'), body, headers })
    const ours = await api.ask({ method: 'POST', url: '/api/v1/companies', token: attacker, body, headers })
    expect([theirs.status, ours.status]).toEqual([201, 201])
    expect((ours.json as { id: string }).id).not.toBe((theirs.json as { id: string }).id)
  })

  it('an ETag: a foreign record’s version neither confirms nor changes anything', async () => {
    const id = victim.get('crm.company')?.id ?? ''
    for (const tag of ['"1"', '"2"', 'W/"1"']) {
      expect(
        (await api.ask({ method: 'GET', url: `/api/v1/companies/${id}`, token: attacker, headers: { 'if-none-match': tag } })).status,
      ).toBe(404)
      expect(
        (
          await api.ask({
            method: 'PATCH',
            url: `/api/v1/companies/${id}`,
            token: attacker,
            body: { name: 'Stolen' },
            headers: { 'if-match': tag },
          })
        ).status,
      ).toBe(404)
    }
  })

  it('a session after its member was disabled', async () => {
    const token = await fresh('viewer')
    expect((await api.ask({ method: 'GET', url: '/api/v1/companies', token })).status).toBe(200)
    const actor = db.globex.as('viewer').actor
    const id = actor.kind === 'member' ? actor.id : ''
    const member = (await api.ask({ method: 'GET', url: '/api/v1/members', token: attacker })).json as {
      items: { id: string; version: number }[]
    }
    const version = member.items.find((candidate) => candidate.id === id)?.version
    const disabled = await api.ask({
      method: 'PATCH',
      url: `/api/v1/members/${id}`,
      token: attacker,
      body: { disabled: true },
      headers: { 'if-match': `"${version}"` },
    })
    expect(disabled.status, disabled.text).toBe(200)
    expect((await api.ask({ method: 'GET', url: '/api/v1/companies', token })).status).not.toBe(200)
  })
})
