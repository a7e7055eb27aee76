import { FileUp, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { useDenied } from '../session/session.ts'

interface DataPlace {
  to: string
  label: string
  icon: ReactNode
  shortcut: string
}

/** Pages about records as a whole that are open to the reader. */
export function useDataPlaces(): DataPlace[] {
  const denied = useDenied()
  const places: (DataPlace & { resource: string })[] = [
    { to: paths.imports(), label: 'Imports', icon: <FileUp />, shortcut: 'g i', resource: 'imports' },
    { to: paths.trash(), label: 'Trash', icon: <Trash2 />, shortcut: 'g t', resource: 'trash' },
  ]
  return places.filter((place) => denied('read', place.resource) === undefined)
}
