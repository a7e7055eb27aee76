import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listSearch, parseSearch, stringifySearch } from './search-params.ts'

describe('a list address', () => {
  it('is the query of the API, readable', () => {
    expect(stringifySearch({ 'stageId.in': 'a,b', sort: '-amount', record: undefined, q: '' })).toBe('?stageId.in=a,b&sort=-amount')
  })

  it('keeps every value as it was, whatever it holds', () => {
    const value = fc.string({ minLength: 1, unit: 'grapheme' })
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z][a-zA-Z.]{0,9}$/), value), (search) => {
        expect(parseSearch(stringifySearch(search))).toEqual({ ...search })
      }),
    )
  })

  it('never turns text into numbers or truth values', () => {
    expect(parseSearch('?q=007&tags.empty=true')).toEqual({ q: '007', 'tags.empty': 'true' })
  })

  it('knows two views and forgets others', () => {
    expect(listSearch({ view: 'board' })).toEqual({ view: 'board' })
    expect(listSearch({ view: 'gantt', q: 'x' })).toEqual({ q: 'x' })
  })
})
