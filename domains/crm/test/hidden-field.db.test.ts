import type { Rule } from '@freehold/access'
import { Problem } from '@freehold/kernel'
import { exportRecords, type Field, operatorsOf, type RecordType, type Values } from '@freehold/records'
import { tenantTx } from '@freehold/tenancy'
import { constants, inflateRawSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { type Answer, openApi, signIn } from '../../../test/harness/http.ts'
import { crmCatalog, prepareCrm } from '../index.ts'
import { clear, makeSubjects, makeTargets, type Subjects, type Targets, valuesOf } from './hidden-field-fixture.ts'

/**
 * For every field of every kind of record (R4): two organizations that differ in nothing but the value of this field answer the same,
 * byte for byte apart from ids and times, to whoever may not see it, whatever he asks.
 */
let db: TestDatabase
let api: Awaited<ReturnType<typeof openApi>>
let tokens: Map<TestOrganization, string>
/** The same in all cases. */
const targetsOf = new Map<TestOrganization, Targets>()

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  for (const organization of [db.acme, db.globex])
    await tenantTx(organization.as('owner'), 'write', (tx) => prepareCrm(tx, { currency: 'EUR' }))
  for (const organization of [db.acme, db.globex]) targetsOf.set(organization, await makeTargets(organization))
  api = await openApi(db)
  tokens = new Map([
    [db.acme, await signIn(db, db.acme, 'member')],
    [db.globex, await signIn(db, db.globex, 'member')],
  ])
})
afterEach(() =>
  clear(
    db,
    [...targetsOf.values()].flatMap((targets) => Object.values(targets).flat()),
  ),
)
afterAll(async () => {
  await api.close()
  await db.drop()
})

interface World {
  readonly organization: TestOrganization
  readonly targets: Targets
  readonly subjects: Subjects
}

interface Case {
  readonly type: RecordType
  readonly name: string
  readonly field: Field
}

const cases = crmCatalog.types.flatMap((type) =>
  Object.entries(type.object.fields).map(([name, field]): [string, Case] => [`${type.object.name}.${name}`, { type, name, field }]),
)

/** What makes a record one of those in which the reader may see the field, and the condition that says so. */
function ownership(type: RecordType, organization: TestOrganization, targets: Targets): { own: Values; when: NonNullable<Rule['when']> } {
  const { actor } = organization.as('member')
  const member = actor.kind === 'member' ? actor.id : ''
  const isOne = (attribute: string, value: string) => ({ attribute: `resource.${attribute}`, operator: 'eq', value }) as const
  if (type.object.name === 'product') return { own: { code: 'MINE' }, when: isOne('code', 'MINE') }
  const place = targets['product']?.[3] ?? ''
  if (type.object.name === 'note') return { own: { productId: place }, when: isOne('productId', place) }
  return { own: { ownerId: member }, when: isOne('ownerId', member) }
}

async function makeWorlds({ type, name, field }: Case, hides: (when: NonNullable<Rule['when']>) => Partial<Rule>): Promise<World[]> {
  const worlds: World[] = []
  for (const organization of [db.acme, db.globex]) {
    const targets = targetsOf.get(organization) ?? {}
    const [first, second] = valuesOf(field, targets)
    const secret =
      organization === db.acme ? { now: first ?? null, before: second ?? null } : { now: second ?? null, before: first ?? null }
    const { own, when } = ownership(type, organization, targets)
    const subjects = await makeSubjects(organization, type, name, secret, { targets, own })
    const rule: Rule = {
      id: 'hide',
      effect: 'forbid',
      who: ['role:member'],
      permissions: [`${type.object.plural}.read`],
      fields: [name],
      ...hides(when),
    }
    await organization.setPolicy({ rules: [rule] })
    worlds.push({ organization, targets, subjects })
  }
  return worlds
}

type Asked = (method: string, path: string, more?: { body?: unknown; headers?: Record<string, string> }) => Promise<Answer>

function asker({ organization }: World): Asked {
  const token = tokens.get(organization) ?? ''
  return (method, path, more = {}) => api.ask({ method, url: `/api/v1${path}`, token, ...more })
}

/** Without what is another organization's by nature: its name, ids in order of appearance, times. */
function normal(answer: Pick<Answer, 'status' | 'text'> & { headers?: Record<string, unknown> }): string {
  const seen = new Map<string, string>()
  const known = (id: string): string => seen.get(id) ?? (seen.set(id, `#${seen.size}`), `#${seen.size - 1}`)
  const text = answer.text
    .replaceAll(/"next":"([\w-]+)"/g, (_, cursor: string) => `"next":${cursorContent(cursor)}`)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, known)
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z/g, 'TIME')
    .replaceAll(/acme|globex/gi, 'ORG')
    .replaceAll(/"(requestId|instance)":"[^"]*"/g, '"$1":"…"')

  return `${answer.status} ${String(answer.headers?.['etag'] ?? '')} ${text}`
}

