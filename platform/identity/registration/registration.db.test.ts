import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { codeOf, goodPassword, People } from '../test/people.ts'
import type { SessionView } from '../session/session-service.ts'

let db: TestDatabase
let people: People
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  people = new People(db)
})
afterAll(() => db.drop())

const fresh = (name: string) => ({
  name,
  email: `${name.toLowerCase()}@example.com`,
  password: goodPassword,
  organizationName: `${name} Ltd`,
})

describe('registration', () => {
  it('makes user, organization, owner and session, and the ledger knows who', async () => {
    const { body, token } = await people.public<SessionView>('register', {
      body: { ...fresh('Ada'), currency: 'EUR', timeZone: 'Europe/Berlin' },
    })
    expect(body).toMatchObject({
      user: { name: 'Ada', email: 'ada@example.com' },
      organization: { name: 'Ada Ltd', currency: 'EUR', timeZone: 'Europe/Berlin' },
      member: { name: 'Ada', role: 'owner' },
      organizations: [{ name: 'Ada Ltd', role: 'owner' }],
      demonstration: false,
    })
    expect(body.organization?.slug).toMatch(/^ada-ltd-[a-z2-9]{5}$/)
    expect(body.permissions['members']).toContain('manage')
    const authenticated = await people.known(token)
    expect(authenticated.organization?.id).toBe(body.organization?.id)
    const entries = await db.admin((client) =>
      client.query('select actor_id, actor_name, action, object, record_id from ledger.entry where tenant_id = $1', [
        body.organization?.id,
      ]),
    )
    expect(entries.rows).toEqual([
      { actor_id: body.member?.id, actor_name: 'Ada', action: 'created', object: 'member', record_id: body.member?.id },
    ])
  })

  it('stores neither password nor token', async () => {
    const { token } = await people.public('register', { body: fresh('Grace') })
    const dump = await db.admin(async (client) => {
      const { rows } = await client.query(
        `select c::text as line from control.credential c union all select s::text from control.session s union all select u::text from control."user" u`,
      )
      return JSON.stringify(rows)
    })
    expect(dump).toContain('grace@example.com')
    expect(dump).not.toContain(goodPassword)
    expect(dump).not.toContain(token)
    expect(dump).toContain('$argon2id$v=19$m=19456,t=2,p=1$')
  })

  it('leaves nothing behind when one part fails', async () => {
    const count = async () =>
      (
        await db.admin((client) =>
          client.query('select (select count(*) from control."user") + (select count(*) from control.organization) as n'),
        )
      ).rows[0].n
    const before = await count()
    const taken = { ...fresh('Mary'), slug: 'acme' }
    expect(await codeOf(people.identity.register(people.visitor(), taken))).toBe('already_exists')
    expect(await count()).toBe(before)
  })

  it('does not tell from a short name whether another organization has it', async () => {
    const first = await people.public<SessionView>('register', { body: { ...fresh('One'), organizationName: 'Acme' } })
    const second = await people.public<SessionView>('register', { body: { ...fresh('Two'), organizationName: 'Acme' } })
    for (const { body } of [first, second]) expect(body.organization?.slug).toMatch(/^acme-[a-z2-9]{5}$/)
  })

  it('gives somebody who has an account and its password a further organization', async () => {
    const first = await people.public<SessionView>('register', { body: fresh('Joan') })
    const again = await people.public<SessionView>('register', { body: { ...fresh('Joan'), organizationName: 'Second' } })
    expect(again.body.user).toEqual(first.body.user)
    expect(again.body.organizations.map((organization) => organization.name)).toEqual(['Joan Ltd', 'Second'])
  })

  it('answers a taken address with a wrong password like a failed sign-in', async () => {
    await people.public('register', { body: fresh('Hedy') })
    expect(await codeOf(people.public('register', { body: { ...fresh('Hedy'), password: 'another fine secret phrase' } }))).toBe(
      'sign_in_failed',
    )
  })

  it('lets one of two win who register with one address at the same moment', async () => {
    const attempts = ['left garden lantern', 'right harbour candle'].map((password) =>
      codeOf(people.public('register', { body: { ...fresh('Race'), password } })),
    )
    expect((await Promise.all(attempts)).toSorted()).toEqual(['no problem', 'sign_in_failed'])
  })

  it('refuses a password made of what everybody knows', async () => {
    expect(await codeOf(people.public('register', { body: { ...fresh('Rosalind'), password: 'Rosalind Ltd 2026!' } }))).toBe(
      'invalid_input',
    )
  })
})

describe('preparation of a new organization', () => {
  it('runs in its context, and again until it has worked', async () => {
    const seen: string[] = []
    let broken = true
    const careful = new People(db, {
      onOrganizationCreated: [
        async (tx, organization) => {
          await tx.sql(`insert into identity.member (tenant_id, name) values ($1, 'Reception')`, [organization.id])
          if (broken) throw new Error('the disk of this test is full')
          seen.push(organization.slug)
        },
      ],
    })
    const { body, token } = await careful.public<SessionView>('register', { body: fresh('Vera') })
    const reception = () =>
      db.admin((client) =>
        client.query(`select 1 from identity.member where tenant_id = $1 and name = 'Reception'`, [body.organization?.id]),
      )
    expect((await reception()).rowCount).toBe(0)
    broken = false
    await careful.known(token)
    expect(seen).toEqual([body.organization?.slug])
    expect((await reception()).rowCount).toBe(1)
    await careful.known(token)
    expect(seen).toHaveLength(1)
  })

  it('can be caught up on at the start', async () => {
    const left = new People(db, { onOrganizationCreated: [() => Promise.reject(new Error('not yet'))] })
    await left.public('register', { body: fresh('Emmy') })
    expect(await new People(db).identity.prepareOrganizations()).toBeGreaterThan(0)
    expect(await new People(db).identity.prepareOrganizations()).toBe(0)
  })
})
