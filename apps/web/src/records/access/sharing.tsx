import { lazy, Suspense } from 'react'
import { useSharing } from './sharing-state.ts'

// Loaded when first opened: nobody needs it to read a record.
const SharingDialog = lazy(async () => ({ default: (await import('./sharing-dialog.tsx')).SharingDialog }))

/** Where a list or a record has its sharing dialog. */
export function Sharing() {
  const open = useSharing((state) => state.open)
  return (
    open !== undefined && (
      <Suspense>
        <SharingDialog sharing={open} />
      </Suspense>
    )
  )
}
