import { describe, expect, it } from 'vitest'
import { noteRevision, onRevision } from './access-revision.ts'

describe('the revision of the permissions', () => {
  it('is news when it rises, not when it is first heard, repeated, late or missing', () => {
    let changes = 0
    const stop = onRevision(() => {
      changes += 1
    })
    noteRevision(7)
    noteRevision(7)
    noteRevision(null)
    noteRevision(Number.NaN)
    expect(changes).toBe(0)
    noteRevision(9)
    noteRevision(8)
    noteRevision(undefined)
    expect(changes).toBe(1)
    stop()
    noteRevision(10)
    expect(changes).toBe(1)
  })
})
