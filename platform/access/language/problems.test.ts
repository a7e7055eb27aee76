import { describe, expect, it } from 'vitest'
import { sampleModel, uuidOf } from '../test/model.ts'
import { parsePolicy } from './document.ts'
import type { KnownIds } from './literal-reading.ts'

const [team, member, node, nobody] = [uuidOf(1), uuidOf(2), uuidOf(3), uuidOf(9)]
const known: KnownIds = { teams: new Set([team]), members: new Set([member]), nodes: new Set([node]) }
const settings = { secondApprover: false, manyPeople: 50 }
const roles = [{ key: 'site-manager', name: 'Site manager' }]
const good = { id: 'r', effect: 'allow', who: ['everyone'], permissions: ['deals.read'] }
const amount = { attribute: 'resource.amount', operator: 'gt', value: 1 }

/** The path and the beginning of the message of each problem. */
function expectProblems(input: unknown, expected: readonly (readonly [path: string, message: string])[]): void {
  const parsed = parsePolicy(sampleModel, input, known)
  const problems = 'problems' in parsed ? parsed.problems : []
  expect(problems.map(({ path }) => path)).toEqual(expected.map(([path]) => path))
  for (const [i, [, message]] of expected.entries()) expect(problems[i]?.message).toContain(message)
}

function nested(depth: number): unknown {
  return depth === 0 ? { shared: 'viewer' } : { not: nested(depth - 1) }
}

describe('a document', () => {
  it.each([
    ['nothing', null, '', 'Here stands an object with `roles`, `rules`, `settings`.'],
    ['a list', [], '', 'Here stands an object'],
    ['a text', 'policy', '', 'Here stands an object'],
    ['a member too many', { roles, rules: [], settings, rulez: [] }, 'rulez', 'Did you mean `rules`?'],
    ['a member too few', { roles, settings }, 'rules', 'This is missing.'],
    ['rules that are no list', { roles, rules: {}, settings }, 'rules', 'This is a list of rules.'],
    [
      'settings of another type',
      { roles, rules: [], settings: { ...settings, secondApprover: 'no' } },
      'settings.secondApprover',
      'This is `true` or `false`.',
    ],
    ['no people', { roles, rules: [], settings: { ...settings, manyPeople: 0 } }, 'settings.manyPeople', 'from 1 to 1000000'],
    ['a built-in role', { roles: [{ key: 'owner', name: 'Boss' }], rules: [], settings }, 'roles[0].key', '`owner` is a built-in name'],
    [
      'the name of a built-in role',
      { roles: [{ key: 'boss', name: 'Owner' }], rules: [], settings },
      'roles[0].name',
      'could not tell them apart',
    ],
    [
      'a key with a capital',
      { roles: [{ key: 'Sales', name: 'Sales' }], rules: [], settings },
      'roles[0].key',
      'lower case letters, digits and dashes',
    ],
    [
      'a role twice',
      { roles: [...roles, { key: 'site-manager', name: 'Other' }], rules: [], settings },
      'roles[1].key',
      '`site-manager` is the key of roles[0] too.',
    ],
    [
      'a name twice',
      { roles: [...roles, { key: 'other', name: 'SITE manager' }], rules: [], settings },
      'roles[1].name',
      'is the name of roles[0] too.',
    ],
    ['an id twice', { roles, rules: [good, { ...good, effect: 'deny' }], settings }, 'rules[1].id', '`r` is the id of rules[0] too.'],
    [
      'too many rules',
      { roles, rules: Array.from({ length: 2001 }, (_, i) => ({ ...good, id: `r${i}` })), settings },
      'rules',
      'This list has 2001 rules; 2000 are the most.',
    ],
    ['a megabyte', { roles, rules: [{ ...good, note: 'x'.repeat(1_000_000) }], settings }, '', '1000000 are the most.'],
    [
      'lists in lists in lists',
      JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)) as unknown,
      '',
      'This is no JSON that could be a policy.',
    ],
  ])('%s', (_, input, path, message) => {
    expectProblems(input, [[path, message]])
  })

  it('is read whole: everything that is wrong is said, once for each place', () => {
    expectProblems({ roles: [{ key: 'x' }], rules: [{ id: 'a b', effect: 'permit' }, 7], settings: {} }, [
      ['roles[0].name', 'This is missing.'],
      ['rules[0].who', 'This is missing.'],
      ['rules[0].permissions', 'This is missing.'],
      ['rules[0].id', '`a b` is no id.'],
      ['rules[0].effect', 'It can be allow, deny, forbid.'],
      ['rules[1]', 'Here stands an object'],
      ['settings.secondApprover', 'This is missing.'],
      ['settings.manyPeople', 'This is missing.'],
    ])
  })

  it('reads the rest of a rule by what is right in it', () => {
    const when = { attribute: 'resource.teamId', operator: 'eq', value: { attribute: 'subject.id' } }
    expectProblems({ roles, rules: [{ ...good, permissions: ['deal.read', 'deals.update'], when }], settings }, [
      ['rules[0].permissions[0]', 'Did you mean `deals`?'],
      ['rules[0].when.value', 'These are of different types'],
    ])
  })

  it('stops at a hundred problems', () => {
    const parsed = parsePolicy(sampleModel, { roles, rules: Array.from({ length: 1900 }, () => ({})), settings })
    expect('problems' in parsed && parsed.problems.length).toBe(100)
  })
})

