import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, quietLog, type TestDatabase } from '../../../test/harness/database.ts'
import { allow, deny, policy, problemOf, save } from '../test/policies.ts'
import { acknowledgeAlert, listAlerts } from './alert-service.ts'
import { currentPolicy } from './policy-service.ts'

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

describe('an alert', () => {
  it.each([
    ['owner_rights', policy([]), policy([allow('a', 'role:admin', 'policies.manage')])],
    ['restriction_lost', policy([deny('d', 'role:viewer', 'deals.read')]), policy([])],
    ['restriction_lost', policy([deny('d', 'role:viewer', 'deals.*')]), policy([deny('d', 'role:viewer', 'deals.read')])],
    [
      'many_people',
      policy([], { settings: { secondApprover: false, manyPeople: 1 } }),
      policy([deny('d', 'everyone', 'deals.delete')], { settings: { secondApprover: false, manyPeople: 1 } }),
    ],
    [
      'approval_changed',
      policy([], { settings: { secondApprover: false, manyPeople: 1 } }),
      policy([], { settings: { secondApprover: false, manyPeople: 9 } }),
    ],
  ] as const)('%s is raised, logged and acknowledged', (kind, before, after) =>
    fresh(async ({ acme, globex, base }) => {
      await save(acme.as('owner'), before)
      const warnings: object[] = []
      const log = { ...quietLog, warn: (fields: object) => void warnings.push(fields) }
      const saving = await save(acme.as('owner', { log }), after)
      expect(saving.alerts.map((alert) => alert.kind)).toContain(kind)
      expect(warnings).toContainEqual(expect.objectContaining({ kind, tenant: acme.tenant }))
      const alert = (await listAlerts(acme.as('admin'))).find((one) => one.kind === kind && one.detail.version === base + 2)
      expect(alert).toMatchObject({ raisedBy: { name: 'Owner Acme' }, acknowledgedAt: null })
      expect(await listAlerts(globex.as('owner'))).toEqual([])
      const id = alert?.id ?? ''
      expect(await problemOf(acknowledgeAlert(globex.as('owner'), id))).toMatchObject({ code: 'not_found' })
      const seen = await acknowledgeAlert(acme.as('admin'), id)
      expect(seen.acknowledgedBy?.name).toBe('Admin Acme')
      expect(await acknowledgeAlert(acme.as('owner'), id)).toEqual(seen)
    }),
  )

  it.each([
    ['a note', deny('d', 'role:viewer', 'deals.read'), { note: 'why' }],
    ['more people', deny('d', 'role:viewer', 'deals.read'), { who: ['everyone' as const] }],
    ['more strength', deny('d', 'role:viewer', 'deals.read'), { effect: 'forbid' as const }],
    ['more permissions', deny('d', 'role:viewer', 'deals.read'), { permissions: ['deals.*'] }],
  ])('is not raised by %s', (_, rule, change) =>
    fresh(async ({ acme }) => {
      await save(acme.as('owner'), policy([rule]))
      expect(await save(acme.as('owner'), policy([{ ...rule, ...change }]))).toMatchObject({ alerts: [] })
      expect(await save(acme.as('owner'), policy([{ ...rule, ...change, id: 'renamed' }]))).toMatchObject({ alerts: [] })
    }),
  )
})
