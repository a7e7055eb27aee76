import { describe, expect, it } from 'vitest'
import type { Rule } from '../language/policy.ts'
import { sampleModel } from '../test/model.ts'
import { allow, deny, policy } from '../test/policies.ts'
import { grantedOwnerRights, ownerRightsIn } from './owner-rights.ts'

describe('what only owners may', () => {
  it.each<[string, Rule, string[]]>([
    ['by its name', allow('a', 'role:admin', 'policies.manage'), ['policies.manage']],
    ['by a star', allow('a', 'role:admin', 'organization.*'), ['organization.delete', 'organization.export', 'organization.manage']],
    ['by an area', allow('a', 'team:x', 'administration.policies.*'), ['policies.manage']],
    ['not what administrators may', allow('a', 'role:member', 'policies.update'), []],
    ['not of records', allow('a', 'everyone', 'deals.*'), []],
    ['not to owners', allow('a', 'role:owner', 'policies.manage'), []],
    [
      'also to others beside owners',
      { ...allow('a', 'role:owner', 'policies.manage'), who: ['role:owner', 'role:admin'] },
      ['policies.manage'],
    ],
    ['not by a deny', deny('a', 'role:admin', 'policies.manage'), []],
  ])('is given %s', (_, rule, permissions) => {
    expect(ownerRightsIn(sampleModel, rule)).toEqual(permissions)
  })

  it('is told of new and changed rules only', () => {
    const rule = allow('a', 'role:admin', 'policies.manage')
    expect(grantedOwnerRights(sampleModel, policy([rule]), policy([{ ...rule, note: 'as before' }]))).toEqual([])
    expect(grantedOwnerRights(sampleModel, policy([]), policy([rule]))).toEqual([{ rule, permissions: ['policies.manage'] }])
    const more: Rule = { ...rule, who: ['role:admin', 'role:member'] }
    expect(grantedOwnerRights(sampleModel, policy([rule]), policy([more]))).toHaveLength(1)
  })
})
