import { expect, test } from 'vitest'
import { placeCards } from './place-cards.ts'

const columns = [
  { stage: 'open', ids: ['a', 'b', 'c'] },
  { stage: 'won', ids: ['d', 'e'] },
]

const place = (stages: Record<string, string>) => placeCards(columns, (id) => stages[id] ?? '')

test('cards stay in the order the server gave', () => {
  expect(place({ a: 'open', b: 'open', c: 'open', d: 'won', e: 'won' })).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ])
})

test('a moved card stands on top of its new column, and back in its place when it is taken back', () => {
  expect(place({ a: 'open', b: 'won', c: 'open', d: 'won', e: 'won' })).toEqual([
    ['a', 'c'],
    ['b', 'd', 'e'],
  ])
})

test('a card of a stage that is not shown is not shown', () => {
  expect(place({ a: 'lost', b: 'open', c: 'open', d: 'won' })).toEqual([['b', 'c'], ['d']])
})

test('a card that both lists hold, since it moved between two pages, stands once', () => {
  expect(
    placeCards(
      [
        { stage: 'open', ids: ['a'] },
        { stage: 'won', ids: ['a', 'b'] },
      ],
      () => 'won',
    ),
  ).toEqual([[], ['a', 'b']])
})
