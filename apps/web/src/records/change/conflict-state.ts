import { create } from 'zustand'
import type { Conflict } from '../store/record-writer.ts'

/** The one conflict that waits for a choice; a second one waits in the store of changes until this is answered. */
export const useConflict = create<{ waiting: readonly Conflict[] }>()(() => ({ waiting: [] }))

export function openConflict(conflict: Conflict): void {
  useConflict.setState(({ waiting }) => ({ waiting: [...waiting, conflict] }))
}

export function closeConflict(): void {
  useConflict.setState(({ waiting }) => ({ waiting: waiting.slice(1) }))
}
