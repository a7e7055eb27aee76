import { describe, expect, it } from 'vitest'
import { sampleModel } from '../test/model.ts'
import { matches, resolvePermission } from './permission.ts'

describe('wildcards (USR15)', () => {
  // The seed's own examples, then the ones that its design excludes.
  it.each([
    ['projects.*', 'projects', 'project', 'create', true],
    ['projects.project.*', 'projects', 'project', 'create', true],
    ['projects.task.*', 'projects', 'project', 'create', false],
    ['*', 'anything', 'goes', 'here', true],
    ['projects.project.create', 'projects', 'project', 'create', true],
    ['projects.project.create', 'projects', 'project', 'delete', false],
    ['project.create', 'projects', 'project', 'create', true],
    ['project.*', 'projects', 'project', 'create', true],
    ['projects.*', 'project', 'projects', 'create', true],
    ['projects', 'projects', 'project', 'create', false],
    ['project', 'projects', 'project', 'create', false],
    ['create', 'projects', 'project', 'create', false],
    ['project.create.*', 'projects', 'project', 'create', false],
    ['projects.project.create.*', 'projects', 'project', 'create', false],
    ['*.*', 'projects', 'project', 'create', false],
    ['*.*.*', 'projects', 'project', 'create', false],
    ['*.create', 'projects', 'project', 'create', false],
    ['projects.*.create', 'projects', 'project', 'create', false],
    ['proj*', 'projects', 'project', 'create', false],
    ['.*', 'projects', 'project', 'create', false],
    ['', 'projects', 'project', 'create', false],
  ])('%s of %s.%s.%s: %s', (permission, area, resource, action, expected) => {
    expect(matches(permission, area, resource, action)).toBe(expected)
  })
})

describe('what a permission stands for', () => {
  const count = (text: string) => resolvePermission(sampleModel, text).length

  it.each([
    ['deals.read', ['deals.read']],
    ['crm.deals.read', ['deals.read']],
    ['ledger.*', ['ledger.read', 'ledger.export']],
    ['administration.ledger.*', ['ledger.read', 'ledger.export']],
    ['teams.*', ['teams.read', 'teams.create', 'teams.update', 'teams.delete']],
    ['ledger.update', []],
    ['deals.fly', []],
    ['constructor.*', []],
    ['deals.toString', []],
    ['sales.deals.read', []],
    ['Deals.read', []],
    ['deals.read ', []],
  ])('%s: %j', (text, expected) => {
    expect(resolvePermission(sampleModel, text).map(({ resource, action }) => `${resource}.${action}`)).toEqual(expected)
  })

  it('is the whole of a resource, of an area, of everything', () => {
    expect(count('deals.*')).toBe(9)
    expect(count('crm.*')).toBe(count('companies.*') + count('deals.*') + count('notes.*'))
    expect(count('*')).toBe(count('crm.*') + count('administration.*') + count('workspace.*'))
  })

  it('is never two things: no area has the name of a resource', () => {
    const areas = sampleModel.resources.map(({ area }) => area)
    expect(sampleModel.resources.filter(({ name }) => areas.includes(name))).toEqual([])
  })
})
