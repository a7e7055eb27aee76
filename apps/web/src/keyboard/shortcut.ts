/** `mod+k` (⌘ on a Mac, Ctrl elsewhere), `shift+x`, `?`, `g d` (one key after the other within a second). */
type Keys = string

export interface Shortcut {
  keys: Keys
  /** What it does, for the sheet. */
  label: string
  /** Absent where a control takes the key itself and the sheet only names it. */
  run?: (event: KeyboardEvent) => void
  /** Also while a text field has the focus. Those with mod always do. */
  whileTyping?: boolean
}

/** The key of an event as a shortcut names it: `mod+shift+k`, `?`, `arrowdown`. */
export function keyOf(event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>): string {
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase()
  // What shift makes of a key is in the key itself (`?`, `#`), unless it is a letter or has a name.
  const shifted = event.shiftKey && (key.length > 1 || /^\p{L}$/u.test(key))
  return [event.metaKey || event.ctrlKey ? 'mod' : '', event.altKey ? 'alt' : '', shifted ? 'shift' : '', key].filter(Boolean).join('+')
}

/** Whether keys belong to what has the focus: text being typed, a menu or a list that uses letters itself. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target.matches('input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select')) return true
  return target.closest('[role=menu], [role=listbox], [data-keys=own]') !== null
}
