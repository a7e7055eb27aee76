import { Network, ScrollText, ShieldHalf, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { useDenied } from '../session/session.ts'

interface AccessPlace {
  to: string
  label: string
  icon: ReactNode
  shortcut: string
  keywords: string[]
}

/** Pages of access that are open to the reader, for side bar, sheet, palette and keyboard. */
export function useAccessPlaces(): AccessPlace[] {
  const denied = useDenied()
  const places: (AccessPlace & { resource: string })[] = [
    {
      to: paths.teams(),
      label: 'Teams',
      icon: <UsersRound />,
      shortcut: 'g e',
      keywords: ['territories', 'groups'],
      resource: 'teams',
    },
    {
      to: paths.hierarchy(),
      label: 'Hierarchy',
      icon: <Network />,
      shortcut: 'g y',
      keywords: ['places', 'sites', 'regions', 'zones'],
      resource: 'hierarchy',
    },
    { to: paths.roles(), label: 'Roles', icon: <ShieldHalf />, shortcut: 'g r', keywords: ['permissions', 'access'], resource: 'policies' },
    {
      to: paths.policy(),
      label: 'Policy',
      icon: <ScrollText />,
      shortcut: 'g l',
      keywords: ['rules', 'permissions', 'field access', 'versions', 'alerts'],
      resource: 'policies',
    },
  ]
  return places.filter((place) => denied('read', place.resource) === undefined)
}
