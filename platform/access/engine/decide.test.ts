import type { Action, Role } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import type { Rule } from '../language/policy.ts'
import { dealOf, given, person, sampleModel, snapshotOf, type SnapshotParts, tuesdayMorning, uuidOf } from '../test/model.ts'
import type { ContextFacts, RecordFacts } from './facts.ts'
import { personOf } from './person.ts'

const [sam, ann, max, olga] = [uuidOf(11), uuidOf(12), uuidOf(13), uuidOf(14)]
const [company, regionWest, siteA, siteB, zoneA1] = [uuidOf(101), uuidOf(102), uuidOf(103), uuidOf(104), uuidOf(105)]
const [sales, salesWest] = [uuidOf(201), uuidOf(202)]

const nodes = [
  { id: company, name: 'Acme', parentId: null },
  { id: regionWest, name: 'West', parentId: company },
  { id: siteA, name: 'Site A', parentId: regionWest },
  { id: siteB, name: 'Site B', parentId: regionWest },
  { id: zoneA1, name: 'Zone A1', parentId: siteA },
]

function ruleOf(id: string, effect: Rule['effect'], rest: Partial<Rule>): Rule {
  return { id, effect, who: ['everyone'], permissions: ['deals.read'], ...rest }
}

function asked(
  parts: SnapshotParts,
  member: string,
  { action = 'read', context = tuesdayMorning, record }: { action?: Action; context?: ContextFacts; record: RecordFacts },
) {
  const found = personOf(sampleModel, snapshotOf({ nodes, ...parts }), member, context.now.getTime())
  if (found === undefined) throw new Error('no such member')
  const { allowed, reason, rule } = found.decide(action, 'deals', context, record)
  return `${allowed ? 'yes' : 'no'}: ${reason}${rule === undefined ? '' : ` (${rule})`}`
}

const guests = [person(11, 'Sam', 'guest'), person(12, 'Ann', 'guest', { managerId: uuidOf(13) }), person(13, 'Max', 'guest')]

describe('built-in roles', () => {
  it.each<[Role, Action, string]>([
    ['guest', 'read', 'no: no_rule'],
    ['viewer', 'read', 'yes: allowed (built-in:viewer)'],
    ['viewer', 'update', 'no: no_rule'],
    ['member', 'update', 'yes: allowed (built-in:member)'],
    ['member', 'manage', 'no: no_rule'],
    ['admin', 'manage', 'yes: allowed (built-in:admin)'],
    ['owner', 'manage', 'yes: allowed (built-in:owner)'],
  ])('a %s who wants to %s: %s', (role, action, answer) => {
    expect(asked({ members: [person(11, 'Sam', role)] }, sam, { action, record: dealOf({}) })).toBe(answer)
  })

  it('can be given too: for one place, to a team, for a time', () => {
    const at = (nodeId: string | null, assignment: Parameters<typeof given>[1]) =>
      asked({ members: guests, nodeMembers: [], assignments: [given('viewer', assignment)] }, sam, { record: dealOf({ nodeId }) })
    expect(at(zoneA1, { memberId: sam, nodeId: siteA })).toBe('yes: allowed (built-in:viewer)')
    expect(at(siteB, { memberId: sam, nodeId: siteA })).toBe('no: condition_not_met')
    expect(at(null, { memberId: sam, expiresAt: tuesdayMorning.now.getTime() + 1 })).toBe('yes: allowed (built-in:viewer)')
    expect(at(null, { memberId: ann })).toBe('no: no_rule')
    const found = personOf(
      sampleModel,
      snapshotOf({ nodes, members: guests, assignments: [given('admin', { memberId: sam, nodeId: siteA })] }),
      sam,
    )
    expect(found?.extent('update', 'deals', tuesdayMorning)).toBe('some')
    // What has no place is at none: an administrator of a site administers no people.
    expect(found?.extent('update', 'members', tuesdayMorning)).toBe('none')
  })

  it('know nobody who is not an active member', () => {
    const left = snapshotOf({ members: [person(11, 'Sam', 'owner', { active: false })] })
    expect(personOf(sampleModel, left, sam)).toBeUndefined()
    expect(personOf(sampleModel, left, olga)).toBeUndefined()
  })
})

