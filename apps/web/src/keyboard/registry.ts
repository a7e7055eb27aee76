import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import { type Shortcut, isTyping, keyOf } from './shortcut.ts'

interface Scope {
  id: symbol
  name: string
  shortcuts: Shortcut[]
}

/** What is pressed now goes to the scope registered last: a record panel before its list, the list before the frame. */
export const useScopes = create<{ scopes: Scope[] }>()(() => ({ scopes: [] }))

const sequenceWindow = 1000
let first: { key: string; at: number } | undefined

/** Keys that work while the calling component is on the page. `name` heads them on the sheet. */
export function useShortcuts(name: string, shortcuts: Shortcut[], active = true): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const signature = shortcuts.map((shortcut) => `${shortcut.keys}=${shortcut.label}`).join('\n')
  useEffect(() => {
    if (!active) return
    const scope: Scope = {
      id: Symbol(name),
      name,
      shortcuts: latest.current.map((shortcut, at) =>
        shortcut.run === undefined ? shortcut : { ...shortcut, run: (event) => latest.current[at]?.run?.(event) },
      ),
    }
    useScopes.setState((state) => ({ scopes: [...state.scopes, scope] }))
    return () => useScopes.setState((state) => ({ scopes: state.scopes.filter((other) => other.id !== scope.id) }))
  }, [name, active, signature])
}

/** Starts listening; gives back the way to stop. */
export function listenToKeys(): () => void {
  const listener = (event: KeyboardEvent) => press(event)
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return
  const key = keyOf(event)
  const typing = isTyping(event.target)
  const steps = first !== undefined && Date.now() - first.at < sequenceWindow ? [`${first.key} ${key}`, key] : [key]
  first = undefined
  // A dialog is about one thing; keys of the page behind it rest.
  const inDialog = document.querySelector('[role=dialog][data-state=open], dialog[open]') !== null && !key.startsWith('mod+')
  const candidates = useScopes
    .getState()
    .scopes.toReversed()
    .flatMap((scope) => scope.shortcuts)
    .filter((shortcut) => shortcut.run !== undefined)
  for (const step of steps) {
    const hit = candidates.find((shortcut) => shortcut.keys === step && allowed(shortcut, typing || inDialog))
    if (hit === undefined) continue
    event.preventDefault()
    hit.run?.(event)
    return
  }
  if (!typing && candidates.some((shortcut) => shortcut.keys.startsWith(`${key} `))) first = { key, at: Date.now() }
}

function allowed(shortcut: Shortcut, typing: boolean): boolean {
  return !typing || shortcut.whileTyping === true || shortcut.keys.startsWith('mod+')
}
