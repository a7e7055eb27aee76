import { randomUUID } from 'node:crypto'
import { Problem } from '@freehold/kernel'
import { tenantTx } from '@freehold/tenancy'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { createTestDatabase, type TestDatabase, type TestOrganization } from '../../../test/harness/database.ts'
import { allAssignments, giveRole, takeRole } from './assignment/assignment-service.ts'
import { addGroupMember, allGroups, deleteGroup, removeGroupMember } from './group-service.ts'
import { createNode, nodes, updateNode } from './node/node-service.ts'
import { oneProfile, replaceProfile } from './profile/profile-service.ts'
import { addTeamMember, createTeam, teams, updateTeam } from './team/team-service.ts'
import { createTerritory, territories, updateTerritory } from './territory/territory-service.ts'

let db: TestDatabase
let acme: TestOrganization
let globex: TestOrganization
beforeAll(async () => {
  db = await createTestDatabase(inject('cluster'))
  acme = db.acme
  globex = db.globex
})
afterAll(() => db.drop())

const admin = () => acme.as('admin')
const owner = () => acme.as('owner')
let count = 0
const fresh = (word: string): string => `${word} ${++count}`

/** What a promise was refused with: the code and, of `invalid_input`, the path. */
async function refusal(work: Promise<unknown>): Promise<string> {
  const problem = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  if (problem === undefined) return 'no problem'
  if (!(problem instanceof Problem)) throw problem
  return [problem.code, ...(problem.extra.errors ?? []).map(({ path }) => path)].join(' ')
}

async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const problem = await work.catch((error: unknown) => error)
  if (problem instanceof Problem) return problem
  throw new Error('It was not refused')
}

async function entries(organization: TestOrganization, object: string, record?: string): Promise<string[]> {
  const { rows } = await db.admin((client) =>
    client.query<{ line: string }>(
      `select actor_name || ' ' || action as line from ledger.entry where tenant_id = $1 and object = $2 and ($3::uuid is null or record_id = $3) order by id`,
      [organization.tenant, object, record ?? null],
    ),
  )
  return rows.map((row) => row.line)
}

