import { expect, test } from 'vitest'
import { extendSelection, noSelection, toggleAll, toggleSelected, withoutSelected } from './selection.ts'

const rows = ['a', 'b', 'c', 'd', 'e']

test('shift takes everything from the last one chosen, in either direction', () => {
  const one = toggleSelected(noSelection, 'd')
  expect([...extendSelection(one, 'b', rows).ids].sort()).toEqual(['b', 'c', 'd'])
  const again = extendSelection(extendSelection(one, 'b', rows), 'e', rows)
  expect([...again.ids].sort()).toEqual(['b', 'c', 'd', 'e'])
})

test('without an anchor, shift chooses one', () => {
  expect(extendSelection(noSelection, 'b', rows)).toEqual({ ids: new Set(['b']), anchor: 'b' })
  expect([...extendSelection(toggleSelected(noSelection, 'gone'), 'b', rows).ids].sort()).toEqual(['b', 'gone'])
})

test('all, then none', () => {
  const all = toggleAll(noSelection, rows)
  expect(all.ids.size).toBe(5)
  expect(toggleAll(all, rows)).toBe(noSelection)
  expect(toggleAll(noSelection, []).ids.size).toBe(0)
})

test('deleted rows leave the selection', () => {
  const chosen = toggleSelected(toggleSelected(noSelection, 'a'), 'b')
  expect(withoutSelected(chosen, ['b'])).toEqual({ ids: new Set(['a']), anchor: undefined })
})
