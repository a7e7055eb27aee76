import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { BookOpen, Building, FileUp, House, Keyboard, LogOut, Plus, ShieldCheck, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAccessPlaces } from '../access/access-places.tsx'
import { useFrame } from '../frame/frame-state.ts'
import { useDataPlaces } from '../frame/data-places.tsx'
import { listedObjects } from '../frame/listed-objects.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { objectLetters } from '../frame/object-letters.ts'
import { themes } from '../frame/person-menu.tsx'
import { useTheme } from '../frame/theme.ts'
import { signOut, useSwitchOrganization } from '../frame/use-organization.ts'
import { paths } from '../paths.ts'
import { objectsQuery } from '../queries.ts'
import { useDenied, useSession } from '../session/session.ts'

interface PaletteCommand {
  label: string
  icon: ReactNode
  run: () => void
  keywords?: string[]
  shortcut?: string
}

export interface PaletteGroup {
  name: string
  commands: PaletteCommand[]
}

export function usePaletteCommands(): PaletteGroup[] {
  return [usePlaces(), useActions(), useOrganizations(), useSettings()].filter((group) => group.commands.length > 0)
}

function useActions(): PaletteGroup {
  const navigate = useNavigate()
  const denied = useDenied()
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const creates = objects
    .filter((object) => denied('create', object.plural) === undefined)
    .map((object): PaletteCommand => ({
      label: `New ${object.label.toLowerCase()}`,
      icon: <Plus />,
      keywords: ['create', 'add'],
      run: () => void navigate({ to: paths.list(object.plural), search: { record: 'new' } }),
    }))
  const imports = objects
    .filter((object) => denied('import', object.plural) === undefined)
    .map((object): PaletteCommand => ({
      label: `Import ${object.pluralLabel.toLowerCase()}`,
      icon: <FileUp />,
      keywords: ['csv', 'excel', 'xlsx', 'upload', 'file'],
      run: () => void navigate({ to: paths.newImport(), search: { object: object.plural } }),
    }))
  return { name: 'Do', commands: [...creates, ...imports] }
}

function usePlaces(): PaletteGroup {
  const navigate = useNavigate()
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const letters = objectLetters(objects)
  const dataPlaces = useDataPlaces()
  const accessPlaces = useAccessPlaces()
  const place = (label: string, icon: ReactNode, to: string, shortcut?: string): PaletteCommand => ({
    label,
    icon,
    run: () => void navigate({ to }),
    ...(shortcut !== undefined && { shortcut }),
  })
  return {
    name: 'Go to',
    commands: [
      place('Home', <House />, paths.home(), 'g h'),
      ...objects.map((object) => {
        const letter = letters.get(object.plural)
        return place(
          object.pluralLabel,
          <ObjectIcon icon={object.icon} />,
          paths.list(object.plural),
          letter === undefined ? undefined : `g ${letter}`,
        )
      }),
      ...dataPlaces.map(({ label, icon, to, shortcut }) => place(label, icon, to, shortcut)),
      place('Members', <Users />, paths.members(), 'g m'),
      ...accessPlaces.map(({ label, icon, to, shortcut, keywords }) => ({ ...place(label, icon, to, shortcut), keywords })),
      { label: 'API reference', icon: <BookOpen />, run: () => void window.open(paths.apiReference(), '_blank', 'noreferrer') },
    ],
  }
}

function useOrganizations(): PaletteGroup {
  const session = useSession()
  const change = useSwitchOrganization()
  const others = session.organizations.filter((other) => other.slug !== session.organization.slug)
  return {
    name: 'Organizations',
    commands: [
      ...others.map((other): PaletteCommand => ({
        label: `Change to ${other.name}`,
        icon: <Building />,
        keywords: ['switch'],
        run: () => void change(other.slug),
      })),
      { label: 'Create organization', icon: <Plus />, run: () => useFrame.setState({ creatingOrganization: true }) },
    ],
  }
}

function useSettings(): PaletteGroup {
  const choose = useTheme((state) => state.choose)
  return {
    name: 'Settings',
    commands: [
      ...themes.map(({ value, label, icon: Icon }): PaletteCommand => ({
        label: `Theme: ${label.toLowerCase()}`,
        icon: <Icon />,
        keywords: ['mode', 'appearance'],
        run: () => choose(value),
      })),
      {
        label: 'Keyboard',
        icon: <Keyboard />,
        shortcut: '?',
        keywords: ['shortcuts', 'help'],
        run: () => useFrame.setState({ sheetOpen: true }),
      },
      {
        label: 'Where you are signed in',
        icon: <ShieldCheck />,
        keywords: ['sessions', 'devices', 'security'],
        run: () => useFrame.setState({ sessionsOpen: true }),
      },
      { label: 'Sign out', icon: <LogOut />, run: () => void signOut() },
    ],
  }
}
