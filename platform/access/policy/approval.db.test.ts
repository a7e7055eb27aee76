import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestPerson } from '../../../test/harness/database.ts'
import { allow, deny, policy, problemOf, save } from '../test/policies.ts'
import { openDrafts, readDraft, updateDraft } from './draft-service.ts'
import { currentPolicy } from './policy-service.ts'
import { approveDraft, rejectDraft } from './saving-service.ts'

let db: TestDatabase
let partner: TestPerson
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  const alone = await problemOf(save(db.acme.as('owner'), policy([], { settings: { secondApprover: true, manyPeople: 2 } })))
  expect(alone.extra.errors?.map(({ path }) => path)).toEqual(['document.settings.secondApprover'])
  partner = await db.acme.person({ role: 'owner', name: 'Partner' })
})
afterAll(() => db.drop())

/** Begins with an empty policy; `base` is its version. */
async function fresh<T>(fn: (own: TestDatabase & { base: number }) => Promise<T>): Promise<T> {
  await db.acme.setPolicy({})
  return fn({ ...db, base: (await currentPolicy(db.acme.as('owner'))).version })
}

describe('a second person', () => {
  const careful = { settings: { secondApprover: true, manyPeople: 2 } }
  const held = deny('held', 'role:viewer', 'deals.read')

  it('approves what raises an alert, and nobody approves their own', () =>
    fresh(async ({ acme, globex, base }) => {
      await save(acme.as('owner'), policy([held], careful))
      const saving = await save(acme.as('owner'), policy([], careful), 'No longer needed')
      expect(saving).toMatchObject({ state: 'waiting', version: null, alerts: [{ kind: 'restriction_lost', rule: 'held' }] })
      const { id } = saving.draft
      expect((await openDrafts(acme.as('admin'), false))[0]).toMatchObject({ id, state: 'waiting' })
      expect(await currentPolicy(acme.as('owner'))).toMatchObject({ version: base + 1 })
      expect(await problemOf(approveDraft(acme.as('owner'), id, undefined))).toMatchObject({ code: 'forbidden' })
      expect(await problemOf(approveDraft(acme.as('admin'), id, undefined))).toMatchObject({ code: 'forbidden' })
      expect(await problemOf(approveDraft(globex.as('owner'), id, undefined))).toMatchObject({ code: 'not_found' })
      expect(await problemOf(updateDraft(acme.as('admin'), id, saving.draft.version + 1, {}))).toMatchObject({ code: 'wrong_state' })
      expect(await approveDraft(partner.as(), id, 'Agreed')).toMatchObject({ state: 'saved', version: base + 2 })
      expect(await currentPolicy(acme.as('owner'))).toMatchObject({
        version: base + 2,
        reason: 'No longer needed',
        author: { name: 'Owner Acme' },
        approver: { name: 'Partner' },
      })
      expect(await problemOf(approveDraft(partner.as(), id, undefined))).toMatchObject({ code: 'wrong_state' })
    }))

  it('rejects with a reason', () =>
    fresh(async ({ acme, base }) => {
      await save(acme.as('owner'), policy([held], careful))
      const { draft } = await save(acme.as('admin'), policy([], careful))
      expect(await problemOf(rejectDraft(acme.as('admin'), draft.id, 'no'))).toMatchObject({ code: 'forbidden' })
      await rejectDraft(acme.as('owner'), draft.id, 'It is still needed')
      expect(await readDraft(acme.as('admin'), draft.id)).toMatchObject({
        state: 'rejected',
        decidedBy: { name: 'Owner Acme' },
        decisionReason: 'It is still needed',
      })
      expect(await currentPolicy(acme.as('owner'))).toMatchObject({ version: base + 1 })
    }))

  it('is not asked about what raises none, and cannot be done away with alone', () =>
    fresh(async ({ acme }) => {
      await save(acme.as('owner'), policy([held], { settings: { secondApprover: true, manyPeople: 100 } }))
      const more = policy([held, allow('more', 'role:viewer', 'notes.create')], { settings: { secondApprover: true, manyPeople: 100 } })
      expect(await save(acme.as('admin'), more)).toMatchObject({ state: 'saved', alerts: [] })
      const loose = policy([held, allow('more', 'role:viewer', 'notes.create')], { settings: { secondApprover: false, manyPeople: 100 } })
      expect(await save(acme.as('owner'), loose)).toMatchObject({ state: 'waiting', alerts: [{ kind: 'approval_changed' }] })
    }))

  it('approves nothing that was outrun meanwhile', () =>
    fresh(async ({ acme }) => {
      await save(acme.as('owner'), policy([held], careful))
      const { draft } = await save(acme.as('admin'), policy([], careful))
      await save(acme.as('owner'), policy([held, allow('more', 'role:viewer', 'notes.create')], careful))
      expect(await problemOf(approveDraft(acme.as('owner'), draft.id, undefined))).toMatchObject({ code: 'stale_version' })
    }))
})
