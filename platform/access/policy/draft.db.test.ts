import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { allow, deny, policy, problemOf, save } from '../test/policies.ts'
import { listAlerts } from './alert-service.ts'
import { createDraft, discardDraft, openDrafts, readDraft, updateDraft } from './draft-service.ts'
import { currentPolicy, policyVersions } from './policy-service.ts'
import { approveDraft, rejectDraft, saveDraft } from './saving-service.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
})
afterAll(() => db.drop())

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
