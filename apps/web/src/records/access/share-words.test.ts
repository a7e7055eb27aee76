import { expect, test } from 'vitest'
import { endOf, inheritedWords, untilWords } from './share-words.ts'

test('a term ends with its last day, where the reader is', () => {
  expect(endOf('open', '', '2026-11-21')).toBeNull()
  expect(endOf('7', '', '2026-11-21')).toBe(new Date('2026-11-28T23:59:59').toISOString())
  expect(endOf('day', '2026-12-24', '2026-11-21')).toBe(new Date('2026-12-24T23:59:59').toISOString())
})

test('a day that is none or over is no end', () => {
  expect(endOf('day', '', '2026-11-21')).toBeUndefined()
  expect(endOf('day', '2026-02-30', '2026-01-21')).toBeUndefined()
  expect(endOf('day', '2026-11-20', '2026-11-21')).toBeUndefined()
})

test('an end and where it comes from are said in words', () => {
  expect(untilWords({ expiresAt: null })).toBeUndefined()
  expect(untilWords({ expiresAt: new Date('2031-03-01T12:00:00').toISOString() })).toMatch(/^until .*2031/)
  expect(inheritedWords({ object: 'company', id: '1', name: 'Acme' })).toBe('through Acme')
  expect(inheritedWords({ object: 'company', id: '1', name: '' })).toBe('through a company you cannot see')
})