/** A cursor is signed by the organization; what it says behind the signature is what counts. */
function cursorContent(cursor: string): string {
  return Buffer.from(cursor, 'base64url').subarray(16).toString()
}

/** The sheets of a workbook as text. */
function sheetsOf(bytes: Buffer): string {
  const texts: string[] = []
  for (let at = bytes.indexOf('PK\u0003\u0004'); at >= 0; at = bytes.indexOf('PK\u0003\u0004', at + 4)) {
    const nameLength = bytes.readUInt16LE(at + 26)
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28)
    const name = bytes.subarray(at + 30, at + 30 + nameLength).toString()
    texts.push(`${name}: ${inflateRawSync(bytes.subarray(start), { finishFlush: constants.Z_SYNC_FLUSH }).toString()}`)
  }
  return texts.join('\n')
}

async function workbook({ organization }: World, type: RecordType, columns: string[] | undefined): Promise<string> {
  try {
    const { content } = await exportRecords(organization.as('member'), crmCatalog, type, { format: 'xlsx', columns, query: {} })
    const pieces: Buffer[] = []
    for await (const piece of content) pieces.push(Buffer.from(piece as Uint8Array))
    return normal({ status: 200, text: sheetsOf(Buffer.concat(pieces)) })
  } catch (error) {
    return error instanceof Problem ? JSON.stringify(error.toDocument()) : String(error)
  }
}

/** Every way to ask about a field, as name and answer; writes come last. */
async function askEverything(world: World, { type, name, field }: Case): Promise<Map<string, string>> {
  const ask = asker(world)
  const { object } = type
  const { plural } = object
  const { subjects, targets } = world
  const [first, second, third] = valuesOf(field, targets)
  const answers = new Map<string, string>()
  const note = async (label: string, asked: Promise<Answer>): Promise<Answer> => {
    const answer = await asked
    answers.set(label, normal(answer))
    expect(answer.status, `${label}: ${answer.text}`).toBeLessThan(500)
    return answer
  }
  const text = (value: unknown): string => encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value))

  await note('list', ask('GET', `/${plural}`))
  for (const query of [`sort=${name}`, `sort=-${name}`, `limit=1&sort=${name}`, 'limit=1', 'trash=true'])
    await note(query, ask('GET', `/${plural}?${query}`))
  for (const operator of operatorsOf(object, name, field)) {
    for (const value of operator === 'empty' ? ['true', 'false'] : [first, second]) {
      const filter = `${name}.${operator}=${text(value)}`
      await note(`filter ${operator} ${value === first ? 1 : 2}`, ask('GET', `/${plural}?${filter}`))
      await note(`total ${operator} ${value === first ? 1 : 2}`, ask('GET', `/${plural}/totals?${filter}`))
    }
  }
  await note('totals', ask('GET', `/${plural}/totals?exact=true`))
  await note('group', ask('GET', `/${plural}/totals?group=${name}`))
  for (const [i, value] of [first, second].entries()) {
    if (object.searchFields.length > 0) await note(`q ${i}`, ask('GET', `/${plural}?q=${text(value)}`))
    await note(`search ${i}`, ask('GET', `/search?q=${text(value)}`))
  }
  for (const path of ['/tags', '/objects', '/trash']) await note(path, ask('GET', path))
  const fresh = await note('single', ask('GET', `/${plural}/${subjects.secret}`))
  await note('single in trash', ask('GET', `/${plural}/${subjects.trashed}`))
  if (!type.embedded) {
    await note('timeline', ask('GET', `/${plural}/${subjects.secret}/timeline`))
    for (const target of ['company', 'contact', 'product'])
      await note(`timeline of ${target}`, ask('GET', `/${crmCatalog.type(target).object.plural}/${targets[target]?.[0]}/timeline`))
    for (const columns of ['', `&columns=${name}`]) {
      await note(`csv ${columns}`, ask('GET', `/${plural}/export?format=csv${columns}`))
      answers.set(`xlsx ${columns}`, await workbook(world, type, columns === '' ? undefined : [name]))
    }
    const draft = await note(
      'import',
      ask('POST', `/imports?object=${plural}&filename=a.csv`, {
        body: Buffer.from(`${object.label},${field.label}\nImported,${text(third)}\n`),
      }),
    )
    await note('import preview', ask('GET', `/imports/${(draft.json as { id: string }).id}/preview`))
  }
  // Old versions, and values that were and are there: neither conflicts nor equal values tell anything.
  const visible =
    object.name === 'note' ? (name === 'body' ? {} : { body: 'Mine' }) : name === 'name' ? { tags: ['mine'] } : { name: 'Mine' }
  await note('stale', ask('PATCH', `/${plural}/${subjects.secret}`, { body: visible, headers: { 'if-match': '"1"' } }))
  for (const value of [first, second])
    await note(
      `update ${value === first ? 1 : 2}`,
      ask('PATCH', `/${plural}/${subjects.secret}`, {
        body: { [name]: value },
        headers: { 'if-match': String(fresh.headers['etag']) },
      }),
    )
  await note('update', ask('PATCH', `/${plural}/${subjects.secret}`, { body: visible, headers: { 'if-match': `"${subjects.version}"` } }))
  await note('create', ask('POST', `/${plural}`, { body: { ...visible, [name]: third }, headers: { 'idempotency-key': 'one' } }))
  await note('create again', ask('POST', `/${plural}`, { body: { ...visible, [name]: third }, headers: { 'idempotency-key': 'one' } }))
  await note('restore', ask('POST', `/${plural}/${subjects.trashed}/restoration`))
  return answers
}

