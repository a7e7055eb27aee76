import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { OpContext } from '@freehold/kernel'
import { createTestDatabase, quietLog, type TestDatabase } from '../../../test/harness/database.ts'
import { withAccess } from '../store/access.ts'
import { allow, deny, policy, problemOf } from '../test/policies.ts'
import { listAlerts } from './alert-service.ts'
import { applyPolicy } from './applying-service.ts'
import { currentPolicy, policyVersions } from './policy-service.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

/** The command line, run by whoever runs the machine. */
function commandLine(): OpContext {
  return {
    tenant: db.acme.tenant,
    actor: { kind: 'system', name: 'Command line' },
    kind: 'cli',
    requestId: 'test-cli',
    log: quietLog,
    placement: db.placement,
    ...withAccess(db.access.system('cli')),
  }
}

const snapshot = () => db.access.snapshot(db.acme.tenant)

it('makes a document the policy at once, in this organization alone', async () => {
  const document = policy([deny('quiet', 'role:member', 'deals.create')])
  expect(() => db.acme.as('member').authorize('create', 'deals')).not.toThrow()
  const saved = await applyPolicy(commandLine(), await snapshot(), document, 'from a file')
  expect(saved).toMatchObject({ state: 'saved', version: 1 })
  await db.acme.change(() => Promise.resolve())
  const { version, reason, author, document: stored } = await currentPolicy(db.acme.as('owner'))
  expect({ version, reason, author, stored }).toEqual({ version: 1, reason: 'from a file', author: null, stored: document })
  expect(() => db.acme.as('member').authorize('create', 'deals')).toThrow()
  expect(() => db.globex.as('member').authorize('create', 'deals')).not.toThrow()
  expect(await policyVersions(db.globex.as('owner'), null, 10)).toEqual([])
})

it('raises alerts as ever', async () => {
  const document = policy([allow('all', 'role:member', 'administration.*')], { settings: { secondApprover: true, manyPeople: 25 } })
  const { alerts } = await applyPolicy(commandLine(), await snapshot(), document, 'for a test')
  expect(alerts.map(({ kind }) => kind)).toEqual(['owner_rights', 'restriction_lost'])
  expect((await listAlerts(db.acme.as('owner'))).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['owner_rights', 'restriction_lost']),
  )
  expect(await listAlerts(db.globex.as('owner'))).toEqual([])
})

it('refuses what is wrong, and what was compared with an older policy', async () => {
  const before = await snapshot()
  const faulty = await problemOf(applyPolicy(commandLine(), before, policy([allow('a', 'everyone', 'deals.fly')]), 'for a test'))
  expect([faulty.code, faulty.extra.errors?.[0]?.path]).toEqual(['invalid_input', 'document.rules[0].permissions[0]'])
  await applyPolicy(commandLine(), before, policy([]), 'for a test')
  const late = await problemOf(applyPolicy(commandLine(), before, policy([allow('a', 'everyone', 'deals.read')]), 'for a test'))
  expect(late.code).toBe('stale_version')
  expect((await snapshot()).policy.rules).toEqual([])
})

it('is for nobody else: people write a draft', async () => {
  const { code } = await problemOf(applyPolicy(db.acme.as('owner'), await snapshot(), policy([]), 'for a test'))
  expect(code).toBe('forbidden')
})
