import { describe, expect, it } from 'vitest'
import { sampleModel, uuidOf } from '../test/model.ts'
import { parsePolicy } from './document.ts'
import type { Names } from './names.ts'
import { describeRule } from './rule-sentence.ts'

const [team, ada, node, gone] = [uuidOf(1), uuidOf(2), uuidOf(3), uuidOf(9)]
const roles = [
  { key: 'site-manager', name: 'Site manager' },
  { key: 'secretary', name: 'Secretary' },
]
const names: Names = {
  roles: new Map(roles.map(({ key, name }) => [key, name])),
  teams: new Map([[team, 'Sales']]),
  members: new Map([[ada, 'Ada Lovelace']]),
  nodes: new Map([[node, 'Vienna']]),
}

function sentenceOf(rest: object, known: Names = names): string {
  const rule = { id: 'r', effect: 'allow', who: ['everyone'], permissions: ['deals.read'], ...rest }
  const parsed = parsePolicy(sampleModel, { roles, rules: [rule], settings: { secondApprover: false, manyPeople: 50 } })
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const [read] = parsed.document.rules
  return read === undefined ? '' : describeRule(sampleModel, read, known)
}

const mine = { attribute: 'resource.ownerId', operator: 'eq', value: { attribute: 'subject.id' } }
const here = { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } }
const onShift = { attribute: 'context.onShift', operator: 'eq', value: true }

describe('a rule', () => {
  it.each([
    ['Everyone may see deals.', {}],
    ['Nobody may see deals.', { effect: 'deny' }],
    ['Nobody may ever see deals.', { effect: 'forbid' }],
    [
      'Site managers may see and change deals where the place is one of the person’s places and it is the person’s shift.',
      { who: ['role:site-manager'], permissions: ['deals.read', 'deals.update'], when: { all: [here, onShift] } },
    ],
    ['Nobody in Sales may ever see the margin of deals.', { effect: 'forbid', who: [`team:${team}`], fields: ['margin'] }],
    [
      'Nobody in Sales may delete or export deals.',
      { effect: 'deny', who: [`team:${team}`], permissions: ['deals.delete', 'deals.export'] },
    ],
    [
      'Site managers, people in Sales and Ada Lovelace may not do anything with deals.',
      { effect: 'deny', who: ['role:site-manager', `team:${team}`, `member:${ada}`], permissions: ['deals.*'] },
    ],
    [
      'People in Sales and a person who is no longer there may do everything in crm, and see the ledger.',
      { who: [`team:${team}`, `member:${gone}`], permissions: ['crm.*', 'ledger.read'] },
    ],
    [
      'Secretaries and viewers may see deals, see and change companies, and do everything with notes.',
      { who: ['role:secretary', 'role:viewer'], permissions: ['deals.read', 'companies.read', 'companies.update', 'notes.*'] },
    ],
    ['Viewers may never do anything in administration.', { who: ['role:viewer'], permissions: ['administration.*'], effect: 'forbid' }],
    [
      'Nobody may see or change the amount or margin of deals where the record is not shared with the person as editor or higher.',
      { permissions: ['deals.*'], fields: ['amount', 'margin'], effect: 'deny', when: { not: { shared: 'editor' } } },
    ],
    [
      'Nobody may change anything of deals but the name and tags in Vienna and below.',
      { permissions: ['deals.update'], fields: { except: ['name', 'tags'] }, effect: 'deny', at: node },
    ],
    ['Members may do everything with deals in Vienna and below.', { at: node, permissions: ['deals.*'], who: ['role:member'] }],
    ['Everyone may see deals in a place that is no longer there and below.', { at: gone }],
  ])('%s', (expected, rest) => {
    expect(sentenceOf(rest)).toBe(expected)
  })
})

