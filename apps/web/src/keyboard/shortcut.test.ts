import { describe, expect, it } from 'vitest'
import { keyOf } from './shortcut.ts'

function pressed(key: string, held: { shift?: boolean; ctrl?: boolean; meta?: boolean; alt?: boolean } = {}) {
  return { key, shiftKey: held.shift ?? false, ctrlKey: held.ctrl ?? false, metaKey: held.meta ?? false, altKey: held.alt ?? false }
}

describe('the key of an event', () => {
  it('is the letter itself, whatever the lock', () => {
    expect(keyOf(pressed('g'))).toBe('g')
    expect(keyOf(pressed('G', { shift: true }))).toBe('shift+g')
  })

  it('does not repeat shift where the sign holds it already', () => {
    expect(keyOf(pressed('?', { shift: true }))).toBe('?')
    expect(keyOf(pressed('#', { shift: true }))).toBe('#')
  })

  it('calls control and command by one name', () => {
    expect(keyOf(pressed('k', { ctrl: true }))).toBe('mod+k')
    expect(keyOf(pressed('k', { meta: true }))).toBe('mod+k')
    expect(keyOf(pressed('ArrowDown', { shift: true, alt: true }))).toBe('alt+shift+arrowdown')
    expect(keyOf(pressed(' '))).toBe('space')
  })
})
