import type { Problem } from '@freehold/kernel'
import { createRecord, listRecords, updateRecord, type RecordType } from '@freehold/records'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { crmCatalog } from '../index.ts'
import { prepareBoth, stageIds } from './fixture.ts'

let db: TestDatabase
/** By organization: a value for every reference, by target. */
const own = new Map<TestOrganization, Record<string, string>>()

beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  await prepareBoth(db)
  for (const organization of [db.acme, db.globex]) own.set(organization, await makeTargets(organization))
})
afterAll(() => db.drop())

async function makeTargets(organization: TestOrganization): Promise<Record<string, string>> {
  const ctx = organization.as('owner')
  const stage = (await stageIds(organization))['Engaging'] ?? ''
  const ids: Record<string, string> = { stage, member: ctx.actor.kind === 'member' ? ctx.actor.id : '' }
  for (const name of ['company', 'contact', 'product'])
    ids[name] = (await createRecord(ctx, crmCatalog, crmCatalog.type(name), { name: `${organization.slug} ${name}` })).id
  const deal = await createRecord(ctx, crmCatalog, crmCatalog.type('deal'), { name: `${organization.slug} deal`, stageId: stage })
  return {
    ...ids,
    deal: deal.id,
    pipeline: String(deal['pipelineId']),
    team: await organization.team('North'),
    territory: await organization.territory('Alps'),
    node: await organization.node('Plant', 'site'),
  }
}

const nowhere = '00000000-0000-7000-8000-000000000000'

const references = crmCatalog.types.flatMap((type) =>
  Object.entries(type.object.fields).flatMap(([name, field]) =>
    field.reference === undefined || field.readOnly ? [] : [{ type, name, target: field.reference }],
  ),
)

function leastValues(type: RecordType, ids: Record<string, string>) {
  switch (type.object.name) {
    case 'deal':
      return { name: 'New', stageId: ids['stage'] ?? '' }
    case 'note':
      return { body: 'New' }
    default:
      return { name: 'New' }
  }
}

async function answer(promise: Promise<unknown>): Promise<unknown> {
  try {
    return await promise
  } catch (error) {
    const { status, code, errors } = (error as Problem).toDocument()
    return { status, code, errors }
  }
}

describe('a reference to a record of another organization', () => {
  it.each(references.map((reference) => [`${reference.type.object.name}.${reference.name}`, reference] as const))(
    '%s answers like one to nothing, on create and on change',
    async (_, { type, name, target }) => {
      const acme = own.get(db.acme) ?? {}
      const foreign = own.get(db.globex)?.[target] ?? ''
      expect(foreign).not.toBe('')
      const ctx = () => db.acme.as('member')
      const attempt = (id: string) => answer(createRecord(ctx(), crmCatalog, type, { ...leastValues(type, acme), [name]: id }))
      const [onForeign, onNothing] = [await attempt(foreign), await attempt(nowhere)]
      expect(onForeign).toEqual(onNothing)
      expect(onForeign).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ path: name === 'pipelineId' ? 'stageId' : name }] })
      const values = type.object.name === 'note' ? { body: 'New', [name]: acme[target] ?? '' } : leastValues(type, acme)
      const record = await createRecord(ctx(), crmCatalog, type, values)
      const change = (id: string) => answer(updateRecord(ctx(), crmCatalog, type, record.id, record.version, { [name]: id }))
      expect(await change(foreign)).toEqual(await change(nowhere))
      expect(await change(foreign)).toMatchObject({ status: 422, code: 'invalid_input' })
    },
  )
})

describe('filters with ids of another organization', () => {
  it.each(references.map((reference) => [`${reference.type.object.plural}?${reference.name}`, reference] as const))(
    '%s finds nothing',
    async (_, { type, name, target }) => {
      const foreign = own.get(db.globex)?.[target] ?? ''
      for (const query of [{ [name]: foreign }, { [`${name}.in`]: `${foreign},${nowhere}` }]) {
        expect((await listRecords(db.acme.as('viewer'), crmCatalog, type, query)).items).toEqual([])
      }
    },
  )
})