describe('a rule', () => {
  const everyField = 'It can be name, ownerId, teamId, nodeId, territoryId, classification.'

  it.each([
    [{ id: 'my rule' }, 'id', '1 to 60 letters, digits and dashes'],
    [{ effect: { toString: 1 } }, 'effect', 'There is no effect an object. It can be allow, deny, forbid.'],
    [{ effect: 'Deny' }, 'effect', 'There is no effect `Deny`. Did you mean `deny`?'],
    [{ wen: amount }, 'wen', 'There is no member `wen` here. Did you mean `when`?'],
    [{ note: 'a\0b' }, 'note', 'characters that cannot be stored'],
    [{ at: 'Vienna' }, 'at', '`Vienna` is no id of a node; ids are UUIDs.'],
    [{ at: nobody }, 'at', 'There is no node with the id'],
    // Who
    [{ who: [] }, 'who', 'This list of roles, teams and members is empty'],
    [{ who: 'everyone' }, 'who', 'This is a list of roles, teams and members.'],
    [{ who: ['everybody'] }, 'who[0]', 'It can be `everyone`, `role:viewer`, `team:<id>` or `member:<id>`.'],
    [{ who: ['role:site-manger'] }, 'who[0]', 'There is no role `site-manger`. Did you mean `site-manager`?'],
    [{ who: ['everyone', 'team:sales'] }, 'who[1]', '`sales` is no id of a team'],
    [{ who: [`team:${member}`] }, 'who[0]', 'There is no team with the id'],
    [{ who: [`member:${nobody}`] }, 'who[0]', 'There is no member with the id'],
    // Permissions
    [{ permissions: [] }, 'permissions', 'This list of permissions is empty'],
    [{ permissions: ['*'] }, 'permissions[0]', "`*` alone is the built-in owner's. Name an area or a resource: `crm.*`, `companies.*`."],
    [{ permissions: ['*.*.*'] }, 'permissions[0]', 'A star follows at least one fixed segment'],
    [{ permissions: ['*.read'] }, 'permissions[0]', 'A star follows at least one fixed segment'],
    [{ permissions: ['crm.*.read'] }, 'permissions[0]', 'A star is the whole last segment'],
    [{ permissions: ['deals.*.*'] }, 'permissions[0]', 'A star is the whole last segment'],
    [{ permissions: ['deals.re*'] }, 'permissions[0]', 'A star is the whole last segment'],
    [{ permissions: ['deals'] }, 'permissions[0]', 'A permission names an action too, or a star: `deals.*`, `deals.read`.'],
    [{ permissions: ['crm.deals.read.*'] }, 'permissions[0]', 'too many segments'],
    [{ permissions: ['deals.read.*'] }, 'permissions[0]', 'After `deals` comes an action, and nothing after that'],
    [{ permissions: ['deals.raed'] }, 'permissions[0]', 'There is no action `raed`. Did you mean `read`?'],
    [
      { permissions: ['deals.approve'] },
      'permissions[0]',
      'It can be read, create, update, delete, restore, share, import, export, manage.',
    ],
    [{ permissions: ['deal.read'] }, 'permissions[0]', 'There is no resource `deal`. Did you mean `deals`?'],
    [{ permissions: ['deals.read', 'cmr.*'] }, 'permissions[1]', 'There is no resource or area `cmr`. Did you mean `crm`?'],
    [{ permissions: ['sales.deals.read'] }, 'permissions[0]', '`deals` is not in the area `sales`, but in `crm`.'],
    [{ permissions: ['ledger.update'] }, 'permissions[0]', 'it has no meaning there. It can be read, export.'],
    [{ permissions: ['constructor.read'] }, 'permissions[0]', 'There is no resource `constructor`.'],
    [{ permissions: [5] }, 'permissions[0]', 'A permission is a text such as'],
    // Fields
    [{ fields: [] }, 'fields', 'This list of fields is empty'],
    [{ fields: 'margin' }, 'fields', 'Here stands a list of names of fields, or an object with `except`.'],
    [{ fields: ['amount', 'margn'] }, 'fields[1]', 'There is no field `margn`. Did you mean `margin`?'],
    [{ fields: { except: ['marge'] } }, 'fields.except[0]', 'Did you mean `margin`?'],
    [{ fields: ['margin'], permissions: ['companies.read'] }, 'fields[0]', everyField],
    [{ fields: ['margin'], permissions: ['members.read'] }, 'fields', 'Only records have fields, and members are none.'],
    [{ fields: ['margin'], permissions: ['deals.delete'] }, 'permissions', 'Fields can be read, created and updated'],
    [{ fields: ['__proto__'] }, 'fields[0]', 'There is no field `__proto__`.'],
  ])('%j', (rest, path, message) => {
    expectProblems({ roles, rules: [{ ...good, ...rest }], settings }, [[`rules[0].${path}`, message]])
  })

  it.each([
    ['everyone', { effect: 'forbid', permissions: ['policies.update'] }],
    ['owners, by a wildcard', { effect: 'deny', who: ['role:viewer', 'role:owner'], permissions: ['administration.*'] }],
    [
      'outside the shift',
      { effect: 'deny', permissions: ['members.read'], when: { attribute: 'context.onShift', operator: 'eq', value: false } },
    ],
    [
      'without a clearance',
      { effect: 'forbid', permissions: ['organization.*'], when: { attribute: 'subject.clearance', operator: 'ne', value: 'restricted' } },
    ],
    [
      'one of both',
      {
        effect: 'forbid',
        permissions: ['assignments.*'],
        when: {
          any: [
            { attribute: 'context.factors', operator: 'lt', value: 2 },
            { attribute: 'context.time', operator: 'gt', value: '18:00' },
          ],
        },
      },
    ],
  ])('locks no owner out: %s', (_, rest) => {
    expectProblems({ roles, rules: [{ ...good, ...rest }], settings }, [['rules[0]', 'This would lock every owner out of']])
  })
})

