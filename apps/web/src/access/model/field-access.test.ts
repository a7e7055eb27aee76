import { describe, expect, it } from 'vitest'
import { deals, emptyDocument } from './fixture.ts'
import { fieldCell, withFieldLevel } from './field-access.ts'

const put = (document: typeof emptyDocument, field: string, level: 'write' | 'read' | 'hidden') =>
  withFieldLevel(document, deals, 'role:rep', field, level)
const level = (document: typeof emptyDocument, field: string) => fieldCell(document, deals, 'role:rep', field).level

describe('field access', () => {
  it('keeps one rule for what is hidden and one for what is read only', () => {
    const document = put(put(put(emptyDocument, 'margin', 'hidden'), 'name', 'hidden'), 'ownerId', 'read')
    expect(document.rules.map(({ id, permissions, fields }) => [id, permissions, fields])).toEqual([
      ['rep-deals-hidden', ['deals.read'], ['margin', 'name']],
      ['rep-deals-read-only', ['deals.create', 'deals.update'], ['ownerId']],
    ])
    expect(['margin', 'name', 'ownerId'].map((field) => level(document, field))).toEqual(['hidden', 'hidden', 'read'])
    expect(level(put(document, 'margin', 'read'), 'margin')).toBe('read')
    expect(['margin', 'name', 'ownerId'].reduce((now, field) => put(now, field, 'write'), document).rules).toEqual([])
  })

  it('leaves rules alone that depend on something, and says that they are there', () => {
    const rule = {
      id: 'sometimes',
      effect: 'deny' as const,
      who: ['role:rep'],
      permissions: ['crm.*'],
      fields: { except: ['name'] },
      when: { shared: 'viewer' as const },
    }
    const document = put({ ...emptyDocument, rules: [rule] }, 'margin', 'hidden')
    expect(document.rules[0]).toEqual(rule)
    const cell = fieldCell(document, deals, 'role:rep', 'margin')
    expect([cell.level, cell.sometimes, cell.rules.length]).toEqual(['hidden', true, 2])
    expect(fieldCell(document, deals, 'role:rep', 'name')).toMatchObject({ level: 'write', sometimes: false })
  })
})
