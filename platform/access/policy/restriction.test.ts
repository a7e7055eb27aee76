import { describe, expect, it } from 'vitest'
import type { Condition, Rule } from '../language/policy.ts'
import { sampleModel, uuidOf } from '../test/model.ts'
import { deny, policy } from '../test/policies.ts'
import { lostRestrictions } from './restriction.ts'

const large: Condition = { attribute: 'resource.amount', operator: 'gt', value: 100 }
const small: Condition = { attribute: 'resource.amount', operator: 'gt', value: 50 }
const held = (rest: Partial<Rule> = {}): Rule => ({ ...deny('d', 'role:viewer', 'deals.read'), ...rest })

describe('a deny or forbid is lost', () => {
  it.each<[string, Rule, Rule[], 'removed' | 'weakened' | 'kept']>([
    ['taken out', held(), [], 'removed'],
    ['now an allow', held(), [held({ effect: 'allow' })], 'weakened'],
    ['a forbid that is now a deny', held({ effect: 'forbid' }), [held()], 'weakened'],
    ['a deny that is now a forbid', held(), [held({ effect: 'forbid' })], 'kept'],
    ['about fewer people', held({ who: ['role:viewer', 'role:guest'] }), [held()], 'weakened'],
    ['about more people', held(), [held({ who: ['role:viewer', 'role:guest'] })], 'kept'],
    ['about everyone', held(), [held({ who: ['everyone'] })], 'kept'],
    ['about fewer actions', held({ permissions: ['deals.*'] }), [held()], 'weakened'],
    ['the same actions, written otherwise', held({ permissions: ['crm.deals.read'] }), [held()], 'kept'],
    ['about more kinds of records', held(), [held({ permissions: ['crm.*'] })], 'kept'],
    ['under a condition now', held(), [held({ when: large })], 'weakened'],
    ['under another condition', held({ when: small }), [held({ when: large })], 'weakened'],
    ['under no condition any more', held({ when: large }), [held()], 'kept'],
    ['at one place only', held(), [held({ at: uuidOf(1) })], 'weakened'],
    ['everywhere, where nearer rules override it', held({ at: uuidOf(1) }), [held()], 'weakened'],
    ['about fewer fields', held({ fields: ['margin', 'amount'] }), [held({ fields: ['margin'] })], 'weakened'],
    ['about all fields but one', held({ fields: ['margin'] }), [held({ fields: { except: ['name'] } })], 'kept'],
    ['about fields, no longer about records', held(), [held({ fields: ['margin'] })], 'weakened'],
    ['under another id', held(), [held({ id: 'renamed' })], 'kept'],
    ['with another note', held(), [held({ note: 'why' })], 'kept'],
    ['split in two', held({ who: ['role:viewer', 'role:guest'] }), [held(), held({ id: 'e', who: ['role:guest'] })], 'weakened'],
  ])('%s', (_, before, after, outcome) => {
    const lost = lostRestrictions(sampleModel, policy([before]), policy(after))
    expect(lost.map(({ change }) => change)).toEqual(outcome === 'kept' ? [] : [outcome])
  })

  it('and allows are none', () => {
    expect(lostRestrictions(sampleModel, policy([held({ effect: 'allow' })]), policy([]))).toEqual([])
  })
})
