import { describe, expect, it } from 'vitest'
import type { PolicyDocument, Rule } from '../types.ts'
import { emptyDocument } from './fixture.ts'
import { mergePolicies } from './merge.ts'

const rule = (id: string, permission = 'deals.read'): Rule => ({ id, effect: 'allow', who: ['role:rep'], permissions: [permission] })
const policy = (...rules: Rule[]): PolicyDocument => ({ ...emptyDocument, rules })
const merge = (base: Rule[], draft: Rule[], now: Rule[]) => {
  const { document, contested } = mergePolicies(policy(...base), policy(...draft), policy(...now))
  return [document.rules.map(({ id, permissions }) => `${id} ${permissions.join()}`), contested]
}

describe('a draft brought up to date', () => {
  it('keeps what others did, and does what the draft did', () => {
    const [a, b, c] = [rule('a'), rule('b'), rule('c')]
    expect(merge([a, b], [a, b, c], [a, rule('b', 'deals.update'), rule('d')])).toEqual([
      ['a deals.read', 'b deals.update', 'd deals.read', 'c deals.read'],
      [],
    ])
    expect(merge([a, b], [a], [a, b, c])).toEqual([['a deals.read', 'c deals.read'], []])
    expect(merge([a, b], [a, b], [a])).toEqual([['a deals.read'], []])
  })

  it('says where both did something else, and keeps the draft’s', () => {
    expect(merge([rule('a')], [rule('a', 'deals.update')], [rule('a', 'deals.delete')])).toEqual([['a deals.update'], ['a']])
    expect(merge([rule('a')], [rule('a', 'deals.update')], [])).toEqual([['a deals.update'], ['a']])
    expect(merge([rule('a')], [rule('a', 'deals.update')], [rule('a', 'deals.update')])).toEqual([['a deals.update'], []])
  })

  it('takes settings one by one, whatever the order of members', () => {
    const base = { ...policy({ id: 'a', effect: 'allow', who: ['everyone'], permissions: ['deals.read'] }) }
    const draft: PolicyDocument = { ...base, settings: { secondApprover: true, manyPeople: 25 } }
    const now: PolicyDocument = {
      ...base,
      rules: [{ permissions: ['deals.read'], who: ['everyone'], effect: 'allow', id: 'a' }],
      settings: { manyPeople: 10, secondApprover: false },
    }
    expect(mergePolicies(base, draft, now)).toMatchObject({
      document: { settings: { secondApprover: true, manyPeople: 10 } },
      contested: [],
    })
  })
})