/** SEN2: incidents, here deals, only of the sites that one is assigned to; during the shift; never the margin, unless shared. */
describe('SEN2: the site manager', () => {
  const rules = [
    ruleOf('site-deals', 'allow', {
      who: ['role:site-manager'],
      permissions: ['deals.read', 'deals.update'],
      when: {
        all: [
          { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } },
          { attribute: 'context.onShift', operator: 'eq', value: true },
        ],
      },
    }),
    ruleOf('no-margin', 'deny', {
      who: ['role:site-manager'],
      permissions: ['deals.*'],
      fields: ['margin'],
      when: { not: { shared: 'viewer' } },
    }),
  ]
  const shift = { start: '08:00', end: '16:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }
  const parts: SnapshotParts = {
    rules,
    members: [person(11, 'Sam', 'guest', { shift }), person(12, 'Ann', 'guest')],
    nodeMembers: [
      { nodeId: siteA, memberId: sam },
      { nodeId: siteA, memberId: ann },
    ],
    assignments: [given('site-manager', { memberId: sam }), given('site-manager', { memberId: ann })],
  }
  const evening = { ...tuesdayMorning, now: new Date('2026-11-24T19:00:00Z') }
  const sunday = { ...tuesdayMorning, now: new Date('2026-11-22T09:30:00Z') }

  it.each([
    ['a deal of the site, on shift', sam, siteA, tuesdayMorning, 'yes: allowed (site-deals)'],
    ['a deal of a zone of the site', sam, zoneA1, tuesdayMorning, 'yes: allowed (site-deals)'],
    ['a deal of another site', sam, siteB, tuesdayMorning, 'no: condition_not_met'],
    ['a deal of the region above', sam, regionWest, tuesdayMorning, 'no: condition_not_met'],
    ['a deal without a place', sam, null, tuesdayMorning, 'no: condition_not_met'],
    ['in the evening', sam, siteA, evening, 'no: condition_not_met'],
    ['on Sunday', sam, siteA, sunday, 'no: condition_not_met'],
    ['somebody without a shift', ann, siteA, tuesdayMorning, 'no: condition_not_met'],
  ] as const)('%s', (_, member, nodeId, context, answer) => {
    expect(asked(parts, member, { context, record: dealOf({ nodeId }) })).toBe(answer)
  })

  it('sees the margin only where it was shared', () => {
    const found = personOf(sampleModel, snapshotOf({ nodes, ...parts }), sam)
    const margin = (record: RecordFacts) => found?.decideField('read', 'deals', 'margin', tuesdayMorning, record).allowed
    const share = { memberId: sam, teamId: null, level: 'viewer' as const, expiresAt: null }
    expect(margin(dealOf({ nodeId: siteA }))).toBe(false)
    expect(margin(dealOf({ nodeId: siteA }, { shares: [share] }))).toBe(true)
    expect(margin(dealOf({ nodeId: siteA }, { shares: [{ ...share, expiresAt: tuesdayMorning.now.getTime() }] }))).toBe(false)
    expect(found?.decideField('read', 'deals', 'amount', tuesdayMorning, dealOf({})).allowed).toBe(true)
    expect(found?.fieldPlan('read', 'deals', 'margin', tuesdayMorning).extent).toBe('some')
  })
})