describe('teams', () => {
  it('are made, changed and removed by version, in the ledger, unseen by the other organization', async () => {
    const team = await createTeam(admin(), { name: fresh('Sales'), description: 'Sells' })
    expect(team).toMatchObject({ version: 1, description: 'Sells', parentId: null, members: [] })
    const renamed = await updateTeam(admin(), team.id, 1, { name: fresh('Field sales') })
    expect(renamed).toMatchObject({ version: 2, description: 'Sells' })
    const stale = await problemOf(updateTeam(admin(), team.id, 1, { name: 'Late' }))
    expect([stale.code, stale.extra.members]).toMatchObject(['stale_version', { current: { version: 2 }, yours: { name: 'Late' } }])
    expect((await allGroups(globex.as('owner'), teams)).map(({ id }) => id)).not.toContain(team.id)
    expect(await refusal(updateTeam(globex.as('owner'), team.id, 2, { name: 'Theirs' }))).toBe('not_found')
    expect(await refusal(deleteGroup(globex.as('owner'), teams, team.id, 2))).toBe('not_found')
    expect(await refusal(deleteGroup(admin(), teams, team.id, 1))).toBe('stale_version')
    await deleteGroup(admin(), teams, team.id, 2)
    expect(await entries(acme, 'team', team.id)).toEqual(['admin of acme created', 'admin of acme updated', 'admin of acme deleted'])
  })

  it('have a name of their own and a place without circles, at most 8 deep', async () => {
    const name = fresh('Unique')
    let team = await createTeam(admin(), { name })
    expect(await refusal(createTeam(admin(), { name: name.toUpperCase() }))).toBe('already_exists name')
    expect(await refusal(createTeam(globex.as('admin'), { name }))).toBe('no problem')
    const top = team
    for (let level = 2; level <= 8; level++) team = await createTeam(admin(), { name: fresh('Deep'), parentId: team.id })
    expect(await refusal(createTeam(admin(), { name: fresh('Deep'), parentId: team.id }))).toBe('invalid_input parentId')
    expect(await refusal(updateTeam(admin(), top.id, 1, { parentId: team.id }))).toBe('invalid_input parentId')
    expect(await refusal(updateTeam(admin(), top.id, 1, { parentId: top.id }))).toBe('invalid_input parentId')
    const theirs = await globex.team(fresh('Theirs'))
    expect(await refusal(createTeam(admin(), { name: fresh('Foreign'), parentId: theirs }))).toBe('invalid_input parentId')
  })

  it('take people in and let them go, one at a time', async () => {
    const person = await acme.person({ name: 'Ben', role: 'member' })
    const { id } = await createTeam(admin(), { name: fresh('People') })
    expect((await addTeamMember(admin(), id, person.id, undefined)).members).toEqual([{ memberId: person.id, lead: false }])
    expect((await addTeamMember(admin(), id, person.id, true)).members).toEqual([{ memberId: person.id, lead: true }])
    expect((await addTeamMember(admin(), id, person.id, undefined)).members, 'stays lead').toEqual([{ memberId: person.id, lead: true }])
    const stranger = await globex.person({ name: 'Eve' })
    expect(await refusal(addTeamMember(admin(), id, stranger.id, false))).toBe('not_found')
    expect(await refusal(addTeamMember(admin(), randomUUID(), person.id, false))).toBe('not_found')
    await removeGroupMember(admin(), teams, id, person.id)
    expect(await refusal(removeGroupMember(admin(), teams, id, person.id))).toBe('not_found')
    expect((await allGroups(acme.as('viewer'), teams)).find((team) => team.id === id)?.members).toEqual([])
  })

  it('take many people in at the same moment', async () => {
    const { id } = await createTeam(admin(), { name: fresh('Crowd') })
    const people = await Promise.all(Array.from({ length: 12 }, () => acme.person({ role: 'member' })))
    const added = await Promise.all(people.map((person) => refusal(addTeamMember(admin(), id, person.id, false))))
    expect(added).toEqual(people.map(() => 'no problem'))
    expect((await allGroups(admin(), teams)).find((team) => team.id === id)?.members).toHaveLength(12)
  })

  it('that something needs stay, and it is said what', async () => {
    const id = await acme.team(fresh('Needed'))
    const child = await acme.team(fresh('Part'), id)
    await acme.setPolicy({ rules: [{ id: 'team-rule', effect: 'allow', who: [`team:${id}`], permissions: ['deals.read'] }] })
    await giveRole(admin(), { role: 'member', memberId: null, teamId: id, nodeId: null, expiresAt: null })
    await tenantTx(owner(), 'write', (tx) =>
      tx.sql(`insert into crm.company (tenant_id, name, currency, team_id) values ($1, 'Of the team', 'EUR', $2)`, [acme.tenant, id]),
    )
    const problem = await problemOf(deleteGroup(admin(), teams, id, 1))
    expect(problem.code).toBe('still_referenced')
    expect(problem.extra.members?.['usedBy']).toEqual([
      { kind: 'child', name: expect.stringContaining('Part') },
      { kind: 'records', name: 'companies' },
      { kind: 'assignment', name: 'member' },
      { kind: 'rule', name: 'team-rule' },
    ])
    await acme.setPolicy({})
    await deleteGroup(admin(), teams, child, 1)
    expect(await refusal(deleteGroup(admin(), teams, id, 1))).toBe('still_referenced')
  })

  it('are seen by viewers and kept by administrators', async () => {
    for (const role of ['viewer', 'member', 'guest'] as const) {
      expect(await refusal(createTeam(acme.as(role), { name: fresh('No') })), role).toBe('forbidden')
      expect(await refusal(allGroups(acme.as(role), teams)), role).toBe(role === 'guest' ? 'forbidden' : 'no problem')
    }
  })
})

