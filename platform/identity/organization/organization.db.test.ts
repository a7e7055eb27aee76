import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import type { SessionView } from '../session/session-service.ts'
import { goodPassword, People, type Person } from '../test/people.ts'
import { discrepancies } from './organization-keeper.ts'
import { findActor, findOrganization, listOrganizations, slugOf } from './organization-service.ts'

let db: TestDatabase
let people: People
let owner: Person
let admin: Person
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  people = new People(db)
  owner = await people.register('Olga', 'Engines')
  admin = await people.join(owner, 'admin', 'Adam')
})
afterAll(() => db.drop())

/** As a restored backup would leave it; no role of the application can. */
const lose = (person: Person) =>
  db.admin(async (client) => {
    await client.query('begin')
    await client.query('select tenancy.enter($1, false)', [
      db.sealer.seal({ tenant: person.view.organization?.id ?? '', requestId: 'loss', actor: { kind: 'system', name: 'Test' } }),
    ])
    await client.query('delete from identity.member where id = $1', [person.view.member?.id])
    await client.query('commit')
  })

describe('a missing member record', () => {
  it('is measured, and heals at the next request with the least role', async () => {
    expect(await discrepancies(db.placement)).toMatchObject({ memberMissing: 0, membershipMissing: 0 })
    await lose(admin)
    expect(await discrepancies(db.placement)).toMatchObject({ memberMissing: 1 })
    const [healed, again] = await Promise.all([people.known(admin.token), people.known(admin.token)])
    expect(again.member).toEqual(healed.member)
    expect(healed.organization?.id).toBe(admin.view.organization?.id)
    expect(healed.member).toMatchObject({ name: 'Adam', role: 'viewer' })
    expect(await discrepancies(db.placement)).toMatchObject({ memberMissing: 0 })
    const { rows } = await db.admin((client) =>
      client.query('select actor_kind, actor_name, action from ledger.entry where record_id = $1', [healed.member?.id]),
    )
    expect(rows).toEqual([{ actor_kind: 'system', actor_name: 'Freehold', action: 'created' }])
  })

  it('heals at sign-in, as owner where nobody else is left who could help', async () => {
    const alone = await people.register('Sole', 'Alone')
    await lose(alone)
    const { body } = await people.public<SessionView>('signIn', { body: { email: alone.email, password: goodPassword } })
    expect(body).toMatchObject({ organization: { name: 'Alone' }, member: { role: 'owner' } })
  })

  it('does not give a disabled person their access back', async () => {
    const person = await people.join(owner, 'member', 'Dora')
    await db.admin(async (client) => {
      await client.query('begin')
      await client.query('select tenancy.enter($1, false)', [
        db.sealer.seal({ tenant: person.view.organization?.id ?? '', requestId: 'test', actor: { kind: 'system', name: 'Test' } }),
      ])
      await client.query(`update identity.member set status = 'disabled' where id = $1`, [person.view.member?.id])
      await client.query('commit')
    })
    const found = await people.known(person.token)
    expect(found).toMatchObject({ organization: null, member: null })
    const { body } = await people.session<SessionView>('getSession', person.token)
    expect(body).toMatchObject({ organization: null, member: null, organizations: [], permissions: {} })
  })
})

describe('an organization', () => {
  it('is found by its slug, with all the others in order', async () => {
    const slug = owner.view.organization?.slug ?? ''
    expect(await findOrganization(db.placement, slug)).toEqual(owner.view.organization)
    expect(await findOrganization(db.placement, 'nowhere')).toBeUndefined()
    expect((await listOrganizations(db.placement)).map((organization) => organization.slug).slice(0, 2)).toEqual(['acme', 'globex'])
  })

  it('knows what its members may do today', async () => {
    const [tenant, id] = [owner.view.organization?.id ?? '', owner.view.member?.id ?? '']
    expect(await findActor(db.placement, tenant, id)).toEqual({ kind: 'member', id, role: 'owner', name: 'Olga' })
    expect(await findActor(db.placement, db.acme.tenant, id)).toBeUndefined()
  })

  it.each([
    ['Acme Corp.', /^acme-corp-[a-z2-9]{5}$/],
    ['Müller & Söhne GmbH', /^muller-sohne-gmbh-[a-z2-9]{5}$/],
    ['日本', /^[a-z2-9]{5}$/],
    ['-'.repeat(60), /^[a-z2-9]{5}$/],
    ['x'.repeat(200), /^x{40}-[a-z2-9]{5}$/],
  ])('called %s has a short name for addresses', (name, form) => {
    expect(slugOf(name)).toMatch(form)
  })
})
