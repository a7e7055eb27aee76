import { describe, expect, it } from 'vitest'
import type { RoleTemplate, Rule } from '../types.ts'
import { cellOf, freeId, keyFor, rulesFor, withNewRole, withRule, withTemplate, withoutRole } from './document.ts'
import { deals, emptyDocument } from './fixture.ts'
import { isReadable } from './readable.ts'

const rule: Rule = { id: 'records', effect: 'allow', who: ['role:rep'], permissions: ['deals.read'] }
const template: RoleTemplate = {
  key: 'rep',
  name: 'Sales rep',
  sentences: [],
  description: '',
  rules: [rule, { ...rule, id: 'more', who: ['role:rep', 'everyone'] }],
}

describe('changes to a policy', () => {
  it('copy a template under a key of the role’s own, as often as one likes', () => {
    const once = withTemplate(emptyDocument, template, { key: 'agent', name: 'Agent' })
    expect(once.roles).toEqual([{ key: 'agent', name: 'Agent', template: 'rep' }])
    expect(once.rules.map(({ id, who }) => [id, who])).toEqual([
      ['agent-records', ['role:agent']],
      ['agent-more', ['role:agent', 'everyone']],
    ])
    const twice = withTemplate(once, template, { key: 'agent', name: 'Agent' })
    expect(twice.rules.map(({ id }) => id)).toEqual(['agent-records', 'agent-more', 'agent-records-2', 'agent-more-2'])
  })

  it('add a role under a key that is free, none of the built-in ones', () => {
    const document = withNewRole(withNewRole(emptyDocument, template, { name: 'Owner' }), undefined, { name: 'Owner', description: 'Two' })
    expect(document.roles).toEqual([
      { key: 'owner-2', name: 'Owner', description: '', template: 'rep' },
      { key: 'owner-3', name: 'Owner', description: 'Two' },
    ])
    expect(document.rules.map(({ id }) => id)).toEqual(['owner-2-records', 'owner-2-more'])
  })

  it('take a role out with the rules that are its alone', () => {
    const document = withTemplate(emptyDocument, template, { key: 'agent', name: 'Agent' })
    const left = withoutRole(document, 'agent')
    expect(left.roles).toEqual([])
    expect(left.rules.map(({ id, who }) => [id, who])).toEqual([['agent-more', ['everyone']]])
  })

  it('make keys from names in any writing', () => {
    expect(keyFor('Außendienst Süd', new Set())).toBe('au-endienst-sud')
    expect(keyFor('مدير', new Set(['role']))).toBe('role-2')
    expect(freeId('x'.repeat(80), new Set())).toHaveLength(56)
  })

  it('say how much a role may, as far as the document says it', () => {
    const documentOf = (...rules: Rule[]) => rules.reduce(withRule, emptyDocument)
    const cell = (...rules: Rule[]) => cellOf(rulesFor(documentOf(...rules), 'role:rep'), deals, 'read')
    const bounded: Rule = { ...rule, when: { shared: 'viewer' } }
    expect([cell(), cell(rule), cell(bounded)]).toEqual(['none', 'all', 'some'])
    expect(cell(rule, { ...bounded, id: 'not', effect: 'deny' })).toBe('some')
    expect(cell(rule, { ...rule, id: 'never', effect: 'forbid' })).toBe('none')
    expect(cell({ ...rule, fields: ['name'] })).toBe('none')
  })

  it('recognize what cannot be shown', () => {
    expect(isReadable({ ...emptyDocument, rules: [rule] })).toBe(true)
    const broken = [
      null,
      [],
      {},
      { ...emptyDocument, rules: [{ ...rule, who: 'everyone' }] },
      { ...emptyDocument, rules: [{ ...rule, when: { all: 3 } }] },
    ]
    expect(broken.filter(isReadable)).toEqual([])
  })
})
