import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useAccessPlaces } from '../access/access-places.tsx'
import { type Shortcut, useShortcuts } from '../keyboard/index.ts'
import { undoNewest } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { objectsQuery } from '../queries.ts'
import { useDataPlaces } from './data-places.tsx'
import { toggleSideBar, useFrame } from './frame-state.ts'
import { objectLetters } from './object-letters.ts'
import { listedObjects } from './listed-objects.ts'

/** Keys that work on every page. */
export function useFrameShortcuts(): void {
  const navigate = useNavigate()
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const letters = objectLetters(objects)
  const dataPlaces = useDataPlaces()
  const places = useAccessPlaces()
  const go = (to: string) => () => void navigate({ to })
  const toObjects = objects.flatMap((object): Shortcut[] => {
    const letter = letters.get(object.plural)
    return letter === undefined ? [] : [{ keys: `g ${letter}`, label: object.pluralLabel, run: go(paths.list(object.plural)) }]
  })
  useShortcuts('Go to', [
    { keys: 'g h', label: 'Home', run: go(paths.home()) },
    ...toObjects,
    { keys: 'g m', label: 'Members', run: go(paths.members()) },
    ...[...dataPlaces, ...places].map(({ shortcut, label, to }) => ({ keys: shortcut, label, run: go(to) })),
  ])
  useShortcuts('Everywhere', [
    { keys: 'mod+k', label: 'Find, go and do', run: () => useFrame.setState((state) => ({ paletteOpen: !state.paletteOpen })) },
    { keys: '?', label: 'This sheet', run: () => useFrame.setState({ sheetOpen: true }) },
    {
      keys: 'z',
      label: 'Undo what the last message offers',
      run: () => {
        undoNewest()
      },
    },
    { keys: '[', label: 'Fold the side bar', run: toggleSideBar },
  ])
}
