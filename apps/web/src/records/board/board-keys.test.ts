import { expect, test } from 'vitest'
import { boardTravel } from './board-keys.ts'

const sizes = [3, 0, 1]

test.each([
  ['ArrowDown', { column: 0, row: 0 }, { column: 0, row: 1 }],
  ['ArrowDown', { column: 0, row: 2 }, { column: 0, row: 2 }],
  ['ArrowUp', { column: 0, row: 0 }, { column: 0, row: 0 }],
  ['End', { column: 0, row: 0 }, { column: 0, row: 2 }],
  ['ArrowRight', { column: 0, row: 2 }, { column: 2, row: 0 }],
  ['ArrowLeft', { column: 2, row: 0 }, { column: 0, row: 0 }],
  ['ArrowRight', { column: 2, row: 0 }, { column: 2, row: 0 }],
])('%s from %o', (key, from, to) => {
  expect(boardTravel(key, from, sizes)).toEqual(to)
})

test('other keys lead nowhere', () => {
  expect(boardTravel('x', { column: 0, row: 0 }, sizes)).toBeUndefined()
})
