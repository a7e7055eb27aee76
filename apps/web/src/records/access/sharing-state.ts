import { create } from 'zustand'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'

export interface Sharing {
  readonly meta: ObjectMeta
  readonly record: RecordRow
}

/** The record whose sharing is open; one store, since a key, a button and a menu open it. */
export const useSharing = create<{ open: Sharing | undefined }>()(() => ({ open: undefined }))

export function openSharing(meta: ObjectMeta, record: RecordRow): void {
  useSharing.setState({ open: { meta, record } })
}

export function closeSharing(): void {
  useSharing.setState({ open: undefined })
}
