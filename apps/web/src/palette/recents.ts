import { useSyncExternalStore } from 'react'
import { tabOrganization } from '../session/tab-organization.ts'

/** A record opened lately. `object` is its name: 'deal'. */
export interface Recent {
  object: string
  id: string
  name: string
}

const kept = 8
const listeners = new Set<() => void>()
let cached: { key: string; text: string; value: Recent[] } | undefined

// Per organization: names of one must not stand in another's palette.
function storageKey(): string {
  return `freehold-recent-${tabOrganization() ?? ''}`
}

/** Those of the organization that the tab shows, the latest first. */
export function recentRecords(): Recent[] {
  const key = storageKey()
  let text: string
  try {
    text = localStorage.getItem(key) ?? '[]'
  } catch {
    text = '[]'
  }
  if (cached?.key === key && cached.text === text) return cached.value
  cached = { key, text, value: parse(text) }
  return cached.value
}

function parse(text: string): Recent[] {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value.filter(isRecent) : []
  } catch {
    return []
  }
}

function isRecent(value: unknown): value is Recent {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['object', 'id', 'name'].every((key) => key in value && typeof Reflect.get(value, key) === 'string')
  )
}

/** Call when a record is shown; the palette and the home page offer it again. */
export function rememberRecord(recent: Recent): void {
  const others = recentRecords().filter((other) => other.id !== recent.id)
  save([{ object: recent.object, id: recent.id, name: recent.name }, ...others].slice(0, kept))
}

export function forgetRecord(id: string): void {
  save(recentRecords().filter((other) => other.id !== id))
}

function save(recents: Recent[]): void {
  try {
    localStorage.setItem(storageKey(), JSON.stringify(recents))
  } catch {
    // Storage is closed or full: nothing is remembered.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useRecents(): Recent[] {
  return useSyncExternalStore(subscribe, recentRecords)
}
