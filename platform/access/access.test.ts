import { readFile } from 'node:fs/promises'
import { Problem } from '@freehold/kernel'
import type { Action, Actor, Role } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { actions, authorizer, decide, permissionsOf, resources, roles, rolesTable } from './index.ts'

function member(role: Role): Actor {
  return { kind: 'member', id: '0199aa00-0000-7000-8000-000000000001', role, name: 'Ada' }
}
const system: Actor = { kind: 'system', name: 'maintenance' }

function refusal(actor: Actor, action: Action, resource: string): Problem {
  try {
    authorizer(actor)(action, resource)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
  throw new Error(`${resource}.${action} was allowed`)
}

describe('the grid', () => {
  it('lets a viewer see and change nothing', () => {
    for (const [resource, allowed] of Object.entries(permissionsOf('viewer'))) expect(allowed, resource).toEqual(['read'])
  })

  it('gives each role all that the ones before it have, and more', () => {
    for (const [index, role] of roles.entries()) {
      const lesser = roles[index - 1]
      if (lesser === undefined) continue
      const count = (of: Role): number => Object.values(permissionsOf(of)).flat().length
      expect(count(role)).toBeGreaterThan(count(lesser))
      for (const [resource, allowed] of Object.entries(permissionsOf(lesser))) {
        expect(permissionsOf(role)[resource]).toEqual(expect.arrayContaining(allowed))
      }
    }
  })

  it('keeps people and their roles to admins, owners to owners', () => {
    expect(decide(member('member'), 'update', 'members').allowed).toBe(false)
    expect(decide(member('admin'), 'update', 'members').allowed).toBe(true)
    expect(decide(member('admin'), 'manage', 'members').allowed).toBe(false)
    expect(decide(member('owner'), 'manage', 'members').allowed).toBe(true)
  })

  it('says what permissionsOf says, for every role, action and resource', () => {
    for (const role of roles) {
      for (const resource of resources) {
        const allowed = actions.filter((action) => decide(member(role), action, resource).allowed)
        expect(permissionsOf(role)[resource] ?? []).toEqual(allowed)
      }
    }
  })
})

describe('fail closed', () => {
  const hostile = ['', 'deal', 'DEALS', '__proto__', 'constructor', 'toString', '*', 'deals.*']

  it('refuses what no rule knows, to owners and to the system too', () => {
    for (const name of hostile) {
      expect(decide(member('owner'), 'read', name).allowed, name).toBe(false)
      expect(decide(system, 'read', name).allowed, name).toBe(false)
      expect(decide(member('owner'), name as Action, 'deals').allowed, name).toBe(false)
    }
  })

  it('refuses an actor whose role is none of ours', () => {
    expect(decide(member('root' as Role), 'read', 'deals').allowed).toBe(false)
    expect(permissionsOf('root' as Role)).toEqual({})
  })

  it('lets the system do what some role may, and nothing that none may', () => {
    expect(decide(system, 'manage', 'members').allowed).toBe(true)
    expect(decide(system, 'update', 'ledger').allowed).toBe(false)
  })
})

describe('the refusal', () => {
  it('is forbidden, with the reason, the role needed and who can help', () => {
    const problem = refusal(member('viewer'), 'delete', 'deals')
    expect(problem.code).toBe('forbidden')
    expect(problem.status).toBe(403)
    expect(problem.message).toBe(
      'You are signed in as viewer; to remove deals takes the role member or higher. An owner or admin of your organization can give it to you.',
    )
    expect(problem.extra.members).toEqual({ action: 'delete', resource: 'deals', rule: 'deals.delete: member', needs: 'member' })
  })

  it('says so when nobody may', () => {
    expect(refusal(member('owner'), 'update', 'ledger').message).toBe('Nobody may change ledger in this organization.')
  })

  it('lets pass what is allowed', () => {
    expect(() => authorizer(member('member'))('update', 'deals')).not.toThrow()
  })
})

it('equals docs/reference/roles.md', async () => {
  const written = await readFile(new URL('../../docs/reference/roles.md', import.meta.url), 'utf8')
  expect(written).toBe(rolesTable())
})
