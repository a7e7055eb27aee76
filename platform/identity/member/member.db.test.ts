import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { Problem } from '@freehold/kernel'
import { createTestDatabase, type TestDatabase } from '../../../test/harness/database.ts'
import { codeOf, goodPassword, People, type Person } from '../test/people.ts'
import type { Member } from './member.ts'
import { updateMember } from './member-service.ts'

let db: TestDatabase
let people: People
let owner: Person
let admin: Person
let stranger: Person
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  people = new People(db)
})
afterAll(() => db.drop())
beforeEach(async () => {
  owner = await people.register('Olga', 'Engines')
  admin = await people.join(owner, 'admin', 'Adam')
  stranger = await people.register('Eve', 'Elsewhere')
})

const list = async (by: Person) => (await people.member<{ items: Member[] }>('listMembers', by.token)).items
async function memberOf(person: Person, by: Person = owner): Promise<Member> {
  const found = (await list(by)).find((member) => member.id === person.view.member?.id)
  if (found === undefined) throw new Error('not listed')
  return found
}
const change = async (by: Person, member: Member, body: object) =>
  people.member<Member>('updateMember', by.token, { params: { id: member.id }, body }, member.version)

describe('members', () => {
  it('are those of one organization', async () => {
    expect((await list(owner)).map((member) => [member.name, member.role, member.status])).toEqual([
      ['Adam', 'admin', 'active'],
      ['Olga', 'owner', 'active'],
    ])
    expect((await list(stranger)).map((member) => member.name)).toEqual(['Eve'])
  })

  it('are names to a guest: the addresses of others are for those who belong to the organization', async () => {
    const guest = await people.join(owner, 'guest', 'Gina')
    const viewer = await people.join(owner, 'viewer', 'Vera')
    const addressed = async (by: Person) => (await list(by)).filter((member) => member.email !== null).map((member) => member.name)
    expect(await addressed(viewer)).toEqual(['Adam', 'Gina', 'Olga', 'Vera'])
    expect(await addressed(guest)).toEqual(['Gina'])
    expect((await list(guest)).map((member) => member.name)).toEqual(['Adam', 'Gina', 'Olga', 'Vera'])
    const seen = await people.member<Member>('getMember', guest.token, { params: { id: owner.view.member?.id ?? '' } })
    expect(seen).toMatchObject({ name: 'Olga', email: null })
  })

  it('of another organization do not exist', async () => {
    const theirs = await memberOf(stranger, stranger)
    expect(await codeOf(people.member('getMember', owner.token, { params: { id: theirs.id } }))).toBe('not_found')
    expect(await codeOf(change(owner, theirs, { name: 'Mallory' }))).toBe('not_found')
    expect(await codeOf(people.member('createMember', owner.token, { body: { name: 'Ann', managerId: theirs.id } }))).toBe('invalid_input')
    expect(await codeOf(change(owner, await memberOf(admin), { managerId: theirs.id }))).toBe('invalid_input')
    expect((await memberOf(stranger, stranger)).name).toBe('Eve')
  })

  it('of the directory are known, managed and cannot sign in', async () => {
    const boss = await people.member<Member>('createMember', admin.token, { body: { name: 'Dustin Brinkmann', office: 'Central' } })
    const agent = await people.member<Member>('createMember', admin.token, {
      body: { name: 'Anna Snelling', managerId: boss.id, email: 'Anna@Example.com' },
    })
    expect(agent).toMatchObject({ status: 'directory', role: 'viewer', managerId: boss.id, email: 'anna@example.com', version: 1 })
    expect(await codeOf(people.member('createMember', admin.token, { body: { name: 'Other', email: 'anna@example.com' } }))).toBe(
      'already_exists',
    )
    expect(await codeOf(change(admin, boss, { managerId: agent.id })), 'a circle').toBe('invalid_input')
    expect(await codeOf(change(admin, boss, { managerId: boss.id }))).toBe('invalid_input')
    expect(await codeOf(change(admin, agent, { role: 'admin' }))).toBe('wrong_state')
    const moved = await change(admin, agent, { office: 'East', managerId: null })
    expect(moved).toMatchObject({ office: 'East', managerId: null, version: 2, name: 'Anna Snelling' })
  })

  it('are changed by admins, not by members and viewers', async () => {
    for (const role of ['member', 'viewer']) {
      const person = await people.join(owner, role, 'Mia')
      const target = await memberOf(admin)
      expect(await codeOf(change(person, target, { name: 'X' }))).toBe('forbidden')
      expect(await codeOf(people.member('createMember', person.token, { body: { name: 'X' } }))).toBe('forbidden')
      expect(await list(person)).not.toHaveLength(0)
    }
  })

  it('are not overwritten by who saw an older version', async () => {
    const seen = await memberOf(admin)
    await change(owner, seen, { office: 'East' })
    const problem = await change(owner, seen, { office: 'West' }).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    if (!(problem instanceof Problem)) return
    expect(problem.code).toBe('stale_version')
    expect(problem.extra.members).toMatchObject({ current: { office: 'East', version: 2 }, yours: { office: 'West' } })
    expect(JSON.stringify(problem.toDocument())).not.toContain('userId')
  })

  it('are recorded with who changed them', async () => {
    await change(admin, await memberOf(admin), { office: 'North' })
    const { rows } = await db.admin((client) =>
      client.query('select actor_id, action, before, after from ledger.entry where record_id = $1 order by id desc limit 1', [
        admin.view.member?.id,
      ]),
    )
    expect(rows).toEqual([{ actor_id: admin.view.member?.id, action: 'updated', before: { office: null }, after: { office: 'North' } }])
  })
})