describe('territories', () => {
  it('are made, changed, given and removed', async () => {
    const person = await acme.person({ role: 'member' })
    const made = await createTerritory(admin(), { name: fresh('West') })
    expect(await updateTerritory(admin(), made.id, 1, { description: 'All of it' })).toMatchObject({ version: 2, description: 'All of it' })
    expect((await addGroupMember(admin(), territories, made.id, person.id)).memberIds).toEqual([person.id])
    expect((await addGroupMember(admin(), territories, made.id, person.id)).memberIds, 'twice').toEqual([person.id])
    expect((await allGroups(globex.as('viewer'), territories)).map(({ id }) => id)).not.toContain(made.id)
    expect(await refusal(addGroupMember(globex.as('admin'), territories, made.id, person.id))).toBe('not_found')
    await removeGroupMember(admin(), territories, made.id, person.id)
    expect(await refusal(removeGroupMember(admin(), territories, made.id, person.id))).toBe('not_found')
    expect(await refusal(createTerritory(admin(), { name: made.name }))).toBe('already_exists name')
    await deleteGroup(admin(), territories, made.id, 2)
    expect((await allGroups(acme.as('viewer'), territories)).map(({ id }) => id)).not.toContain(made.id)
  })
})

describe('places', () => {
  it('stand in the order of their kinds, and go when nothing needs them', async () => {
    const company = await createNode(admin(), { name: fresh('Group'), kind: 'company' })
    const site = await createNode(admin(), { name: 'Plant', kind: 'site', parentId: company.id })
    expect(await refusal(createNode(admin(), { name: 'Plant', kind: 'zone', parentId: company.id }))).toBe('already_exists name')
    expect(await refusal(createNode(admin(), { name: fresh('X'), kind: 'company', parentId: site.id }))).toBe('invalid_input kind')
    expect(await refusal(updateNode(admin(), company.id, 1, { kind: 'zone' }))).toBe('invalid_input kind')
    const region = await createNode(admin(), { name: 'North', kind: 'region', parentId: company.id })
    expect(await updateNode(admin(), site.id, 1, { parentId: region.id })).toMatchObject({ parentId: region.id, version: 2 })
    expect((await allGroups(globex.as('viewer'), nodes)).map(({ id }) => id)).not.toContain(site.id)
    const problem = await problemOf(deleteGroup(admin(), nodes, region.id, 1))
    expect(problem.extra.members?.['usedBy']).toEqual([{ kind: 'child', name: 'Plant' }])
    expect(problem.message).toContain('Plant is part of it')
    await deleteGroup(admin(), nodes, site.id, 2)
    expect(await entries(acme, 'node', site.id)).toEqual(['admin of acme created', 'admin of acme updated', 'admin of acme deleted'])
  })

  it('have people', async () => {
    const person = await acme.person({ role: 'member' })
    const { id } = await createNode(admin(), { name: fresh('Site'), kind: 'site' })
    expect((await addGroupMember(admin(), nodes, id, person.id)).memberIds).toEqual([person.id])
    await removeGroupMember(admin(), nodes, id, person.id)
    expect(await refusal(removeGroupMember(admin(), nodes, id, person.id))).toBe('not_found')
    expect(await refusal(addGroupMember(globex.as('owner'), nodes, id, person.id))).toBe('not_found')
  })
})

