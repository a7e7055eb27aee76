import { Problem } from '@freehold/kernel'
import { describe, expect, it } from 'vitest'
import { readPosition, writePosition } from './preview-cursor.ts'

const now = { draftVersion: 3, revision: 12 }
const position = { ...now, done: 40, people: 7, gained: 100, lost: 9 }
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('the cursor of a preview', () => {
  it('begins at nothing and comes back as it was', () => {
    expect(readPosition(undefined, now)).toEqual({ ...now, done: 0, people: 0, gained: 0, lost: 0 })
    expect(readPosition(writePosition(position), now)).toEqual(position)
  })

  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['an object', encode({ done: 1 })],
    ['too few numbers', encode([3, 12, 40])],
    ['too many numbers', encode([3, 12, 40, 1, 1, 1, 1])],
    ['a negative number', encode([3, 12, -1, 0, 0, 0])],
    ['a fraction', encode([3, 12, 0.5, 0, 0, 0])],
    ['texts', encode([3, 12, 'x', 0, 0, 0])],
    ['an infinite number', Buffer.from('[3,12,1e400,0,0,0]').toString('base64url')],
    ['another version of the draft', writePosition({ ...position, draftVersion: 4 })],
    ['other permissions', writePosition({ ...position, revision: 13 })],
  ])('is refused: %s', (_, cursor) => {
    expect(() => readPosition(cursor, now)).toThrow(Problem)
  })
})