describe('rights', () => {
  it('cannot be escalated by an admin', async () => {
    expect(await codeOf(change(admin, await memberOf(admin), { role: 'owner' }))).toBe('forbidden')
    expect(await codeOf(change(admin, await memberOf(owner), { role: 'viewer' }))).toBe('forbidden')
    expect(await codeOf(change(admin, await memberOf(owner), { disabled: true }))).toBe('forbidden')
    expect(await codeOf(people.member('createInvitation', admin.token, { body: { email: 'ann@example.com', role: 'owner' } }))).toBe(
      'forbidden',
    )
    expect((await memberOf(owner)).role).toBe('owner')
  })

  it('change with the next request', async () => {
    await change(owner, await memberOf(admin), { role: 'viewer' })
    expect((await people.known(admin.token)).member?.role).toBe('viewer')
    expect(await codeOf(people.member('createMember', admin.token, { body: { name: 'X' } }))).toBe('forbidden')
  })

  it('of the last owner stay', async () => {
    for (const body of [{ role: 'admin' }, { disabled: true }])
      expect(await codeOf(change(owner, await memberOf(owner), body))).toBe('wrong_state')
    await change(owner, await memberOf(admin), { role: 'owner' })
    expect((await change(owner, await memberOf(owner), { role: 'member' })).role).toBe('member')
  })

  it('of two owners who demote each other at the same moment stay with one', async () => {
    await change(owner, await memberOf(admin), { role: 'owner' })
    const [first, second] = [await memberOf(owner), await memberOf(admin)]
    // Both requests have passed the door before either of them changes anything.
    const [one, other] = [await people.contextOf(await people.known(owner.token)), await people.contextOf(await people.known(admin.token))]
    const demote = { role: 'viewer' } as const
    const codes = await Promise.all([
      codeOf(updateMember(one, second.id, second.version, demote)),
      codeOf(updateMember(other, first.id, first.version, demote)),
    ])
    // Whoever comes second is no owner any more, and is told so: decided again when the lock is given.
    expect(codes.toSorted()).toEqual(['forbidden', 'no problem'])
    expect((await list(owner)).filter((member) => member.role === 'owner')).toHaveLength(1)
  })

  it('end at once when a member is disabled, here and nowhere else', async () => {
    const elsewhere = await people.public<{ organization: { name: string } }>('register', {
      body: { name: 'Adam', email: admin.email, password: goodPassword, organizationName: 'Own' },
    })
    await change(owner, await memberOf(admin), { disabled: true })
    expect(await people.identity.authenticate(admin.token)).toBeUndefined()
    await people.known(elsewhere.token)
    const again = await people.public<{ organization: { name: string }; organizations: unknown[] }>('signIn', {
      body: { email: admin.email, password: goodPassword },
    })
    expect(again.body.organization.name).toBe('Own')
    expect(again.body.organizations).toHaveLength(1)
    const enabled = await change(owner, await memberOf(admin), { disabled: false })
    expect(enabled.status).toBe('active')
    expect(await people.identity.authenticate(admin.token), 'the old session stays dead').toBeUndefined()
  })
})

describe('the tenant role of the database', () => {
  it('keeps the directory and cannot give itself rights', async () => {
    const app = await db.app()
    const member = await memberOf(admin)
    const { organization } = await people.known(owner.token)
    const within = async (sql: string, values: unknown[]) => {
      await app.query('begin')
      try {
        const seal = db.sealer.seal({
          tenant: organization?.id ?? '',
          requestId: 'attack',
          actor: { kind: 'member', id: member.id, role: 'admin', name: 'Adam' },
        })
        await app.query('select tenancy.enter($1, false)', [seal])
        return (await app.query(sql, values)).rowCount
      } catch (error) {
        return (error as { code?: string }).code
      } finally {
        await app.query('rollback')
      }
    }
    expect(await within(`update identity.member set role = 'owner' where id = $1`, [member.id])).toBe(0)
    expect(await within(`update identity.member set status = 'disabled' where role = 'owner'`, [])).toBe(0)
    expect(await within('delete from identity.member', [])).toBe(0)
    expect(await within(`insert into identity.member (name, role, status) values ('X', 'owner', 'active')`, [])).toBe('42501')
    expect(await within(`insert into identity.member (name, role) values ('X', 'admin')`, [])).toBe('42501')
    expect(await within(`insert into identity.member (name) values ('X')`, [])).toBe(1)
    for (const table of ['organization', '"user"', 'credential', 'session', 'invitation', 'attempt', 'membership']) {
      expect(await within(`select * from control.${table}`, []), table).toBe('42501')
    }
  })
})

it('a control connection writes members of the organization it has entered, and of no other', async () => {
  const control = await db.control()
  await control.query('begin')
  await control.query('select tenancy.enter($1, false)', [
    db.sealer.seal({ tenant: db.acme.tenant, requestId: 'test', actor: { kind: 'system', name: 'Test' } }),
  ])
  expect((await control.query('update identity.member set office = $1 where tenant_id = $2', ['x', db.globex.tenant])).rowCount).toBe(0)
  expect((await control.query('update identity.member set office = $1 where tenant_id = $2', ['x', db.acme.tenant])).rowCount).toBe(5)
  await expect(control.query(`insert into identity.member (tenant_id, name) values ($1, 'X')`, [db.globex.tenant])).rejects.toMatchObject({
    code: '42501',
  })
  await control.query('rollback')
  await expect(control.query(`update identity.member set office = 'x'`)).rejects.toMatchObject({ code: 'FH001' })
})