/** SEN10: set high, inherited low; narrower overrides; deny wins at the same level; a hard deny is never overridden. */
describe('SEN10: inheritance in the hierarchy', () => {
  const allow = (id: string, at?: string, who: Rule['who'] = ['everyone']) =>
    ruleOf(id, 'allow', { who, ...(at === undefined ? {} : { at }) })
  const deny = (id: string, at?: string, who: Rule['who'] = ['everyone']) =>
    ruleOf(id, 'deny', { who, ...(at === undefined ? {} : { at }) })
  it.each<[string, Rule[], string, string]>([
    ['set at the company, inherited by a zone', [allow('c', company)], zoneA1, 'yes: allowed (c)'],
    ['set at a site, not counting at its sister', [allow('a', siteA)], siteB, 'no: condition_not_met'],
    ['set at a site, not counting above', [allow('a', siteA)], regionWest, 'no: condition_not_met'],
    ['a narrower deny overrides', [allow('c', company), deny('a', siteA)], zoneA1, 'no: denied (a)'],
    ['and leaves the rest', [allow('c', company), deny('a', siteA)], siteB, 'yes: allowed (c)'],
    ['a narrower allow overrides a deny', [deny('c', company), allow('a', siteA)], siteA, 'yes: allowed (a)'],
    ['and leaves the rest denied', [deny('c', company), allow('a', siteA)], siteB, 'no: denied (c)'],
    ['deny wins at the same place', [allow('1', siteA), deny('2', siteA)], siteA, 'no: denied (2)'],
    ['whatever the order', [deny('2', siteA), allow('1', siteA)], siteA, 'no: denied (2)'],
    ['a hard deny set high is not overridden', [ruleOf('f', 'forbid', {}), allow('z', zoneA1)], zoneA1, 'no: forbidden (f)'],
    ['the organization is above the company', [deny('o'), allow('c', company)], siteA, 'yes: allowed (c)'],
    [
      'a person before a team before a role',
      [deny('t', siteA, [`team:${sales}`]), allow('p', siteA, [`member:${sam}`])],
      siteA,
      'yes: allowed (p)',
    ],
    ['a team before everyone', [deny('e', siteA), allow('t', siteA, [`team:${sales}`])], siteA, 'yes: allowed (t)'],
    ['but a nearer place before a person', [allow('p', siteA, [`member:${sam}`]), deny('z', zoneA1)], zoneA1, 'no: denied (z)'],
    ['a place that is gone counts nowhere', [allow('x', uuidOf(999))], siteA, 'no: no_rule'],
  ])('%s', (_, rules, nodeId, answer) => {
    const parts = {
      rules,
      members: guests,
      teams: [{ id: sales, name: 'Sales', parentId: null }],
      teamMembers: [{ teamId: sales, memberId: sam }],
    }
    expect(asked(parts, sam, { record: dealOf({ nodeId }) })).toBe(answer)
  })

  it('gives a role for one place only where it was given', () => {
    const parts: SnapshotParts = {
      rules: [allow('r', undefined, ['role:inspector'])],
      members: guests,
      assignments: [given('inspector', { memberId: sam, nodeId: siteA }), given('inspector', { memberId: sam, nodeId: zoneA1 })],
    }
    expect(asked(parts, sam, { record: dealOf({ nodeId: zoneA1 }) })).toBe('yes: allowed (r)')
    expect(asked(parts, sam, { record: dealOf({ nodeId: siteB }) })).toBe('no: condition_not_met')
    expect(asked(parts, sam, { record: dealOf({ nodeId: null }) })).toBe('no: condition_not_met')
  })
})

describe('role → team → person (GLO3.1)', () => {
  const parts: SnapshotParts = {
    rules: [ruleOf('r', 'allow', { who: ['role:closer'] })],
    members: guests,
    teams: [
      { id: sales, name: 'Sales', parentId: null },
      { id: salesWest, name: 'Sales west', parentId: sales },
    ],
    teamMembers: [{ teamId: salesWest, memberId: sam }],
  }

  it('gives people what their team, or the team above it, was given', () => {
    expect(asked({ ...parts, assignments: [given('closer', { teamId: sales })] }, sam, { record: dealOf({}) })).toBe('yes: allowed (r)')
    expect(asked({ ...parts, assignments: [given('closer', { teamId: sales })] }, ann, { record: dealOf({}) })).toBe('no: no_rule')
  })

  it('ends what was given for a time, without anything being read again', () => {
    const until = tuesdayMorning.now.getTime()
    const snapshot = snapshotOf({ ...parts, assignments: [given('closer', { memberId: sam, expiresAt: until })] })
    const before = { ...tuesdayMorning, now: new Date(until - 1) }
    expect(personOf(sampleModel, snapshot, sam, until - 1)?.decide('read', 'deals', before, dealOf({})).allowed).toBe(true)
    expect(personOf(sampleModel, snapshot, sam, until)?.decide('read', 'deals', tuesdayMorning, dealOf({})).allowed).toBe(false)
  })
})

