import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import type { Member } from '../member/member.ts'
import type { SessionView } from '../session/session-service.ts'
import { codeOf, goodPassword, People, tokenIn, type Person } from '../test/people.ts'

interface NewInvitation {
  id: string
  email: string
  link: string
  expiresAt: string
}

let db: TestDatabase
let people: People
let owner: Person
let stranger: Person
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  people = new People(db)
})
afterAll(() => db.drop())
beforeEach(async () => {
  owner = await people.register('Olga', 'Engines')
  stranger = await people.register('Eve', 'Elsewhere')
})

let counter = 0
const address = () => `guest-${(counter += 1)}@example.com`
const invite = (by: Person, body: object) => people.member<NewInvitation>('createInvitation', by.token, { body })
const offer = (link: string) =>
  people.public<{ hasAccount: boolean; organization: { name: string }; name: string | null; invitedBy: string }>('getInvitationOffer', {
    params: { token: tokenIn(link) },
  })
const accept = (link: string, body: object, from?: string) =>
  people.public<SessionView>('acceptInvitation', { params: { token: tokenIn(link) }, body }, from)
const members = async (by: Person) => (await people.member<{ items: Member[] }>('listMembers', by.token)).items
const open = async (by: Person) => (await people.member<{ items: NewInvitation[] }>('listInvitations', by.token)).items