function compare([acme, globex]: Map<string, string>[]): void {
  expect([...(acme?.keys() ?? [])]).toEqual([...(globex?.keys() ?? [])])
  for (const [label, answer] of acme ?? []) expect(globex?.get(label), label).toBe(answer)
}

describe('a field that is hidden from a role', () => {
  it.each(cases)('%s is as if it did not exist', async (_, one) => {
    const worlds = await makeWorlds(one, () => ({}))
    const answers: Map<string, string>[] = []
    for (const world of worlds) answers.push(await askEverything(world, one))
    compare(answers)
    for (const world of worlds) await expectUnknown(world, one)
  })
})

/** What a refusal says, without the members that every problem has: some fields are called like them. */
function said({ status, json }: Answer): string {
  const { detail, errors } = json as { detail?: string; errors?: unknown }
  return JSON.stringify([status, detail, errors])
}

/** Whatever is refused is refused in the words that a name gets which nobody ever heard of. */
async function expectUnknown(world: World, { type, name, field }: Case): Promise<void> {
  const ask = asker(world)
  const { plural } = type.object
  const unknown = `${name}Zz`
  const [value] = valuesOf(field, world.targets)
  const words = async (asked: (field: string) => Promise<Answer>): Promise<void> => {
    const [hidden, none] = [await asked(name), await asked(unknown)]
    expect(said(hidden).replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'FIELD')).toBe(said(none).replaceAll(unknown, 'FIELD'))
    expect(hidden.status).toBe(422)
  }
  for (const operator of operatorsOf(type.object, name, field)) await words((one) => ask('GET', `/${plural}?${one}.${operator}=x`))
  await words((one) => ask('GET', `/${plural}?sort=${one}`))
  await words((one) => ask('GET', `/${plural}/totals?group=${one}`))
  await words((one) => ask('POST', `/${plural}`, { body: { [one]: value } }))
  await words((one) => ask('PATCH', `/${plural}/${world.subjects.secret}`, { body: { [one]: value }, headers: { 'if-match': '"1"' } }))
  if (!type.embedded) {
    await words((one) => ask('GET', `/${plural}/export?columns=${one}`))
    const draft = (await ask('POST', `/imports?object=${plural}&filename=a.csv`, { body: Buffer.from('A,B\n1,2\n') })).json as {
      id: string
    }
    await words((one) => ask('PATCH', `/imports/${draft.id}`, { body: { mapping: [{ column: 1, name: 'B', field: one }] } }))
    await words((one) => ask('PATCH', `/imports/${draft.id}`, { body: { options: { defaults: { [one]: '1' } } } }))
  }
  const record = (await ask('GET', `/${plural}/${world.subjects.secret}`)).json as Record<string, unknown>
  expect(Object.keys(record)).not.toContain(name)
  const objects = (await ask('GET', '/objects')).json as { plural: string; fields: { name: string }[] }[]
  expect(objects.find((object) => object.plural === plural)?.fields.map((one) => one.name) ?? []).not.toContain(name)
}

describe('a field that is hidden in other people’s records', () => {
  it.each(cases)('%s is empty in them', async (_, one) => {
    const worlds = await makeWorlds(one, (when) => ({ when: { not: when } }))
    const answers: Map<string, string>[] = []
    for (const world of worlds) answers.push(await askEverything(world, one))
    compare(answers)
    for (const world of worlds) {
      const record = (await asker(world)('GET', `/${one.type.object.plural}/${world.subjects.secret}`)).json as Record<string, unknown>
      expect(record[one.name] ?? null).toEqual(one.field.type === 'tags' ? [] : null)
      expect(record['denied']).toContain(`${one.name}.read`)
    }
  })
})