describe('record-level', () => {
  const when = (attribute: string, subject: string): Rule['when'] => ({
    attribute: `resource.${attribute}`,
    operator: attribute === 'ownerId' && subject === 'id' ? 'eq' : 'in',
    value: { attribute: `subject.${subject}` },
  })
  it.each<[string, Rule['when'], RecordFacts['values'], boolean]>([
    ['the owner', when('ownerId', 'id'), { ownerId: max }, true],
    ['not the owner', when('ownerId', 'id'), { ownerId: sam }, false],
    ['the manager of the owner', when('ownerId', 'reports'), { ownerId: ann }, true],
    ['not the manager of oneself', when('ownerId', 'reports'), { ownerId: max }, false],
    ['the team', when('teamId', 'teams'), { teamId: sales }, true],
    ['a teammate’s', when('ownerId', 'teammates'), { ownerId: sam }, true],
    ['the territory', when('territoryId', 'territories'), { territoryId: uuidOf(301) }, true],
    ['another territory', when('territoryId', 'territories'), { territoryId: uuidOf(302) }, false],
  ])('%s', (_, condition, values, allowed) => {
    const parts: SnapshotParts = {
      rules: [ruleOf('r', 'allow', { ...(condition && { when: condition }) })],
      members: guests,
      teams: [{ id: sales, name: 'Sales', parentId: null }],
      teamMembers: [
        { teamId: sales, memberId: max },
        { teamId: sales, memberId: sam },
      ],
      territoryMembers: [{ territoryId: uuidOf(301), memberId: max }],
    }
    expect(asked(parts, max, { record: dealOf(values) })).toBe(allowed ? 'yes: allowed (r)' : 'no: condition_not_met')
  })

  it.each([
    ['viewer', 'read', true],
    ['viewer', 'update', false],
    ['editor', 'update', true],
    ['editor', 'delete', false],
    ['admin', 'delete', true],
    ['admin', 'share', true],
    ['owner', 'create', false],
  ] as const)('shared as %s: %s is %s (USR16)', (level, action, allowed) => {
    const shares = [{ memberId: sam, teamId: null, level, expiresAt: null }]
    expect(asked({ members: guests }, sam, { action, record: dealOf({}, { shares }) }).startsWith('yes: shared')).toBe(allowed)
    expect(asked({ members: guests }, ann, { action, record: dealOf({}, { shares }) })).toBe('no: no_rule')
  })

  it('inherits a share from the company', () => {
    const record = dealOf(
      {},
      {
        parents: { companyId: { id: uuidOf(1), values: {}, shares: [{ memberId: sam, teamId: null, level: 'viewer', expiresAt: null }] } },
      },
    )
    expect(asked({ members: guests }, sam, { record })).toBe('yes: shared (share)')
  })

  it('does not ask for shares of people with whom nothing was ever shared', () => {
    const extents = (shareHolders: string[]) => {
      const found = personOf(sampleModel, snapshotOf({ members: guests, shareHolders }), sam)
      return [found?.extent('read', 'deals', tuesdayMorning), found?.plan('read', 'deals', tuesdayMorning).branches('t', () => '$2').length]
    }
    expect(extents([ann])).toEqual(['none', 0])
    expect(extents([ann, sam])).toEqual(['some', 1])
  })

  it('lets a share pass a deny but not a forbid', () => {
    const shares = [{ memberId: sam, teamId: null, level: 'viewer' as const, expiresAt: null }]
    expect(asked({ members: guests, rules: [ruleOf('d', 'deny', {})] }, sam, { record: dealOf({}, { shares }) })).toBe(
      'yes: shared (share)',
    )
    expect(asked({ members: guests, rules: [ruleOf('f', 'forbid', {})] }, sam, { record: dealOf({}, { shares }) })).toBe(
      'no: forbidden (f)',
    )
  })
})

describe('fails closed', () => {
  const viewer = [person(11, 'Sam', 'viewer')]
  const unknownAttribute: Rule['when'] = { attribute: 'resource.nonsense', operator: 'eq', value: 1 }
  it.each<[string, Rule, RecordFacts['values'], ContextFacts, string]>([
    ['an unknown attribute in a deny', ruleOf('d', 'deny', { when: unknownAttribute }), {}, tuesdayMorning, 'no: undecidable (d)'],
    ['an unknown attribute in a forbid', ruleOf('f', 'forbid', { when: unknownAttribute }), {}, tuesdayMorning, 'no: undecidable (f)'],
    ['negated, too', ruleOf('d', 'deny', { when: { not: unknownAttribute } }), {}, tuesdayMorning, 'no: undecidable (d)'],
    [
      'an empty value in a deny',
      ruleOf('d', 'deny', { when: { attribute: 'resource.amount', operator: 'gt', value: 5 } }),
      { amount: null },
      tuesdayMorning,
      'no: undecidable (d)',
    ],
    [
      'a full one',
      ruleOf('d', 'deny', { when: { attribute: 'resource.amount', operator: 'gt', value: 5 } }),
      { amount: 5 },
      tuesdayMorning,
      'yes: allowed (built-in:viewer)',
    ],
    [
      'a missing address',
      ruleOf('d', 'deny', { when: { not: { attribute: 'context.address', operator: 'within', value: ['10.0.0.0/8'] } } }),
      {},
      { now: tuesdayMorning.now, kind: 'job' },
      'no: undecidable (d)',
    ],
    [
      'a known address',
      ruleOf('d', 'deny', { when: { not: { attribute: 'context.address', operator: 'within', value: ['10.0.0.0/8'] } } }),
      {},
      tuesdayMorning,
      'yes: allowed (built-in:viewer)',
    ],
  ])('%s', (_, rule, values, context, answer) => {
    expect(asked({ members: viewer, rules: [rule] }, sam, { context, record: dealOf(values) })).toBe(answer)
  })

  it('lets no allow count that cannot be decided', () => {
    const rules = [ruleOf('a', 'allow', { when: unknownAttribute }), ruleOf('b', 'allow', { when: { not: unknownAttribute } })]
    expect(asked({ members: guests, rules }, sam, { record: dealOf({}) })).toBe('no: condition_not_met')
  })

  it.each(['', 'deal', 'DEALS', '__proto__', 'constructor', '*', 'deals.*'])('knows no resource %j', (resource) => {
    const owner = personOf(sampleModel, snapshotOf({ members: [person(11, 'Sam', 'owner')] }), sam)
    expect(owner?.decide('read', resource, tuesdayMorning)).toMatchObject({ allowed: false, reason: 'unknown_permission' })
    expect(owner?.extent('read', resource, tuesdayMorning)).toBe('none')
  })
})

