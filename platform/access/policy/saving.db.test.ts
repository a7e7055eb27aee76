import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, quietLog, type TestDatabase } from '../../../test/harness/database.ts'
import { allow, deny, policy, problemOf, save } from '../test/policies.ts'
import { acknowledgeAlert, listAlerts } from './alert-service.ts'
import { createDraft, discardDraft, openDrafts, readDraft, updateDraft } from './draft-service.ts'
import { currentPolicy, policyVersion, policyVersions } from './policy-service.ts'
import { approveDraft, rejectDraft, saveDraft } from './saving-service.ts'

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

describe('a draft', () => {
  it('keeps what is wrong, and says where', async () => {
    const draft = await createDraft(db.acme.as('owner'), { title: 'Faulty', document: { roles: [], rules: [{ id: 'x' }], settings: {} } })
    expect(draft.problems.map(({ path }) => path)).toContain('rules[0].effect')
    expect(draft.document).toEqual({ roles: [], rules: [{ id: 'x' }], settings: {} })
    const refused = await problemOf(saveDraft(db.acme.as('owner'), draft.id, 'trying'))
    expect(refused.code).toBe('invalid_input')
    expect(refused.extra.errors?.map(({ path }) => path)).toContain('document.rules[0].effect')
    expect(await problemOf(readDraft(db.globex.as('owner'), draft.id))).toMatchObject({ code: 'not_found' })
    expect(await openDrafts(db.globex.as('owner'), true)).toEqual([])
  })

  it.each([
    ['no policy at all', null, 'document'],
    ['a text', 'deals.read', 'document'],
    ['a list', [], 'document'],
    ['an unknown member', { ...policy([]), more: 1 }, 'document.more'],
    ['an unknown action', policy([allow('a', 'everyone', 'deals.fly')]), 'document.rules[0].permissions[0]'],
    ['a star alone', policy([allow('a', 'everyone', '*')]), 'document.rules[0].permissions[0]'],
    ['a star in the middle', policy([allow('a', 'everyone', 'crm.*.read')]), 'document.rules[0].permissions[0]'],
    ['nobody', policy([{ ...viewersDeals, who: [] }]), 'document.rules[0].who'],
    ['a role that is none', policy([allow('a', 'role:pilot', 'deals.read')]), 'document.rules[0].who[0]'],
    [
      'a team of another organization',
      policy([allow('a', 'team:00000000-0000-4000-8000-000000000000', 'deals.read')]),
      'document.rules[0].who[0]',
    ],
    ['two rules with one id', policy([viewersDeals, viewersDeals]), 'document.rules[1].id'],
    ['a field that is none', policy([deny('a', 'role:viewer', 'deals.read', { fields: ['altitude'] })]), 'document.rules[0].fields[0]'],
    [
      'two types compared',
      policy([deny('a', 'role:viewer', 'deals.read', { when: { attribute: 'resource.amount', operator: 'eq', value: 'much' } })]),
      'document.rules[0].when.value',
    ],
    ['owners shut out', policy([{ ...deny('a', 'role:owner', 'policies.*') }]), 'document.rules[0]'],
  ])('is not saved with %s', async (_, document, path) => {
    const draft = await createDraft(db.acme.as('owner'), { document: document ?? 'null' })
    const { code, extra } = await problemOf(saveDraft(db.acme.as('owner'), draft.id, 'trying'))
    expect(code).toBe('invalid_input')
    expect((extra.errors ?? []).map((error) => error.path).filter((one) => one.startsWith(path))).not.toEqual([])
    expect(await policyVersions(db.acme.as('owner'), null, 10)).toEqual([])
  })

  it('that every owner is kept out by is refused, whatever way', async () => {
    const team = await db.acme.team('Everybody')
    const actor = db.acme.as('owner').actor
    await db.acme.change((tx) =>
      tx.sql('insert into access.team_member (tenant_id, team_id, member_id) values ($1, $2, $3)', [
        db.acme.tenant,
        team,
        actor.kind === 'member' ? actor.id : '',
      ]),
    )
    const locked = policy([
      deny('quiet', `team:${team}`, 'policies.*', { when: { attribute: 'context.time', operator: 'gte', value: '23:59' } }),
    ])
    const { code, extra } = await problemOf(save(db.acme.as('owner'), locked))
    expect([code, extra.errors?.[0]?.path]).toEqual(['invalid_input', 'document.rules'])
    const draft = await createDraft(db.acme.as('owner'), {
      document: policy([
        deny('office', `team:${team}`, 'policies.*', {
          when: { not: { attribute: 'context.address', operator: 'within', value: '10.0.0.0/8' } },
        }),
      ]),
    })
    expect(draft.problems).toEqual([])
  })

  it('may name people of the directory, who never sign in', async () => {
    const agent = await db.acme.change((tx) =>
      tx.sql<{ id: string }>(`insert into identity.member (tenant_id, name) values ($1, 'Agent Zero') returning id`, [db.acme.tenant]),
    )
    const when = { attribute: 'resource.ownerId', operator: 'eq', value: agent[0]?.id ?? '' } as const
    const draft = await createDraft(db.acme.as('owner'), { document: policy([deny('zero', 'role:viewer', 'deals.read', { when })]) })
    expect(draft.problems).toEqual([])
    expect(draft.sentences['zero']).toContain('Agent Zero')
    const theirs = await createDraft(db.globex.as('owner'), { document: draft.document })
    expect(theirs.problems.map(({ path }) => path)).toEqual(['rules[0].when.value'])
  })

  it('is changed by whoever saw its last version, and not once it is decided', async () => {
    const draft = await createDraft(db.acme.as('owner'), { document: policy([]) })
    const second = await updateDraft(db.acme.as('admin'), draft.id, draft.version, { title: 'Second' })
    expect([second.title, second.author?.name, second.version]).toEqual(['Second', 'Admin Acme', draft.version + 1])
    const late = await problemOf(updateDraft(db.acme.as('owner'), draft.id, draft.version, { title: 'Late' }))
    expect(late).toMatchObject({ code: 'stale_version', extra: { members: { current: { title: 'Second' }, yours: { title: 'Late' } } } })
    expect(await problemOf(discardDraft(db.acme.as('owner'), draft.id, draft.version))).toMatchObject({ code: 'stale_version' })
    await discardDraft(db.acme.as('owner'), draft.id, second.version)
    for (const work of [
      () => updateDraft(db.acme.as('owner'), draft.id, second.version + 1, { title: 'Third' }),
      () => saveDraft(db.acme.as('owner'), draft.id, 'trying'),
      () => approveDraft(db.acme.as('owner'), draft.id, undefined),
    ])
      expect(await problemOf(work())).toMatchObject({ code: 'wrong_state' })
    expect((await readDraft(db.acme.as('owner'), draft.id)).state).toBe('discarded')
  })

  it.each(['member', 'viewer', 'guest'] as const)('is none of the business of a %s', async (role) => {
    const draft = await createDraft(db.acme.as('owner'), { document: policy([]) })
    for (const work of [
      () => currentPolicy(db.acme.as(role)),
      () => policyVersions(db.acme.as(role), null, 10),
      () => openDrafts(db.acme.as(role), true),
      () => readDraft(db.acme.as(role), draft.id),
      () => createDraft(db.acme.as(role), {}),
      () => updateDraft(db.acme.as(role), draft.id, 1, {}),
      () => saveDraft(db.acme.as(role), draft.id, 'trying'),
      () => approveDraft(db.acme.as(role), draft.id, undefined),
      () => rejectDraft(db.acme.as(role), draft.id, 'no'),
      () => listAlerts(db.acme.as(role)),
    ])
      expect(await problemOf(work())).toMatchObject({ code: 'forbidden' })
  })
})

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

describe('a second person', () => {
  const careful = { settings: { secondApprover: true, manyPeople: 2 } }
  const held = deny('held', 'role:viewer', 'deals.read')

  it('approves what raises an alert, and nobody approves their own', () =>
    fresh(async ({ acme, globex, base }) => {
      await save(acme.as('owner'), policy([held], careful))
      const partner = await acme.person({ role: 'owner', name: 'Partner' })
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