describe('a condition', () => {
  it.each([
    [[], '', 'A condition is an object with `all`, `any`, `not`, `shared`, or `attribute` and `operator`; not a list.'],
    [{}, '', 'not an empty one.'],
    [{ and: [amount] }, '', 'not one with `and`.'],
    [{ all: [] }, '.all', 'This list of conditions is empty'],
    [{ all: [amount], any: [amount] }, '.any', 'There is no member `any` here.'],
    [{ all: [amount, { not: [amount] }] }, '.all[1].not', 'not a list.'],
    [{ ...amount, because: 'x' }, '.because', 'There is no member `because` here.'],
    [{ shared: 'reader' }, '.shared', 'There is no level `reader`. It can be viewer, editor, admin, owner.'],
    [nested(10), '.not'.repeat(10), 'Conditions are at most 10 deep'],
    [
      { all: [{ any: Array.from({ length: 150 }, () => amount) }, { any: Array.from({ length: 150 }, () => amount) }] },
      '',
      'This condition has more than 200 parts.',
    ],
  ])('%j', (when, path, message) => {
    expectProblems({ roles, rules: [{ ...good, when }], settings }, [[`rules[0].when${path}`, message]])
  })

  it.each([
    // Attributes and operators
    ['resource.owner', 'eq', member, 'attribute', 'Deals have no attribute `owner`. Did you mean `ownerId`?'],
    ['owner', 'eq', member, 'attribute', 'An attribute is written `resource.ownerId`, `subject.clearance` or `context.time`'],
    ['resource.company.name', 'eq', 'x', 'attribute', 'not `resource.company.name`.'],
    ['resource.constructor', 'filled', undefined, 'attribute', 'Deals have no attribute `constructor`.'],
    ['subject.level', 'eq', 1, 'attribute', 'It can be id, roles, teams, teammates, reports, territories, nodes, clearance.'],
    ['context.hour', 'eq', 9, 'attribute', 'It can be time, date, weekday, onShift, address, factors, kind.'],
    ['resource.amount', 'equals', 1, 'operator', 'It can be eq, ne, lt, lte, gt, gte, in, between, empty, filled.'],
    ['resource.name', 'gt', 'a', 'operator', 'A text cannot be compared with `gt`.'],
    ['context.weekday', 'lt', 'fri', 'operator', 'These choices have no order'],
    ['resource.tags', 'eq', 'vip', 'operator', 'A list cannot be compared with `eq`. It can be in, contains, empty, filled.'],
    ['context.address', 'eq', '10.0.0.1', 'operator', 'It can be within, empty, filled.'],
    // Values
    ['resource.amount', 'eq', '5', 'value', '`"5"` is no whole number. Amounts are in minor units: 1054 is 10.54.'],
    ['resource.amount', 'eq', 1.5, 'value', '`1.5` is no whole number.'],
    ['resource.name', 'eq', 5, 'value', '`5` is no text.'],
    ['resource.won', 'eq', 'yes', 'value', '`"yes"` is neither `true` nor `false`.'],
    ['resource.closedOn', 'eq', '2026-02-30', 'value', '`2026-02-30` is no date.'],
    ['resource.updatedAt', 'lt', '2026-01-31', 'value', 'no time with its offset'],
    ['context.time', 'gte', '8:30', 'value', 'Times are written `08:30`, from `00:00` to `23:59`.'],
    ['context.time', 'gte', '24:00', 'value', '`24:00` is no time of day.'],
    ['resource.classification', 'eq', 'internl', 'value', '`internl` is none of the values. Did you mean `internal`?'],
    ['resource.ownerId', 'eq', 'Ada', 'value', '`Ada` is no id of a member; ids are UUIDs.'],
    ['resource.teamId', 'eq', member, 'value', 'There is no team with the id'],
    ['context.address', 'within', '10.0.0.0/33', 'value', '`10.0.0.0/33` is no network.'],
    ['context.address', 'within', ['10.0.0.0/8', '10.0.0.1'], 'value[1]', '`10.0.0.1` is no network.'],
    ['subject.roles', 'contains', 'site-manger', 'value', 'There is no role `site-manger`. Did you mean `site-manager`?'],
    ['resource.amount', 'empty', 1, 'value', '`empty` takes no value.'],
    ['resource.amount', 'eq', [1, 2], 'value', '`eq` takes one value; for several use `in`.'],
    ['resource.amount', 'in', 1, 'value', '`in` takes a list of values'],
    ['resource.amount', 'in', [1, 'x'], 'value[1]', '`"x"` is no whole number.'],
    ['resource.amount', 'in', Array.from({ length: 1001 }, (_, i) => i), 'value', 'This list has 1001 values; 1000 are the most.'],
    ['resource.amount', 'between', [1], 'value', '`between` takes a list of two values'],
    ['resource.amount', 'between', [5, 1], 'value', 'nothing is between them'],
    // Other attributes
    ['resource.amount', 'gt', { attribute: 'resource.amont' }, 'value.attribute', 'Did you mean `amount`?'],
    ['resource.amount', 'gt', { attribute: 'resource.name' }, 'value', 'These are of different types: a number and a text.'],
    ['resource.teamId', 'eq', { attribute: 'subject.id' }, 'value', 'different types: an id of a team and an id of a member.'],
    ['resource.ownerId', 'eq', { attribute: 'subject.teams' }, 'value', 'An id of a member is compared with a list: use `in`.'],
    ['resource.ownerId', 'in', { attribute: 'subject.teams' }, 'value', 'different types: an id of a member and a list of ids of teams.'],
    ['resource.ownerId', 'in', { attribute: 'subject.id' }, 'value', 'For one value use `eq`.'],
    ['resource.classification', 'lte', { attribute: 'context.weekday' }, 'value', 'These are of different types: a choice of public'],
    ['subject.teams', 'contains', { attribute: 'resource.teamId' }, 'value', 'the other attribute `in` `subject.teams`.'],
  ])('%s %s %j', (attribute, operator, value, path, message) => {
    const when = { attribute, operator, ...(value === undefined ? {} : { value }) }
    expectProblems({ roles, rules: [{ ...good, when }], settings }, [[`rules[0].when.${path}`, message]])
  })

  it.each([
    ['crm.*', 'resource.name', 'Notes have no attribute `name`.'],
    ['companies.*', 'resource.amount', 'Companies have no attribute `amount`.'],
    ['administration.*', 'resource.ownerId', 'Members are no records and have no attributes'],
  ])('means the same for all resources: %s with %s', (permission, attribute, message) => {
    const when = { attribute, operator: 'filled' }
    expectProblems({ roles, rules: [{ ...good, permissions: ['deals.read', permission], when }], settings }, [
      ['rules[0].when.attribute', message],
    ])
  })

  it('shares records only', () => {
    expectProblems({ roles, rules: [{ ...good, permissions: ['deals.read', 'members.read'], when: { shared: 'viewer' } }], settings }, [
      ['rules[0].when.shared', 'Only records are shared, and members are none.'],
    ])
  })
})
