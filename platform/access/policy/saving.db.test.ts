import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { allow, deny, policy, problemOf, save } from '../test/policies.ts'
import { createDraft, readDraft } from './draft-service.ts'
import { currentPolicy, policyVersion, policyVersions } from './policy-service.ts'
import { saveDraft } from './saving-service.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

/** Begins with an empty policy; `base` is its version. */
async function fresh<T>(fn: (own: TestDatabase & { base: number }) => Promise<T>): Promise<T> {
  await db.acme.setPolicy({})
  return fn({ ...db, base: (await currentPolicy(db.acme.as('owner'))).version })
}

const viewersDeals = allow('viewers-create', 'role:viewer', 'deals.create')

describe('saving', () => {
  it('makes versions, with who, why and what in words', async () => {
    const { acme, globex } = db
    expect(await currentPolicy(acme.as('owner'))).toMatchObject({ version: 0, author: null, sentences: {} })
    expect(await save(acme.as('admin'), policy([viewersDeals]), 'Viewers write down leads')).toMatchObject({ state: 'saved', version: 1 })
    const changed = { ...viewersDeals, permissions: ['deals.create', 'contacts.create'] }
    await save(acme.as('admin'), policy([changed, allow('b', 'role:viewer', 'notes.create')]), 'Contacts too')
    const current = await currentPolicy(acme.as('owner'))
    expect(current).toMatchObject({ version: 2, reason: 'Contacts too', author: { name: 'Admin Acme' }, approver: null, problems: [] })
    expect(current.sentences).toEqual({
      'viewers-create': 'Viewers may add deals and contacts.',
      b: 'Viewers may add notes.',
    })
    const version = await policyVersion(acme.as('owner'), 2)
    expect(version.changes).toEqual([
      { kind: 'changed', rule: 'viewers-create', before: 'Viewers may add deals.', after: 'Viewers may add deals and contacts.' },
      { kind: 'added', rule: 'b', before: null, after: 'Viewers may add notes.' },
    ])
    expect((await policyVersions(acme.as('owner'), null, 10)).map((one) => [one.version, one.reason])).toEqual([
      [2, 'Contacts too'],
      [1, 'Viewers write down leads'],
    ])
    expect((await policyVersions(acme.as('owner'), 2, 10)).map((one) => one.version)).toEqual([1])
    expect(await problemOf(policyVersion(acme.as('owner'), 3))).toMatchObject({ code: 'not_found' })
    expect(await currentPolicy(globex.as('owner'))).toMatchObject({ version: 0 })
    expect(await problemOf(policyVersion(globex.as('owner'), 1))).toMatchObject({ code: 'not_found' })
  })

  it('counts at once, and is taken back by saving an old version again', () =>
    fresh(async ({ acme, base }) => {
      expect(() => acme.as('viewer').authorize('create', 'deals')).toThrow()
      await save(acme.as('owner'), policy([viewersDeals]))
      const viewer = acme.as('viewer')
      await viewer.access.renew()
      expect(() => viewer.authorize('create', 'deals')).not.toThrow()
      await save(acme.as('owner'), policy([]))
      const back = await createDraft(acme.as('owner'), { fromVersion: base + 1 })
      expect(back).toMatchObject({
        title: `Back to version ${base + 1}`,
        baseVersion: base + 2,
        changes: [{ kind: 'added', rule: 'viewers-create' }],
      })
      expect(await saveDraft(acme.as('owner'), back.id, 'It was right before')).toMatchObject({ version: base + 3 })
      expect(await problemOf(createDraft(acme.as('owner'), { fromVersion: 999 }))).toMatchObject({ code: 'not_found' })
    }))

  it('refuses a draft that another one outran, and says what has changed', () =>
    fresh(async ({ acme, base }) => {
      const slow = await createDraft(acme.as('admin'), { document: policy([allow('slow', 'role:viewer', 'notes.create')]) })
      await save(acme.as('owner'), policy([viewersDeals]))
      const refused = await problemOf(saveDraft(acme.as('admin'), slow.id, 'late'))
      expect(refused).toMatchObject({
        code: 'stale_version',
        extra: { members: { base, current: base + 1, changes: [{ kind: 'added', rule: 'viewers-create' }] } },
      })
      expect(await currentPolicy(acme.as('owner'))).toMatchObject({ version: base + 1 })
      expect(await readDraft(acme.as('admin'), slow.id)).toMatchObject({ state: 'draft', baseVersion: base, currentVersion: base + 1 })
    }))

  it('lets one of those win that save at the same time', () =>
    fresh(async ({ acme, base }) => {
      const drafts = await Promise.all(
        ['one', 'two', 'three'].map((id) =>
          createDraft(acme.as('owner'), { document: policy([allow(id, 'role:viewer', 'notes.export')]) }),
        ),
      )
      const outcomes = await Promise.allSettled(drafts.map(({ id }) => saveDraft(acme.as('owner'), id, 'at once')))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'stale_version' })
      expect(await currentPolicy(acme.as('owner'))).toMatchObject({ version: base + 1 })
    }))

  it.each([
    ['to give what only owners may', policy([]), policy([allow('a', 'role:admin', 'policies.manage')])],
    ['to give it by a star', policy([]), policy([allow('a', 'role:member', 'organization.*')])],
    ['to change the settings', policy([]), policy([], { settings: { secondApprover: false, manyPeople: 5 } })],
    ['to take a restriction from oneself', policy([deny('d', 'role:admin', 'deals.delete')]), policy([])],
    [
      'to get around one',
      policy([deny('d', 'role:admin', 'deals.delete')]),
      policy([deny('d', 'role:admin', 'deals.delete'), allow('a', 'role:admin', 'deals.delete', { at: 'place' })]),
    ],
  ])('takes policies.manage %s', (_, before, after) =>
    fresh(async ({ acme }) => {
      const place = await acme.node(`Place ${Math.random()}`, 'company')
      const at = JSON.parse(JSON.stringify(after).replace('"place"', `"${place}"`)) as unknown
      await save(acme.as('owner'), before)
      expect(await problemOf(save(acme.as('admin'), at))).toMatchObject({ code: 'forbidden', extra: { members: { resource: 'policies' } } })
      expect(await save(acme.as('owner'), at)).toMatchObject({ state: 'saved' })
    }),
  )

  it('is decided by what holds when it is saved, not when it was asked for', () =>
    fresh(async ({ acme }) => {
      const draft = await createDraft(acme.as('admin'), { document: policy([]) })
      const asked = acme.as('admin')
      asked.authorize('update', 'policies')
      await acme.setPolicy({ rules: [deny('no-more', 'role:admin', 'policies.*')] })
      expect(await problemOf(saveDraft(asked, draft.id, 'too late'))).toMatchObject({ code: 'forbidden' })
    }))

  it('shows what an upgrade has made meaningless, and lets it be mended', () =>
    fresh(async ({ acme }) => {
      await acme.setPolicy({ rules: [allow('old', 'role:viewer', 'planes.read'), viewersDeals] })
      const { problems, document } = await currentPolicy(acme.as('owner'))
      expect(problems.map(({ path }) => path)).toEqual(['rules[0].permissions[0]'])
      expect(document).toMatchObject({ rules: [{ id: 'old' }, { id: 'viewers-create' }] })
      expect(await save(acme.as('owner'), policy([viewersDeals]))).toMatchObject({ state: 'saved' })
      expect((await currentPolicy(acme.as('owner'))).problems).toEqual([])
    }))

  it('lets administrators hold themselves back', () =>
    fresh(async ({ acme }) => {
      expect(await save(acme.as('admin'), policy([deny('d', 'role:admin', 'deals.delete')]))).toMatchObject({ state: 'saved' })
      expect(await save(acme.as('admin'), policy([deny('d', 'role:admin', 'deals.*')]))).toMatchObject({ state: 'saved' })
    }))
})
