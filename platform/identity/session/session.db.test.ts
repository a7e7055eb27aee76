import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { codeOf, goodPassword, People, type Person } from '../test/people.ts'
import type { SessionView } from './session-service.ts'

let db: TestDatabase
let people: People
let ada: Person
let eve: Person
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  people = new People(db)
})
afterAll(() => db.drop())
beforeEach(async () => {
  ada = await people.register('Ada', 'Engines')
  eve = await people.register('Eve', 'Elsewhere')
})

const signIn = (email: string, password: string, address?: string) =>
  people.public<SessionView>('signIn', { body: { email, password } }, address)
const age = (column: string, interval: string, email: string) =>
  db.admin((client) =>
    client.query(
      `update control.session s set ${column} = now() - $1::interval from control."user" u where u.id = s.user_id and u.email = $2`,
      [interval, email],
    ),
  )

describe('a session', () => {
  it('belongs to one user in one organization', async () => {
    const [first, second] = [await people.known(ada.token), await people.known(eve.token)]
    expect(first.organization).toEqual({ id: ada.view.organization?.id, slug: ada.view.organization?.slug })
    expect(first.member).toEqual(ada.view.member)
    expect(second.organization?.id).not.toBe(first.organization?.id)
  })

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(44), `${'A'.repeat(42)}=`, "' or true --"])('is not found by %j', async (token) => {
    expect(await people.identity.authenticate(token)).toBeUndefined()
  })

  it('is new with each sign-in, and goes to the organization used last', async () => {
    const again = await signIn(` ${ada.email.toUpperCase()} `, goodPassword)
    expect(again.token).not.toBe(ada.token)
    expect(again.body.organization).toEqual(ada.view.organization)
    await people.known(ada.token)
  })

  it('ends on the server with sign-out', async () => {
    const other = await signIn(ada.email, goodPassword)
    await people.session('signOut', ada.token)
    expect(await people.identity.authenticate(ada.token)).toBeUndefined()
    await people.known(other.token)
  })

  it('ends after an hour without a request, and slides with each', async () => {
    await age('last_seen_at', '2 minutes', ada.email)
    await people.known(ada.token)
    const { rows } = await db.admin((client) =>
      client.query(
        `select s.last_seen_at > now() - interval '10 s' as seen, s.idle_expires_at > now() + interval '59 minutes' as slid
        from control.session s join control."user" u on u.id = s.user_id where u.email = $1`,
        [ada.email],
      ),
    )
    expect(rows).toEqual([{ seen: true, slid: true }])
    await age('idle_expires_at', '1 second', ada.email)
    expect(await people.identity.authenticate(ada.token)).toBeUndefined()
  })

  it('ends after a day, however busy', async () => {
    await db.admin((client) =>
      client.query(
        `update control.session s set expires_at = now() + interval '10 s', idle_expires_at = now() + interval '5 s', last_seen_at = now() - interval '2 minutes'
        from control."user" u where u.id = s.user_id and u.email = $1`,
        [ada.email],
      ),
    )
    await people.known(ada.token)
    const { rows } = await db.admin((client) =>
      client.query(
        `select s.idle_expires_at <= s.expires_at as within from control.session s join control."user" u on u.id = s.user_id where u.email = $1`,
        [ada.email],
      ),
    )
    expect(rows).toEqual([{ within: true }])
    await db.admin((client) =>
      client.query(
        `update control.session s set idle_expires_at = now() - interval '1 s', expires_at = now() - interval '1 s' from control."user" u where u.id = s.user_id and u.email = $1`,
        [ada.email],
      ),
    )
    expect(await people.identity.authenticate(ada.token)).toBeUndefined()
  })

  it('is listed for its user and can be ended by no one else', async () => {
    const other = await signIn(ada.email, goodPassword, '198.51.100.7')
    const { body } = await people.session<{ items: { id: string; current: boolean; address: string }[] }>('listSessions', ada.token)
    expect(body.items).toHaveLength(2)
    const remote = body.items.find((session) => session.address === '198.51.100.7')
    expect(remote).toMatchObject({ current: false })
    const id = { params: { id: remote?.id ?? '' } }
    expect(await codeOf(people.session('endSession', eve.token, id))).toBe('not_found')
    await people.known(other.token)
    await people.session('endSession', ada.token, id)
    expect(await people.identity.authenticate(other.token)).toBeUndefined()
    expect(await codeOf(people.session('endSession', ada.token, id))).toBe('not_found')
  })

  it('gives way to newer ones beyond the limit', async () => {
    const few = new People(db, { settings: { pepper: Buffer.alloc(32, 7), sessionsPerUser: 2 } })
    const person = await few.register('Busy', 'Bees')
    const second = await few.public('signIn', { body: { email: person.email, password: goodPassword } })
    const third = await few.public('signIn', { body: { email: person.email, password: goodPassword } })
    expect(await few.identity.authenticate(person.token)).toBeUndefined()
    await few.known(second.token)
    await few.known(third.token)
  })
})

describe('several organizations', () => {
  it('are switched with a new token, and the old one is dead', async () => {
    const created = await people.session<SessionView>('createOrganization', ada.token, { body: { name: 'Looms' } })
    expect(created.body).toMatchObject({ organization: { name: 'Looms' }, member: { role: 'owner' } })
    expect(await people.identity.authenticate(ada.token)).toBeUndefined()
    const slug = ada.view.organization?.slug
    const back = await people.session<SessionView>('switchOrganization', created.token, { body: { slug } })
    expect(back.body.organization).toEqual(ada.view.organization)
    expect(back.body.organizations.map((organization) => organization.name)).toEqual(['Engines', 'Looms'])
    expect(await people.identity.authenticate(created.token)).toBeUndefined()
    expect((await people.known(back.token)).organization?.slug).toBe(slug)
  })

  it('open to members only, and the answer does not tell whether there is such a one', async () => {
    for (const slug of [ada.view.organization?.slug, 'no-such-organization']) {
      expect(await codeOf(people.session('switchOrganization', eve.token, { body: { slug } }))).toBe('not_found')
    }
    await people.known(eve.token)
  })

  it('cannot be multiplied by switching twice with one token', async () => {
    const context = people.session('createOrganization', ada.token, { body: { name: 'Left' } })
    const both = await Promise.all([codeOf(context), codeOf(people.session('createOrganization', ada.token, { body: { name: 'Right' } }))])
    expect(both.toSorted()).toEqual(['no problem', 'not_signed_in'])
  })
})

it('costs one statement, answered by indexes', async () => {
  const explained = await db.admin(async (client) => {
    await client.query('set role freehold_control')
    await client.query('set enable_seqscan = off')
    const { livingSession } = await import('./session-queries.ts')
    const { text, values } = livingSession(Buffer.alloc(32))
    return (await client.query(`explain ${text}`, values)).rows.map((row) => row['QUERY PLAN']).join('\n')
  })
  // The revision is a table of one row.
  expect(explained.replace('Seq Scan on session_revision', '')).not.toContain('Seq Scan')
  // A policy that asked for the organization's context here would fail every request.
  expect(explained).not.toContain('current_tenant')
})
