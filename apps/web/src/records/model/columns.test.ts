import { expect, test } from 'vitest'
import { columns, defaultLayout, hide, move, parseLayout, resize, show, step } from './columns.ts'
import { dealMeta } from './fixture.ts'

const layout = defaultLayout(dealMeta)

test('columns stand one after the other, the name first', () => {
  const [name, company] = columns(layout, dealMeta)
  expect(name).toMatchObject({ left: 0, width: 248 })
  expect(company?.left).toBe(248)
})

test('moving puts a column before another and never displaces the name', () => {
  expect(move(layout, 'amount', 'companyId').shown).toEqual(['name', 'amount', 'companyId', 'stageId', 'closedOn'])
  expect(move(layout, 'companyId', undefined).shown).toEqual(['name', 'stageId', 'amount', 'closedOn', 'companyId'])
  expect(move(layout, 'amount', 'name').shown[0]).toBe('name')
  expect(move(layout, 'name', 'amount')).toBe(layout)
  expect(step(layout, 'companyId', -1)).toBe(layout)
  expect(step(layout, 'stageId', -1).shown).toEqual(['name', 'stageId', 'companyId', 'amount', 'closedOn'])
})

test('hiding and showing; the name stays', () => {
  expect(hide(layout, 'amount').shown).not.toContain('amount')
  expect(hide(layout, 'name')).toBe(layout)
  expect(show(layout, 'tags').shown.at(-1)).toBe('tags')
})

test('widths stay within bounds', () => {
  expect(resize(layout, 'amount', 3).widths['amount']).toBe(64)
  expect(resize(layout, 'amount', 9999).widths['amount']).toBe(800)
})

test('what was stored comes back; what cannot be read becomes the default', () => {
  const changed = resize(move(layout, 'amount', 'companyId'), 'amount', 200)
  expect(parseLayout(JSON.stringify(changed), dealMeta)).toEqual(changed)
  expect(parseLayout(JSON.stringify({ shown: ['gone', 'amount', 'amount', 3], widths: { gone: 1, amount: 'x' } }), dealMeta)).toEqual({
    shown: ['name', 'amount'],
    widths: {},
  })
  for (const stored of [null, '', 'null', '[]', '{"shown":1}']) expect(parseLayout(stored, dealMeta)).toEqual(layout)
})
