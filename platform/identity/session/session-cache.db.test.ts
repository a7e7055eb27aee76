import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Sealer, SingleDatabase } from '@freehold/tenancy'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import type { Member } from '../member/member.ts'
import { People, type Person } from '../test/people.ts'

let db: TestDatabase
let other: SingleDatabase
let here: People
let there: People
let owner: Person
let guest: Person
let stranger: Person
beforeAll(async () => {
  const cluster = inject('cluster')
  db = await createTestDatabase(cluster)
  const as = (user: string, password: string) => ({ host: cluster.host, port: cluster.port, database: db.name, user, password })
  // What another process has: connections and a memory of its own.
  other = await SingleDatabase.open({
    app: as('freehold_app', cluster.passwords.app),
    control: as('freehold_control', cluster.passwords.control),
    sealer: new Sealer(Buffer.from(cluster.sealKey, 'hex')),
  })
  const settings = { pepper: Buffer.alloc(32, 3) }
  here = new People(db, { settings })
  there = new People({ ...db, placement: other }, { settings })
})
afterAll(async () => {
  await other.close()
  await db.drop()
})
beforeEach(async () => {
  owner = await here.register('Olga', 'Engines')
  guest = await here.join(owner, 'member', 'Gus')
  stranger = await here.register('Eve', 'Elsewhere')
  for (const people of [here, there]) for (const person of [owner, guest, stranger]) await people.known(person.token)
})

async function change(body: object): Promise<void> {
  const { items } = await here.member<{ items: Member[] }>('listMembers', owner.token)
  const member = items.find((candidate) => candidate.id === guest.view.member?.id)
  await here.member('updateMember', owner.token, { params: { id: member?.id ?? '' }, body }, member?.version)
}

/** Milliseconds until the other process knows, at most two seconds. */
async function until(condition: () => Promise<boolean>): Promise<number> {
  const started = performance.now()
  while (!(await condition()) && performance.now() - started < 2_000) await sleep(10)
  return performance.now() - started
}

const isSignedIn = async (people: People, person: Person) => (await people.identity.authenticate(person.token)) !== undefined
const roleOf = async (people: People, person: Person) => (await people.identity.authenticate(person.token))?.member?.role

describe('a remembered session', () => {
  it('costs no query, and few to know that it still holds', async () => {
    let taken = 0
    const count = () => (taken += 1)
    other.control().pool.on('acquire', count)
    for (let round = 0; round < 300; round += 1) expect((await there.known(guest.token)).member?.name).toBe('Gus')
    other.control().pool.off('acquire', count)
    expect(taken).toBeLessThan(5)
  })

  it('is forgotten with sign-out: at once here, within a second elsewhere', async () => {
    await here.session('signOut', guest.token)
    expect(await isSignedIn(here, guest)).toBe(false)
    expect(await until(async () => !(await isSignedIn(there, guest)))).toBeLessThan(1_000)
    expect(await isSignedIn(there, stranger)).toBe(true)
  })

  it('is forgotten when its member is disabled', async () => {
    await change({ disabled: true })
    expect(await isSignedIn(here, guest)).toBe(false)
    expect(await until(async () => !(await isSignedIn(there, guest)))).toBeLessThan(1_000)
  })

  it('has the role of today', async () => {
    await change({ role: 'viewer' })
    expect(await roleOf(here, guest)).toBe('viewer')
    expect(await until(async () => (await roleOf(there, guest)) === 'viewer')).toBeLessThan(1_000)
  })

  it('is dead after a switch', async () => {
    await here.session('createOrganization', guest.token, { body: { name: 'Looms' } })
    expect(await isSignedIn(here, guest)).toBe(false)
    expect(await until(async () => !(await isSignedIn(there, guest)))).toBeLessThan(1_000)
  })

  it('gives way to changes that nobody announced, made in SQL by hand', async () => {
    await db.admin((client) => client.query(`update control.session set revoked_at = now() where user_id = $1`, [guest.view.user.id]))
    expect(await until(async () => !(await isSignedIn(here, guest)))).toBeLessThan(1_000)
    await db.admin((client) => client.query(`delete from control."user" where id = $1`, [stranger.view.user.id]))
    expect(await until(async () => !(await isSignedIn(there, stranger)))).toBeLessThan(1_000)
  })

  it('ends on time all the same', async () => {
    const brief = new People(db, { settings: { pepper: Buffer.alloc(32, 3), sessionIdleSeconds: 1 } })
    const person = await brief.register('Brief', 'Encounter')
    await brief.known(person.token)
    await sleep(1_100)
    expect(await isSignedIn(brief, person)).toBe(false)
  })

  it('is not read from a moment before the change', async () => {
    // Reads and changes at the same moment, again and again: what is remembered must never be older than what was answered.
    for (let round = 0; round < 10; round += 1) {
      const role = round % 2 === 0 ? 'viewer' : 'member'
      const reads = Array.from({ length: 5 }, () => roleOf(here, guest))
      await Promise.all([change({ role }), ...reads])
      expect(await roleOf(here, guest)).toBe(role)
    }
  })
})
