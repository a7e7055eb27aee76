import { describe, expect, it } from 'vitest'
import type { Condition } from '../types.ts'
import { attributesFor, comparableWith, firstComparison, fromRoot, negated, rootGroup, valueFor } from './conditions.ts'
import { deals, model } from './fixture.ts'

const one: Condition = { attribute: 'resource.ownerId', operator: 'filled' }
const attributes = attributesFor(model, deals.record)
const named = (path: string) => {
  const found = attributes.find((attribute) => attribute.path === path)
  if (found === undefined) throw new Error(path)
  return found
}

describe('conditions as the editor shows them', () => {
  it('put a single one into a group and take it out again', () => {
    expect(rootGroup(undefined)).toEqual({ kind: 'all', items: [] })
    expect(rootGroup(one)).toEqual({ kind: 'all', items: [one] })
    expect([undefined, one, { any: [one, one] }].map((when) => fromRoot(rootGroup(when)))).toEqual([undefined, one, { any: [one, one] }])
  })

  it('turn into their opposites without piling up', () => {
    expect(negated(negated(one))).toEqual(one)
  })

  it('compare ids with attributes that point at the same kind of thing', () => {
    const paths = (operator: 'eq' | 'in') => comparableWith(named('resource.ownerId'), operator, attributes).map(({ path }) => path)
    expect(paths('eq')).toEqual(['subject.id'])
    expect(paths('in')).toEqual(['subject.teammates'])
    expect(comparableWith(named('subject.teammates'), 'contains', attributes).map(({ path }) => path)).toEqual([
      'resource.ownerId',
      'subject.id',
    ])
  })

  it('begin with the likeliest question and keep what a new operator can use', () => {
    expect(firstComparison(named('context.time')).operator).toBe('between')
    expect(firstComparison(named('resource.ownerId')).operator).toBe('in')
    expect(valueFor('in', 'a')).toEqual(['a'])
    expect(valueFor('eq', ['a', 'b'])).toBe('a')
    expect(valueFor('eq', { attribute: 'subject.id' })).toEqual({ attribute: 'subject.id' })
    expect([valueFor('empty', 'a'), valueFor('between', 'a')]).toEqual([undefined, undefined])
  })
})
