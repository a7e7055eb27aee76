import fc from 'fast-check'
import { crmAccessModel } from '@freehold/crm'
import type { Action } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from '../engine/facts.ts'
import { personOf } from '../engine/person.ts'
import { allActions } from '../model/model.ts'
import { readDocument } from './document-reading.ts'

const model = crmAccessModel
const owner = { id: '0199aa00-0000-7000-8000-000000000001', role: 'owner' } as const
const member = { id: '0199aa00-0000-7000-8000-000000000002', role: 'member' } as const
const context = { now: new Date('2026-11-21T12:00:00Z'), kind: 'test' } as const

function extent(stored: unknown, { id }: { readonly id: string }, action: Action, resource: string) {
  const snapshot: Snapshot = {
    tenant: '0199aa00-0000-7000-8000-00000000000a',
    revision: 1,
    timeZone: 'UTC',
    policy: readDocument(stored, model),
    policyVersion: 1,
    members: [owner, member].map((one) => ({ ...one, name: one.role, active: true, managerId: null, clearance: null, shift: null })),
    teams: [],
    teamMembers: [],
    nodes: [],
    nodeMembers: [],
    territoryMembers: [],
    assignments: [],
  }
  return personOf(model, snapshot, id)?.extent(action, resource, context)
}

const rule = (given: object): object => ({
  rules: [{ id: 'r', effect: 'deny', who: ['role:member'], permissions: ['deals.create'], ...given }],
})

describe('a stored policy that cannot be read', () => {
  it.each([
    ['nothing', null, 'all'],
    ['a text', 'deny everything', 'none'],
    ['a list', [], 'none'],
    ['rules that are no list', { rules: { 0: {} } }, 'none'],
    ['no rules', { rules: [] }, 'all'],
    ['a rule that is no object', { rules: [7] }, 'none'],
    ['a rule of unknown effect', rule({ effect: 'perhaps' }), 'none'],
    ['a deny with a broken condition', rule({ when: 'tuesday' }), 'none'],
    ['a deny with an unknown operator', rule({ when: { attribute: 'subject.id', operator: 'like', value: 'x' } }), 'none'],
    ['a deny of whom nobody can read', rule({ who: 'members' }), 'none'],
    ['a deny of what nobody can read', rule({ permissions: [{}] }), 'none'],
    ['a broken deny of others', rule({ who: ['role:guest'], when: 1 }), 'all'],
    ['a broken deny of something else', rule({ permissions: ['deals.delete'], when: 1 }), 'all'],
  ] as const)('%s: a member may create %3$s deals, an owner all', (_, stored, expected) => {
    expect(extent(stored, member, 'create', 'deals')).toBe(expected)
    expect(extent(stored, owner, 'create', 'deals')).toBe('all')
  })

  it('allows nothing by a broken allow', () => {
    const allow = { effect: 'allow', permissions: ['members.update'] }
    expect(extent(rule(allow), member, 'update', 'members')).toBe('all')
    expect(extent(rule({ ...allow, when: { every: [] } }), member, 'update', 'members')).toBe('none')
    expect(extent(rule({ ...allow, who: 'everyone' }), member, 'update', 'members')).toBe('none')
  })

  it('does not exhaust the stack by a condition of absurd depth', () => {
    let when: object = { attribute: 'subject.id', operator: 'filled' }
    for (let i = 0; i < 100_000; i++) when = { not: when }
    expect(extent(rule({ when }), member, 'create', 'deals')).toBe('none')
  })

  it('whatever it is, neither stops the process nor gives a member more than their role', () => {
    const mine = model.resources.flatMap(({ name }) => allActions.map((action) => [action, name] as const))
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.boolean(), (value, asRule) => {
        const stored = asRule ? { rules: [value], roles: value, settings: value } : value
        for (const [action, name] of mine) {
          if (extent(null, member, action, name) === 'none') expect(extent(stored, member, action, name)).toBe('none')
        }
      }),
      { numRuns: 60 },
    )
  })
})
