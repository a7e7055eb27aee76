import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { House, Menu as MenuIcon, Search } from 'lucide-react'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { objectsQuery } from '../queries.ts'
import { useFrame } from './frame-state.ts'
import { listedObjects } from './listed-objects.ts'
import { MoreSheet } from './more-sheet.tsx'
import { ObjectIcon } from './object-icon.tsx'

const item = 'flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-[11px] font-medium text-muted [&_svg]:size-5!'
const here = { className: 'text-accent-text!', 'aria-current': 'page' as const }

/** Five places within reach of a thumb; the last opens all the others. */
export function PhoneBar() {
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const preferred = ['deals', 'companies'].flatMap((plural) => objects.filter((object) => object.plural === plural))
  const shown = preferred.length === 2 ? preferred : objects.slice(0, 2)
  return (
    <>
      <nav aria-label="Main" className="flex shrink-0 border-t border-line bg-raised pb-[env(safe-area-inset-bottom)] md:hidden">
        <Link to="/" className={item} activeProps={here} activeOptions={{ exact: true, includeSearch: false }}>
          <House />
          Home
        </Link>
        {shown.map((object) => (
          <Link
            key={object.plural}
            to={paths.list(object.plural)}
            className={item}
            activeProps={here}
            activeOptions={{ includeSearch: false }}
          >
            <ObjectIcon icon={object.icon} />
            {object.pluralLabel}
          </Link>
        ))}
        <BarButton label="Search" icon={<Search />} press={() => useFrame.setState({ paletteOpen: true })} />
        <BarButton label="More" icon={<MenuIcon />} press={() => useFrame.setState({ moreOpen: true })} />
      </nav>
      <MoreSheet objects={objects.filter((object) => !shown.includes(object))} />
    </>
  )
}

function BarButton({ label, icon, press }: { label: string; icon: ReactNode; press: () => void }) {
  return (
    <button type="button" className={item} onClick={press}>
      {icon}
      {label}
    </button>
  )
}