describe('roles given', () => {
  const nobody = { memberId: null, teamId: null, nodeId: null, expiresAt: null }

  it('count until they end, for people and teams, here and nowhere else', async () => {
    const person = await acme.person({ role: 'guest' })
    const given = await giveRole(admin(), { ...nobody, role: 'viewer', memberId: person.id })
    expect(await allAssignments(admin())).toContainEqual(given)
    expect(await allAssignments(globex.as('admin'))).not.toContainEqual(given)
    expect(await refusal(giveRole(admin(), { ...nobody, role: 'viewer', memberId: person.id }))).toBe('already_exists')
    await acme.change((tx) =>
      tx.sql(`update access.role_assignment set expires_at = now() where tenant_id = $1 and id = $2`, [acme.tenant, given.id]),
    )
    expect(await allAssignments(admin())).not.toContainEqual(expect.objectContaining({ id: given.id }))
    const again = await giveRole(admin(), { ...nobody, role: 'viewer', memberId: person.id, expiresAt: '2099-01-01T00:00:00.000Z' })
    expect(again.expiresAt).toBe('2099-01-01T00:00:00Z')
    expect(await refusal(takeRole(globex.as('owner'), again.id))).toBe('not_found')
    await takeRole(admin(), again.id)
    expect(await refusal(takeRole(admin(), again.id))).toBe('not_found')
    expect(await entries(acme, 'role_assignment', again.id)).toEqual(['admin of acme created', 'admin of acme deleted'])
  })

  it.each([
    ['an unknown role', { role: 'wizard' }, 'invalid_input role'],
    ['nobody', { memberId: null }, 'invalid_input memberId'],
    ['a person and a team', { teamId: randomUUID() }, 'invalid_input memberId'],
    ['a past end', { expiresAt: '2020-01-01T00:00:00Z' }, 'invalid_input expiresAt'],
    ['an unknown person', { memberId: randomUUID() }, 'invalid_input memberId'],
    ['an unknown team', { memberId: null, teamId: randomUUID() }, 'invalid_input teamId'],
    ['an unknown place', { nodeId: randomUUID() }, 'invalid_input nodeId'],
  ])('are refused for %s', async (_what, wrong, expected) => {
    const { id } = await acme.person()
    expect(await refusal(giveRole(admin(), { ...nobody, role: 'viewer', memberId: id, ...wrong }))).toBe(expected)
  })

  it('of another organization’s people and places do not exist', async () => {
    const stranger = await globex.person()
    const place = await globex.node(fresh('Theirs'), 'site')
    expect(await refusal(giveRole(admin(), { ...nobody, role: 'viewer', memberId: stranger.id }))).toBe('invalid_input memberId')
    const { id } = await acme.person()
    expect(await refusal(giveRole(admin(), { ...nobody, role: 'viewer', memberId: id, nodeId: place }))).toBe('invalid_input nodeId')
  })
})

