import { expect, test } from 'vitest'
import { dealMeta } from '../model/fixture.ts'
import { parseListState } from '../model/list-state.ts'
import { draftFrom, formFields, readDraft } from './draft.ts'

test('what must be given comes first, what the list shows next', () => {
  const { first, more } = formFields(dealMeta)
  expect(first.map((field) => field.name)).toEqual(['name', 'stageId', 'companyId', 'amount', 'closedOn'])
  expect(more.map((field) => field.name)).toEqual(['ownerId', 'seats', 'tags'])
})

test('begins with what the list is filtered by, where that is one value', () => {
  const state = parseListState({ stageId: 's1', 'ownerId.in': 'me', 'tags.in': 'a,b', 'amount.gte': '100' }, dealMeta)
  expect(draftFrom(state, dealMeta, 'm1')).toEqual({ stageId: 's1', ownerId: 'm1' })
})

test('the reader owns what they create', () => {
  expect(draftFrom(parseListState({}, dealMeta), dealMeta, 'm1')).toEqual({ ownerId: 'm1' })
})

test('becomes the body of the request, without what was left empty', () => {
  expect(readDraft({ name: ' GTX ', stageId: 's1', amount: '1,200.50', closedOn: '', tags: 'vip, Q3' }, dealMeta, 'USD')).toEqual({
    values: { name: 'GTX', stageId: 's1', amount: 120_050, tags: ['vip', 'Q3'] },
  })
})

test('says what is wrong, field by field', () => {
  expect(readDraft({ amount: 'much', seats: '-3' }, dealMeta, 'USD')).toEqual({
    problems: { name: 'name is required', stageId: 'stageId is required', amount: 'Type an amount, such as 1,200.50', seats: 'At least 0' },
  })
})
