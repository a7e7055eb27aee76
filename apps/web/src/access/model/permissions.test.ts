import { describe, expect, it } from 'vitest'
import { deals, model, notes, teams } from './fixture.ts'
import { commonRecord, covers, grantsOf, listed, permissionsOf } from './permissions.ts'

describe('the permissions of a rule', () => {
  it('stand together where the actions are the same', () => {
    const written = ['deals.read', 'notes.update', 'notes.read', 'deals.update', 'teams.read']
    const grants = grantsOf(written)
    expect(grants).toEqual([
      { actions: ['read', 'update'], resources: ['deals', 'notes'] },
      { actions: ['read'], resources: ['teams'] },
    ])
    expect(permissionsOf(grants).toSorted()).toEqual(written.toSorted())
  })

  it('know a star, also over a whole area', () => {
    expect(grantsOf(['crm.*', 'crm.deals.read'])).toEqual([
      { actions: ['*'], resources: ['crm'] },
      { actions: ['read'], resources: ['crm.deals'] },
    ])
    for (const permission of ['deals.read', 'crm.deals.read', 'deals.*', 'crm.deals.*', 'crm.*', '*'])
      expect(covers(permission, deals, 'read')).toBe(true)
    for (const permission of ['deals.update', 'notes.*', 'administration.*']) expect(covers(permission, deals, 'read')).toBe(false)
  })

  it('let conditions speak of what all the kinds have', () => {
    expect(Object.keys(commonRecord(model, { permissions: ['deals.read'] })?.attributes ?? {})).toEqual(['name', 'ownerId'])
    expect(Object.keys(commonRecord(model, { permissions: ['deals.read', `${notes.name}.read`] })?.attributes ?? {})).toEqual(['ownerId'])
    expect(commonRecord(model, { permissions: ['deals.read', `${teams.name}.read`] })).toBeUndefined()
  })

  it('are listed as people list things', () => {
    expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c'])
  })
})
