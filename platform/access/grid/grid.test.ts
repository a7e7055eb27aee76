import { readFile } from 'node:fs/promises'
import { crmAccessModel, crmRoleTemplates } from '@freehold/crm'
import { type Action, Problem, type Role } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { allActions, builtInRoles, OperationAccess, rolesTable, type Snapshot } from '../index.ts'

const model = crmAccessModel
const memberId = '0199aa00-0000-7000-8000-000000000001'

/** What the built-in roles alone decide, where the organization has no policy. */
function as(role: Role, active = true): OperationAccess {
  const snapshot: Snapshot = {
    tenant: '0199aa00-0000-7000-8000-00000000000a',
    revision: 1,
    timeZone: 'UTC',
    policy: { roles: [], rules: [], settings: { secondApprover: false, manyPeople: 25 } },
    policyVersion: 0,
    members: [{ id: memberId, name: 'Ada', role, active, managerId: null, clearance: null, shift: null }],
    teams: [],
    teamMembers: [],
    nodes: [],
    nodeMembers: [],
    territoryMembers: [],
    assignments: [],
  }
  const source = { cached: () => snapshot, current: async () => snapshot, revision: async () => 1 }
  return new OperationAccess({ model, member: { id: memberId, source }, context: { now: new Date(), kind: 'test' } })
}
const system = new OperationAccess({ model, context: { now: new Date(), kind: 'job' } })

/** Everything that the role may do to every record. */
const whole = (role: Role): string[] =>
  model.resources.flatMap(({ name }) =>
    allActions.filter((action) => as(role).extent(action, name) === 'all').map((action) => `${name}.${action}`),
  )

describe('the built-in roles', () => {
  it('are what the grid says, to the letter', () => {
    for (const role of builtInRoles) {
      const expected = model.resources.flatMap(({ name, least }) =>
        allActions
          .filter((action) => least[action] !== 'nobody' && builtInRoles.indexOf(role) >= builtInRoles.indexOf(least[action]))
          .map((action) => `${name}.${action}`),
      )
      expect(whole(role), role).toEqual(expected)
    }
  })

  it('give each role all that the ones before it have, and more', () => {
    for (const [index, role] of builtInRoles.entries()) {
      const lesser = index === 0 ? [] : whole(builtInRoles[index - 1] ?? 'guest')
      expect(whole(role)).toEqual(expect.arrayContaining(lesser))
      expect(whole(role).length).toBeGreaterThan(lesser.length)
    }
  })

  it('let a viewer see and change nothing, a guest see no record that is not shared with them', () => {
    expect(whole('viewer').filter((permission) => !permission.endsWith('.read'))).toEqual([])
    for (const { name, record } of model.resources) if (record !== undefined) expect(as('guest').extent('read', name), name).toBe('some')
  })

  it('keep people and their roles to admins, owners to owners', () => {
    expect(as('member').decide('update', 'members').allowed).toBe(false)
    expect(as('admin').decide('update', 'members').allowed).toBe(true)
    expect(as('admin').decide('manage', 'members').allowed).toBe(false)
    expect(as('owner').decide('manage', 'members').allowed).toBe(true)
  })
})

describe('fail closed', () => {
  const hostile = ['', 'deal', 'DEALS', '__proto__', 'constructor', 'toString', '*', 'deals.*']

  it('refuses what no rule knows, to owners and to the system too', () => {
    for (const access of [as('owner'), system]) {
      for (const name of hostile) {
        expect(access.decide('read', name).allowed, name).toBe(false)
        expect(access.decide(name as Action, 'deals').allowed, name).toBe(false)
        expect(access.extent('read', name), name).toBe('none')
      }
    }
  })

  it('refuses an actor whose role is none of ours, and one who is no active member', () => {
    expect(as('root' as Role).decide('read', 'deals').allowed).toBe(false)
    expect(as('owner', false).decide('read', 'deals').allowed).toBe(false)
    expect(as('owner', false).extent('read', 'deals')).toBe('none')
  })

  it('lets the system do what some role may, and nothing that none may', () => {
    expect(system.decide('manage', 'members').allowed).toBe(true)
    expect(system.decide('update', 'ledger').allowed).toBe(false)
  })
})

it('refuses with the reason, not with the rule', () => {
  const refusal = (() => {
    try {
      as('viewer').authorize('create', 'deals')
    } catch (error) {
      return error
    }
    return undefined
  })()
  if (!(refusal instanceof Problem)) throw new Error('It was allowed')
  expect([refusal.code, refusal.status]).toEqual(['forbidden', 403])
  expect(refusal.extra.members).toMatchObject({ action: 'create', resource: 'deals', reason: 'no_rule' })
  expect(refusal.extra.members).not.toHaveProperty('rule')
})

it('equals docs/reference/roles.md', async () => {
  const written = await readFile(new URL('../../../docs/reference/roles.md', import.meta.url), 'utf8')
  expect(written).toBe(rolesTable(model, crmRoleTemplates))
})
