import { expect, test } from 'vitest'
import { deal, fieldNamed } from '../model/fixture.ts'
import { isDenied, isHidden, isWritable } from './record-denied.ts'

test('a record that says nothing denies nothing', () => {
  expect(isDenied(deal('1'), 'delete')).toBe(false)
  expect(isWritable(deal('1'), fieldNamed('amount'))).toBe(true)
  expect(isWritable(deal('1'), fieldNamed('updatedAt'))).toBe(false)
})

test('what may not be changed as a whole has no writable field', () => {
  expect(isWritable(deal('1', 1, { denied: ['update'] }), fieldNamed('amount'))).toBe(false)
  expect(isWritable(deal('1', 1, { denied: ['delete', 'share'] }), fieldNamed('amount'))).toBe(true)
})

test('one field is closed by itself, to writing or altogether', () => {
  const record = deal('1', 1, { denied: ['amount.write', 'seats.read'] })
  expect(isWritable(record, fieldNamed('amount'))).toBe(false)
  expect(isHidden(record, 'amount')).toBe(false)
  expect(isWritable(record, fieldNamed('seats'))).toBe(false)
  expect(isHidden(record, 'seats')).toBe(true)
  expect(isWritable(record, fieldNamed('closedOn'))).toBe(true)
})
