import { useSyncExternalStore } from 'react'

/** Narrower than this there is room for one thing at a time; the frame's bar moves to the bottom at the same width. */
const phone = window.matchMedia('(max-width: 47.99rem)')

export function isPhone(): boolean {
  return phone.matches
}

export function usePhone(): boolean {
  return useSyncExternalStore((listener) => {
    phone.addEventListener('change', listener)
    return () => phone.removeEventListener('change', listener)
  }, isPhone)
}
