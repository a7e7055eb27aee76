import { describe, expect, test } from 'vitest'
import { apiQuery, listSearch, parseListState, replaceFilter, setFilter, toggleSort, withListState } from './list-state.ts'
import { dealMeta } from './fixture.ts'

const read = (search: Record<string, unknown>) => parseListState(search, dealMeta)

describe('the address of a list', () => {
  test('reads filters, order, text and keeps the rest', () => {
    const search = { 'amount.gte': '100000', ownerId: 'me', sort: '-amount,name', q: 'gtx', record: 'r1', view: 'board' }
    const state = read(search)
    expect(state.filters).toEqual([
      { field: 'amount', operator: 'gte', value: '100000' },
      { field: 'ownerId', operator: 'eq', value: 'me' },
    ])
    expect(state.sort).toEqual([
      { field: 'amount', descending: true },
      { field: 'name', descending: false },
    ])
    expect(withListState(search, state, dealMeta)).toEqual(search)
    expect(withListState(search, { filters: [], sort: [], q: '', trash: false }, dealMeta)).toEqual({ record: 'r1', view: 'board' })
  })

  test('drops what the object does not have: an old link shows more, not an error', () => {
    const state = read({ colour: 'red', 'name.lt': 'x', 'closedOn.within': 'someday', sort: 'companyId,colour' })
    expect(state).toEqual({ filters: [], sort: [], q: '', trash: false })
  })

  test('survives a round trip', () => {
    const search = { 'stageId.in': 'a,b', 'closedOn.within': 'last-quarter', 'tags.empty': 'true', sort: 'closedOn', q: '8', trash: 'true' }
    expect(listSearch(read(search))).toEqual(search)
  })
})

const reader = { today: '2026-02-10', memberId: 'm1' }

describe('the query for the API', () => {
  test('me is the reader', () => {
    expect(apiQuery(read({ 'ownerId.in': 'me,m2', q: 'me' }), dealMeta, reader)).toEqual({ 'ownerId.in': 'm1,m2', q: 'me' })
  })

  test('a range by name becomes days, for a moment midnights', () => {
    expect(apiQuery(read({ 'closedOn.within': 'this-month' }), dealMeta, reader)).toEqual({
      'closedOn.gte': '2026-02-01',
      'closedOn.lte': '2026-02-28',
    })
    const moments = apiQuery(read({ 'updatedAt.within': 'today' }), dealMeta, reader)
    expect(moments['updatedAt.gte']).toBe(new Date('2026-02-10T00:00:00').toISOString())
    expect(moments['updatedAt.lt']).toBe(new Date('2026-02-11T00:00:00').toISOString())
  })
})

describe('changing it', () => {
  test('one filter per field and operator', () => {
    const one = setFilter(read({}), { field: 'ownerId', operator: 'eq', value: 'a' })
    expect(setFilter(one, { field: 'ownerId', operator: 'eq', value: 'b' }).filters).toEqual([
      { field: 'ownerId', operator: 'eq', value: 'b' },
    ])
    expect(setFilter(one, { field: 'ownerId', operator: 'eq', value: '' }).filters).toEqual([])
    const two = setFilter(one, { field: 'ownerId', operator: 'ne', value: 'c' })
    expect(replaceFilter(two, 1, { field: 'ownerId', operator: 'eq', value: 'c' }).filters).toEqual([
      { field: 'ownerId', operator: 'eq', value: 'c' },
    ])
  })

  test('a header goes ascending, descending, none; shift adds', () => {
    const up = toggleSort(read({}), 'amount', false)
    const down = toggleSort(up, 'amount', false)
    expect(down.sort).toEqual([{ field: 'amount', descending: true }])
    expect(toggleSort(down, 'amount', false).sort).toEqual([])
    const both = toggleSort(down, 'name', true)
    expect(both.sort).toEqual([
      { field: 'amount', descending: true },
      { field: 'name', descending: false },
    ])
    expect(toggleSort(both, 'amount', true).sort).toEqual([{ field: 'name', descending: false }])
  })
})