describe('a condition', () => {
  it.each([
    ['Everyone may see deals where the owner is the person.', mine],
    [
      'Everyone may see deals where the owner is the person or the owner is one of the people who report to the person.',
      { any: [mine, { attribute: 'resource.ownerId', operator: 'in', value: { attribute: 'subject.reports' } }] },
    ],
    [
      'Everyone may see deals where (the place is one of the person’s places and it is the person’s shift) or the record is shared with the person.',
      { any: [{ all: [here, onShift] }, { shared: 'viewer' }] },
    ],
    ['Everyone may see deals where the owner is not the person and it is not the person’s shift.', { not: { any: [mine, onShift] } }],
    [
      'Everyone may see deals where the classification is at most the person’s clearance.',
      { attribute: 'resource.classification', operator: 'lte', value: { attribute: 'subject.clearance' } },
    ],
    ['Everyone may see deals where the amount is more than 1,000,000.', { attribute: 'resource.amount', operator: 'gt', value: 1_000_000 }],
    ['Everyone may see deals where the amount is not more than 5.', { not: { attribute: 'resource.amount', operator: 'gt', value: 5 } }],
    [
      'Everyone may see deals where the closed date is before 1 January 2026.',
      { attribute: 'resource.closedOn', operator: 'lt', value: '2026-01-01' },
    ],
    ['Everyone may see deals where the closed date is empty.', { attribute: 'resource.closedOn', operator: 'empty' }],
    ['Everyone may see deals where the closed date is filled in.', { attribute: 'resource.closedOn', operator: 'filled' }],
    ['Everyone may see deals where the tags include “vip”.', { attribute: 'resource.tags', operator: 'contains', value: 'vip' }],
    [
      'Everyone may see deals where the tags do not include “vip” or “key”.',
      { not: { attribute: 'resource.tags', operator: 'in', value: ['vip', 'key'] } },
    ],
    ['Everyone may see deals where the name starts with “Test”.', { attribute: 'resource.name', operator: 'startsWith', value: 'Test' }],
    [
      'Everyone may see deals where the name does not contain “test”.',
      { not: { attribute: 'resource.name', operator: 'contains', value: 'test' } },
    ],
    ['Everyone may see deals where “Won” is no.', { attribute: 'resource.won', operator: 'eq', value: false }],
    ['Everyone may see deals where the owner is not Ada Lovelace.', { attribute: 'resource.ownerId', operator: 'ne', value: ada }],
    ['Everyone may see deals where the company is company 00000000….', { attribute: 'resource.companyId', operator: 'eq', value: gone }],
    [
      'Everyone may see deals when the time of day is between 08:00 and 18:00.',
      { attribute: 'context.time', operator: 'between', value: ['08:00', '18:00'] },
    ],
    [
      'Everyone may see deals when the day of the week is Saturday or Sunday.',
      { attribute: 'context.weekday', operator: 'in', value: ['sat', 'sun'] },
    ],
    ['Everyone may see deals when it is not the person’s shift.', { not: onShift }],
    [
      'Everyone may see deals when the network address is in 10.0.0.0/8 or 192.168.0.0/16.',
      { attribute: 'context.address', operator: 'within', value: ['10.0.0.0/8', '192.168.0.0/16'] },
    ],
    [
      'Everyone may see deals when the number of sign-in factors is at least 2.',
      { attribute: 'context.factors', operator: 'gte', value: 2 },
    ],
    [
      'Everyone may see deals when the person’s roles include Secretary.',
      { attribute: 'subject.roles', operator: 'contains', value: 'secretary' },
    ],
    ['Everyone may see deals when the way in is not http.', { attribute: 'context.kind', operator: 'ne', value: 'http' }],
  ])('%s', (expected, when) => {
    expect(sentenceOf({ when })).toBe(expected)
  })
})

describe('an amount of money', () => {
  const over = { when: { attribute: 'resource.margin', operator: 'gte', value: 1_000_050 } }

  it.each([
    ['EUR', '€10,000.50'],
    ['JPY', '¥1,000,050'],
    [undefined, '1,000,050 minor units'],
  ])('is said in %s', (currency, amount) => {
    expect(sentenceOf(over, { ...names, currency })).toBe(`Everyone may see deals where the margin is at least ${amount}.`)
  })
})