describe('an invitation', () => {
  it('makes a new user a member, once', async () => {
    const email = address()
    const { link, expiresAt } = await invite(owner, { email, role: 'member' })
    expect(link).toMatch(/^https:\/\/crm\.example\.com\/invitations\/[\w-]{43}$/)
    expect((Date.parse(expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(7, 1)
    expect((await offer(link)).body).toMatchObject({
      organization: { name: 'Engines' },
      hasAccount: false,
      invitedBy: 'Olga',
      email,
      role: 'member',
    })
    expect(await codeOf(accept(link, { password: goodPassword })), 'without a name').toBe('invalid_input')
    expect(await codeOf(accept(link, { name: 'Gus', password: 'short' }))).toBe('invalid_input')
    const { body, token } = await accept(link, { name: 'Gus', password: goodPassword })
    expect(body).toMatchObject({ user: { name: 'Gus', email }, organization: { name: 'Engines' }, member: { role: 'member' } })
    await people.known(token)
    expect(await codeOf(accept(link, { name: 'Gus', password: goodPassword }))).toBe('gone')
    expect(await codeOf(offer(link))).toBe('gone')
    expect(await open(owner)).toEqual([])
  })

  it('lets somebody with an account in, with its password only', async () => {
    const { link } = await invite(owner, { email: stranger.email.toUpperCase(), role: 'viewer' })
    expect((await offer(link)).body.hasAccount).toBe(true)
    expect(await codeOf(accept(link, { name: 'Mallory', password: 'another fine secret phrase' }))).toBe('sign_in_failed')
    const { body } = await accept(link, { password: goodPassword })
    expect(body).toMatchObject({ user: { email: stranger.email }, organization: { name: 'Engines' }, member: { role: 'viewer' } })
    expect(body.organizations.map((organization) => organization.name)).toEqual(['Elsewhere', 'Engines'])
    await people.known(stranger.token)
  })

  it('is no way around the delay of wrong passwords', async () => {
    const { link } = await invite(owner, { email: stranger.email, role: 'viewer' })
    const codes: string[] = []
    for (let round = 0; round < 6; round += 1) codes.push(await codeOf(accept(link, { password: `guess ${round}` }, '203.0.113.77')))
    expect(codes.at(-1)).toBe('too_many_requests')
  })

  it('activates the person of the directory who was meant', async () => {
    const agent = await people.member<Member>('createMember', owner.token, { body: { name: 'Anna Snelling', office: 'Central' } })
    const { link } = await invite(owner, { email: address(), role: 'member', memberId: agent.id })
    expect((await members(owner)).find((member) => member.id === agent.id)?.status).toBe('invited')
    expect((await offer(link)).body.name).toBe('Anna Snelling')
    const { body } = await accept(link, { password: goodPassword })
    expect(body.member).toEqual({ id: agent.id, name: 'Anna Snelling', role: 'member' })
    expect((await members(owner)).find((member) => member.id === agent.id)).toMatchObject({
      status: 'active',
      office: 'Central',
      email: body.user.email,
    })
    const { rows } = await db.admin((client) =>
      client.query(`select actor_id from ledger.entry where record_id = $1 and after->>'status' = 'active'`, [agent.id]),
    )
    expect(rows).toEqual([{ actor_id: agent.id }])
  })

  it('finds the person of the directory by address', async () => {
    const email = address()
    const agent = await people.member<Member>('createMember', owner.token, { body: { name: 'Ben', email } })
    const { link } = await invite(owner, { email, role: 'member' })
    expect((await accept(link, { password: goodPassword })).body.member?.id).toBe(agent.id)
  })

  it('is dead once withdrawn, and the person is of the directory again', async () => {
    const agent = await people.member<Member>('createMember', owner.token, { body: { name: 'Cleo' } })
    const { link, id } = await invite(owner, { email: address(), role: 'member', memberId: agent.id })
    expect(await codeOf(people.member('deleteInvitation', stranger.token, { params: { id } })), 'from another organization').toBe(
      'not_found',
    )
    await people.member('deleteInvitation', owner.token, { params: { id } })
    expect(await codeOf(accept(link, { password: goodPassword }))).toBe('gone')
    expect((await members(owner)).find((member) => member.id === agent.id)?.status).toBe('directory')
    expect(await codeOf(people.member('deleteInvitation', owner.token, { params: { id } }))).toBe('not_found')
  })

  it('is dead after its seven days', async () => {
    const { link, id } = await invite(owner, { email: address(), role: 'member' })
    await db.admin((client) => client.query(`update control.invitation set expires_at = now() - interval '1 s' where id = $1`, [id]))
    expect(await codeOf(accept(link, { name: 'Late', password: goodPassword }))).toBe('gone')
  })

  it('is replaced by a newer one to the same address', async () => {
    const email = address()
    const first = await invite(owner, { email, role: 'admin' })
    const second = await invite(owner, { email, role: 'viewer' })
    expect(await codeOf(offer(first.link))).toBe('gone')
    expect((await open(owner)).map((invitation) => invitation.id)).toEqual([second.id])
    expect((await accept(second.link, { name: 'Dee', password: goodPassword })).body.member?.role).toBe('viewer')
  })

  it('is worth no more than whoever made it', async () => {
    const admin = await people.join(owner, 'admin', 'Adam')
    const { link } = await invite(admin, { email: address(), role: 'admin' })
    const member = (await members(owner)).find((candidate) => candidate.id === admin.view.member?.id)
    await people.member('updateMember', owner.token, { params: { id: member?.id ?? '' }, body: { role: 'member' } }, member?.version)
    expect(await codeOf(accept(link, { name: 'Zoe', password: goodPassword }))).toBe('gone')
  })

  it('dies with whoever made it being disabled', async () => {
    const admin = await people.join(owner, 'admin', 'Adam')
    const { link } = await invite(admin, { email: address(), role: 'viewer' })
    const member = (await members(owner)).find((candidate) => candidate.id === admin.view.member?.id)
    await people.member('updateMember', owner.token, { params: { id: member?.id ?? '' }, body: { disabled: true } }, member?.version)
    expect(await codeOf(accept(link, { name: 'Zoe', password: goodPassword }))).toBe('gone')
    expect(await open(owner)).toEqual([])
  })

  it('is used once by two at the same moment', async () => {
    const { link } = await invite(owner, { email: address(), role: 'member' })
    const codes = await Promise.all([1, 2].map((n) => codeOf(accept(link, { name: `Twin ${n}`, password: goodPassword }))))
    expect(codes.toSorted()).toEqual(['gone', 'no problem'])
  })

  it('is not for members, nor for people of other organizations', async () => {
    expect(await codeOf(invite(owner, { email: owner.email, role: 'member' }))).toBe('already_exists')
    const theirs = stranger.view.member?.id
    expect(await codeOf(invite(owner, { email: address(), role: 'member', memberId: theirs }))).toBe('invalid_input')
    expect(await codeOf(people.public('getInvitationOffer', { params: { token: 'A'.repeat(43) } }))).toBe('gone')
    const viewer = await people.join(owner, 'viewer', 'Vic')
    expect(await codeOf(invite(viewer, { email: address(), role: 'viewer' }))).toBe('forbidden')
    expect(await codeOf(people.member('listInvitations', viewer.token))).toBe('forbidden')
  })
})
