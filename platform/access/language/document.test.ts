import { describe, expect, it } from 'vitest'
import { sampleModel, uuidOf } from '../test/model.ts'
import { parsePolicy } from './document.ts'
import type { KnownIds } from './literal-reading.ts'

const [team, member, node] = [uuidOf(1), uuidOf(2), uuidOf(3)]
const known: KnownIds = { teams: new Set([team]), members: new Set([member]), nodes: new Set([node]) }
const settings = { secondApprover: false, manyPeople: 50 }
const roles = [{ key: 'site-manager', name: 'Site manager' }]
const good = { id: 'r', effect: 'allow', who: ['everyone'], permissions: ['deals.read'] }

function problemsOf(input: unknown): readonly object[] {
  const parsed = parsePolicy(sampleModel, input, known)
  return 'problems' in parsed ? parsed.problems : []
}

describe('what is right', () => {
  it.each([
    ['a rule', good],
    ['all there is', { ...good, effect: 'deny', who: ['role:site-manager', `team:${team}`, `member:${member}`], at: node, note: 'Why' }],
    ['fields', { ...good, permissions: ['crm.*'], fields: ['margin'] }],
    ['all fields but one', { ...good, permissions: ['deals.*'], fields: { except: ['name'] } }],
    [
      'a condition of the owner',
      { ...good, when: { attribute: 'resource.ownerId', operator: 'in', value: { attribute: 'subject.teammates' } } },
    ],
    [
      'a condition on several resources',
      {
        ...good,
        permissions: ['deals.read', 'companies.*'],
        when: { attribute: 'resource.classification', operator: 'lte', value: { attribute: 'subject.clearance' } },
      },
    ],
    [
      'a field that only deals have, compared, for the whole area',
      { ...good, permissions: ['crm.*'], fields: ['margin'], when: { attribute: 'resource.amount', operator: 'gt', value: 5 } },
    ],
    ['over midnight', { ...good, when: { attribute: 'context.time', operator: 'between', value: ['22:00', '06:00'] } }],
    ['networks', { ...good, when: { attribute: 'context.address', operator: 'within', value: ['10.0.0.0/8', '2001:db8::/32'] } }],
    ['a share', { ...good, when: { not: { shared: 'editor' } } }],
    ['entries of a list', { ...good, when: { attribute: 'resource.tags', operator: 'in', value: ['vip', 'key'] } }],
    ['a role', { ...good, when: { attribute: 'subject.roles', operator: 'contains', value: 'site-manager' } }],
    [
      'owners held back from what they can get around',
      { ...good, effect: 'forbid', permissions: ['policies.update'], when: { attribute: 'context.factors', operator: 'lt', value: 2 } },
    ],
    [
      'others held back from policies',
      {
        ...good,
        effect: 'forbid',
        permissions: ['policies.*'],
        when: { not: { attribute: 'subject.roles', operator: 'contains', value: 'owner' } },
      },
    ],
    ['admins held back from policies', { ...good, effect: 'forbid', who: ['role:admin'], permissions: ['administration.*'] }],
  ])('%s', (_, rule) => {
    expect(problemsOf({ roles, rules: [rule], settings })).toEqual([])
  })

  it('is answered in one way of writing', () => {
    const when = {
      all: [
        { attribute: 'resource.ownerId', operator: 'eq', value: member.toUpperCase() },
        { attribute: 'resource.updatedAt', operator: 'lt', value: '2026-01-31T08:30:00+01:00' },
      ],
    }
    const parsed = parsePolicy(sampleModel, { settings, roles, rules: [{ ...good, who: [`member:${member.toUpperCase()}`], when }] }, known)
    expect(parsed).toEqual({
      document: {
        roles,
        rules: [
          {
            ...good,
            who: [`member:${member}`],
            when: {
              all: [
                { attribute: 'resource.ownerId', operator: 'eq', value: member },
                { attribute: 'resource.updatedAt', operator: 'lt', value: '2026-01-31T07:30:00.000Z' },
              ],
            },
          },
        ],
        settings,
      },
    })
  })
})