describe('context', () => {
  const at = (time: string) => ({ ...tuesdayMorning, now: new Date(`2026-11-24T${time}:00Z`) })
  it.each<[string, Rule['when'], ContextFacts, boolean]>([
    [
      '09:30 in Vienna is within 9 and 17',
      { attribute: 'context.time', operator: 'between', value: ['09:00', '17:00'] },
      at('08:30'),
      true,
    ],
    ['07:30 in Vienna is not', { attribute: 'context.time', operator: 'between', value: ['09:00', '17:00'] }, at('06:30'), false],
    ['over midnight, late', { attribute: 'context.time', operator: 'between', value: ['22:00', '06:00'] }, at('22:30'), true],
    ['over midnight, at noon', { attribute: 'context.time', operator: 'between', value: ['22:00', '06:00'] }, at('11:00'), false],
    ['on a weekday', { attribute: 'context.weekday', operator: 'in', value: ['mon', 'tue'] }, at('08:30'), true],
    ['the day begins in Vienna', { attribute: 'context.date', operator: 'eq', value: '2026-11-25' }, at('23:30'), true],
    [
      'in the office network',
      { attribute: 'context.address', operator: 'within', value: ['10.1.0.0/16', 'fd00::/8'] },
      tuesdayMorning,
      true,
    ],
    [
      'an IPv4 address written as IPv6',
      { attribute: 'context.address', operator: 'within', value: ['10.1.0.0/16'] },
      { ...tuesdayMorning, address: '::ffff:10.1.9.9' },
      true,
    ],
    [
      'elsewhere',
      { attribute: 'context.address', operator: 'within', value: ['10.1.0.0/16'] },
      { ...tuesdayMorning, address: '192.0.2.1' },
      false,
    ],
    ['two factors', { attribute: 'context.factors', operator: 'gte', value: 2 }, tuesdayMorning, false],
    [
      'clearance',
      { attribute: 'subject.clearance', operator: 'gte', value: { attribute: 'resource.classification' } },
      tuesdayMorning,
      true,
    ],
  ])('%s', (_, when, context, allowed) => {
    const members = [person(11, 'Sam', 'guest', { clearance: 'confidential' })]
    const rules = [ruleOf('r', 'allow', when === undefined ? {} : { when })]
    expect(asked({ members, rules }, sam, { context, record: dealOf({}) }).startsWith('yes')).toBe(allowed)
  })
})

it('says everything that was looked at', () => {
  const rules = [
    ruleOf('f', 'forbid', { when: { attribute: 'resource.won', operator: 'eq', value: true } }),
    ruleOf('d', 'deny', { at: siteA, when: { attribute: 'resource.amount', operator: 'gt', value: 100 } }),
    ruleOf('a', 'allow', { at: company }),
  ]
  const found = personOf(sampleModel, snapshotOf({ nodes, rules, members: guests }), sam)
  expect(found?.decide('read', 'deals', tuesdayMorning, dealOf({ nodeId: siteA, won: false, amount: 5 }))).toEqual({
    allowed: true,
    reason: 'allowed',
    rule: 'a',
    steps: [
      { rule: 'f', effect: 'forbid', level: 0, outcome: false },
      { rule: 'share', effect: 'allow', level: 1000, outcome: false },
      { rule: 'd', effect: 'deny', level: 12, outcome: false },
      { rule: 'a', effect: 'allow', level: 4, outcome: true },
    ],
  })
})
