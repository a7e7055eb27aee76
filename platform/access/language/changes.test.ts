import { describe, expect, it } from 'vitest'
import { diffPolicies } from './changes.ts'
import type { PolicyDocument, RoleDefinition, Rule } from './policy.ts'
import { copyTemplate } from './template.ts'
import type { RoleTemplate } from './template.ts'

const read: Rule = { id: 'read', effect: 'allow', who: ['everyone'], permissions: ['deals.read'] }
const noMargin: Rule = { id: 'no-margin', effect: 'deny', who: ['role:clerk'], permissions: ['deals.read'], fields: ['margin'] }
const clerk: RoleDefinition = { key: 'clerk', name: 'Clerk' }

function documentOf(parts: Partial<PolicyDocument>): PolicyDocument {
  return { roles: [], rules: [], settings: { secondApprover: false, manyPeople: 50 }, ...parts }
}

describe('two policies', () => {
  it('are the same whatever the order of rules and members', () => {
    const turned = { permissions: ['deals.read'], who: ['everyone'], id: 'read', effect: 'allow' } as const
    expect(diffPolicies(documentOf({ rules: [read, noMargin] }), documentOf({ rules: [noMargin, turned] }))).toEqual({
      rules: [],
      roles: [],
      settingsChanged: false,
    })
  })

  it('differ in rules by id, in roles by key, in settings', () => {
    const before = documentOf({ rules: [read, noMargin], roles: [clerk] })
    const changed: Rule = { ...read, note: 'Since spring' }
    const added: Rule = { ...read, id: 'more' }
    const after = documentOf({
      rules: [added, changed],
      roles: [{ ...clerk, name: 'Office clerk' }],
      settings: { secondApprover: true, manyPeople: 50 },
    })
    expect(diffPolicies(before, after)).toEqual({
      rules: [
        { kind: 'changed', rule: 'read', before: read, after: changed },
        { kind: 'removed', rule: 'no-margin', before: noMargin },
        { kind: 'added', rule: 'more', after: added },
      ],
      roles: [{ kind: 'changed', role: 'clerk', before: clerk, after: { ...clerk, name: 'Office clerk' } }],
      settingsChanged: true,
    })
  })
})

describe('a copied template', () => {
  const template: RoleTemplate = {
    key: 'clerk',
    name: 'Clerk',
    description: 'Writes',
    rules: [{ ...noMargin, who: ['role:clerk', 'role:viewer'] }],
  }

  it('is a role of its own', () => {
    expect(copyTemplate(template, 'night-clerk', 'Night clerk')).toEqual({
      role: { key: 'night-clerk', name: 'Night clerk', description: 'Writes', template: 'clerk' },
      rules: [{ ...noMargin, id: 'night-clerk-no-margin', who: ['role:night-clerk', 'role:viewer'] }],
    })
  })

  it('keeps ids short enough', () => {
    expect(copyTemplate(template, 'k'.repeat(60), 'K').rules[0]?.id).toHaveLength(60)
  })
})