describe('who may give', () => {
  const nobody = { memberId: null, teamId: null, nodeId: null, expiresAt: null }
  let person: string
  beforeEach(async () => {
    person = (await acme.person({ role: 'member' })).id
    await acme.setPolicy({
      roles: [
        { key: 'keeper', name: 'Keeper' },
        { key: 'officer', name: 'Officer' },
        { key: 'organizer', name: 'Organizer' },
        { key: 'assigner', name: 'Assigner' },
      ],
      rules: [
        { id: 'keepers', effect: 'allow', who: ['role:keeper'], permissions: ['deals.*'] },
        { id: 'officers', effect: 'allow', who: ['role:officer'], permissions: ['policies.*'] },
        { id: 'organizers', effect: 'allow', who: ['role:organizer'], permissions: ['teams.*'] },
        { id: 'assigners', effect: 'allow', who: ['role:assigner'], permissions: ['assignments.*', 'teams.*'] },
      ],
    })
  })

  it('administrators give roles to others, owners those that carry what is theirs', async () => {
    expect(await refusal(giveRole(admin(), { ...nobody, role: 'keeper', memberId: person }))).toBe('no problem')
    for (const role of ['officer', 'owner']) {
      expect(await refusal(giveRole(admin(), { ...nobody, role, memberId: person })), role).toBe('forbidden')
      expect(await refusal(giveRole(owner(), { ...nobody, role, memberId: person })), role).toBe('no problem')
    }
  })

  it('nobody gives themselves anything without policies.manage', async () => {
    const own = acme.as('admin').actor
    const me = own.kind === 'member' ? own.id : ''
    const team = await acme.team(fresh('Mine'))
    const territory = await acme.territory(fresh('Mine'))
    const node = await acme.node(fresh('Mine'), 'site')
    expect(await refusal(giveRole(admin(), { ...nobody, role: 'keeper', memberId: me }))).toBe('forbidden')
    expect(await refusal(addTeamMember(admin(), team, me, false))).toBe('forbidden')
    expect(await refusal(addGroupMember(admin(), territories, territory, me))).toBe('forbidden')
    expect(await refusal(addGroupMember(admin(), nodes, node, me))).toBe('forbidden')
    expect(await refusal(replaceProfile(admin(), me, 0, { clearance: 'restricted', shift: null }))).toBe('forbidden')
    const boss = owner().actor
    expect(await refusal(addTeamMember(owner(), team, boss.kind === 'member' ? boss.id : '', false))).toBe('no problem')
  })

  it('a team passes on what it and the teams above it were given', async () => {
    const above = await acme.team(fresh('Officers'))
    const team = await acme.team(fresh('Part of them'), above)
    await giveRole(owner(), { ...nobody, role: 'officer', teamId: above })
    expect(await refusal(addTeamMember(admin(), team, person, false))).toBe('forbidden')
    expect(await refusal(addTeamMember(owner(), team, person, false))).toBe('no problem')
    const other = await createTeam(admin(), { name: fresh('Others') })
    expect(await refusal(updateTeam(admin(), other.id, 1, { parentId: above }))).toBe('forbidden')
    expect(await refusal(updateTeam(owner(), other.id, 1, { parentId: above }))).toBe('no problem')
  })

  it('a built-in role takes what changing a member’s own takes, also by way of a team', async () => {
    const assigner = await acme.person({ role: 'guest', roles: ['assigner'] })
    const team = await acme.team(fresh('Administrators'))
    await giveRole(admin(), { ...nobody, role: 'admin', teamId: team })
    expect(await refusal(giveRole(assigner.as(), { ...nobody, role: 'keeper', memberId: person }))).toBe('no problem')
    expect(await refusal(giveRole(assigner.as(), { ...nobody, role: 'admin', memberId: person }))).toBe('forbidden')
    expect(await refusal(addTeamMember(assigner.as(), team, person, false))).toBe('forbidden')
    expect(await refusal(addTeamMember(admin(), team, person, false))).toBe('no problem')
  })

  it('who may only keep teams cannot put people into them', async () => {
    const keeper = await acme.person({ role: 'viewer', roles: ['organizer'] })
    const team = await createTeam(keeper.as(), { name: fresh('Kept') })
    expect(await refusal(updateTeam(keeper.as(), team.id, 1, { description: 'Kept' }))).toBe('no problem')
    expect(await refusal(addTeamMember(keeper.as(), team.id, person, false))).toBe('forbidden')
  })
})

describe('profiles', () => {
  const shift = { start: '22:00', end: '06:00', days: ['mon' as const, 'fri' as const] }

  it('say nothing at first and are replaced by version', async () => {
    const { id } = await acme.person()
    expect(await oneProfile(admin(), id)).toEqual({ version: 0, clearance: null, shift: null })
    expect(await replaceProfile(admin(), id, 0, { clearance: 'confidential', shift })).toEqual({
      version: 1,
      clearance: 'confidential',
      shift,
    })
    expect(await refusal(replaceProfile(admin(), id, 0, { clearance: null, shift: null }))).toBe('stale_version')
    expect(await replaceProfile(admin(), id, 1, { clearance: null, shift: null })).toEqual({ version: 2, clearance: null, shift: null })
    expect(await refusal(oneProfile(globex.as('owner'), id))).toBe('not_found')
    expect(await refusal(replaceProfile(globex.as('owner'), id, 2, { clearance: 'restricted', shift: null }))).toBe('not_found')
    expect(await refusal(oneProfile(acme.as('member'), id))).toBe('forbidden')
    expect(await entries(acme, 'profile', id)).toEqual(['admin of acme created', 'admin of acme updated'])
  })
})

it('the application itself may only read who belongs where', async () => {
  const app = await db.app()
  for (const table of ['team', 'team_member', 'territory', 'territory_member', 'node', 'node_member', 'role_assignment', 'profile']) {
    await app.query('begin')
    await app.query('select tenancy.enter($1, false)', [db.sealer.seal({ tenant: acme.tenant, requestId: 'attack', actor: admin().actor })])
    await expect(app.query(`delete from access.${table}`), table).rejects.toMatchObject({ code: '42501' })
    await app.query('rollback')
  }
})
