import { describe, expect, it } from 'vitest'
import type { Condition, Rule } from '../language/policy.ts'
import { given, sampleModel, snapshotOf, uuidOf } from '../test/model.ts'
import { allow } from '../test/policies.ts'
import { groupingOf } from './grouping.ts'

const deals = sampleModel.find('deals')
const notes = sampleModel.find('notes')
if (deals === undefined || notes === undefined) throw new Error('The sample has deals and notes')

const compare = (attribute: string, operator: string, value?: unknown) =>
  ({ attribute, operator, ...(value === undefined ? {} : { value }) }) as Condition
const groupsOf = (rules: readonly Rule[], rest = {}) =>
  groupingOf(sampleModel, [snapshotOf({ rules, ...rest })], deals, [{ resource: deals, action: 'read' }], false)
const told = (when: Condition) => {
  const { byValue, byOutcome, picked } = groupsOf([allow('a', 'everyone', 'deals.read', { when })])
  return { value: byValue, outcome: byOutcome.length, picked }
}

describe('records are told apart', () => {
  it.each<[string, Condition, { value: string[]; outcome: number; picked: string[] }]>([
    ['an id by value', compare('resource.ownerId', 'eq', { attribute: 'subject.id' }), { value: ['ownerId'], outcome: 0, picked: [] }],
    ['a choice by value', compare('resource.classification', 'lte', 'internal'), { value: ['classification'], outcome: 0, picked: [] }],
    [
      'the other side too',
      compare('subject.teams', 'contains', { attribute: 'resource.teamId' }),
      { value: ['teamId'], outcome: 0, picked: [] },
    ],
    ['a number by the outcome', compare('resource.amount', 'gt', 100), { value: [], outcome: 1, picked: ['amount'] }],
    ['a list by the outcome', compare('resource.tags', 'contains', 'hot'), { value: [], outcome: 1, picked: ['tags'] }],
    [
      'a date and today by the outcome',
      compare('resource.closedOn', 'lt', { attribute: 'context.date' }),
      { value: [], outcome: 1, picked: ['closedOn'] },
    ],
    [
      'two of its own by value',
      compare('resource.amount', 'gt', { attribute: 'resource.margin' }),
      { value: ['amount', 'margin'], outcome: 0, picked: [] },
    ],
    ['what is about the person alone not at all', compare('subject.clearance', 'eq', 'public'), { value: [], outcome: 0, picked: [] }],
    [
      'each comparison once, wherever it stands',
      {
        all: [
          compare('resource.amount', 'gt', 100),
          { not: { any: [compare('resource.amount', 'gt', 100), compare('resource.amount', 'gt', 200)] } },
        ],
      },
      { value: [], outcome: 2, picked: ['amount'] },
    ],
    [
      'by value where any comparison needs it',
      { any: [compare('resource.amount', 'gt', 100), compare('resource.amount', 'eq', { attribute: 'resource.margin' })] },
      { value: ['amount', 'margin'], outcome: 1, picked: [] },
    ],
  ])('%s', (_, when, expected) => {
    expect(told(when)).toEqual(expected)
  })

  it('by place where rules are set at one, or roles given there', () => {
    expect(groupsOf([allow('a', 'everyone', 'deals.read')]).byValue).toEqual([])
    expect(groupsOf([allow('a', 'everyone', 'deals.read', { at: uuidOf(101) })]).byValue).toEqual(['nodeId'])
    const assignments = [given('x', { memberId: uuidOf(11), nodeId: uuidOf(101) })]
    expect(groupsOf([allow('a', 'role:x', 'deals.read')], { assignments }).byValue).toEqual(['nodeId'])
  })

  it('by what is seen of the records that they belong to', () => {
    const rules = [allow('a', 'everyone', 'companies.read', { when: compare('resource.name', 'startsWith', 'A') })]
    const grouping = groupingOf(sampleModel, [snapshotOf({ rules })], notes, [{ resource: notes, action: 'read' }], false)
    expect(grouping.parents.map(({ attribute, grouping: parent }) => [attribute, parent.byOutcome.length])).toEqual([
      ['companyId', 1],
      ['dealId', 0],
    ])
  })
})
