import { useSuspenseQuery } from '@tanstack/react-query'
import { BookOpen, House, PanelLeftClose, PanelLeftOpen, Search, Users } from 'lucide-react'
import { useAccessPlaces } from '../access/access-places.tsx'
import { IconButton, Kbd, classes } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { objectsQuery } from '../queries.ts'
import { useDataPlaces } from './data-places.tsx'
import { toggleSideBar, useFrame } from './frame-state.ts'
import { listedObjects } from './listed-objects.ts'
import { ObjectIcon } from './object-icon.tsx'
import { objectLetters } from './object-letters.ts'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { PersonMenu } from './person-menu.tsx'
import { SideLink } from './side-link.tsx'

export function SideBar() {
  const collapsed = useFrame((state) => state.collapsed)
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const letters = objectLetters(objects)
  const dataPlaces = useDataPlaces()
  const places = useAccessPlaces()
  const hint = (plural: string) => {
    const letter = letters.get(plural)
    return letter === undefined ? {} : { shortcut: `g ${letter}` }
  }
  return (
    <aside
      aria-label="Side bar"
      className={classes('flex shrink-0 flex-col border-r border-line bg-sunken max-md:hidden', collapsed ? 'w-13' : 'w-58')}
    >
      <div className="flex h-12 shrink-0 items-center px-2">
        <OrganizationSwitcher collapsed={collapsed} />
      </div>
      <div className="px-2 pb-2">
        <SearchButton collapsed={collapsed} />
      </div>
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-px overflow-y-auto px-2 py-1">
        <SideLink to={paths.home()} exact icon={<House />} label="Home" shortcut="g h" collapsed={collapsed} />
        {objects.length > 0 && <SideLabel collapsed={collapsed}>Records</SideLabel>}
        {objects.map((object) => (
          <SideLink
            key={object.plural}
            to={paths.list(object.plural)}
            icon={<ObjectIcon icon={object.icon} />}
            label={object.pluralLabel}
            {...hint(object.plural)}
            collapsed={collapsed}
          />
        ))}
        {dataPlaces.length > 0 && <SideLabel collapsed={collapsed}>Data</SideLabel>}
        {dataPlaces.map((place) => (
          <SideLink key={place.to} {...place} collapsed={collapsed} />
        ))}
      </nav>
      <div className="flex flex-col gap-px border-t border-line p-2">
        <SideLink to={paths.members()} icon={<Users />} label="Members" shortcut="g m" collapsed={collapsed} />
        {places.map(({ to, icon, label, shortcut }) => (
          <SideLink key={to} to={to} icon={icon} label={label} shortcut={shortcut} collapsed={collapsed} />
        ))}
        <SideLink href={paths.apiReference()} icon={<BookOpen />} label="API reference" collapsed={collapsed} />
        <div className={classes('mt-1 flex items-center gap-1', collapsed && 'flex-col')}>
          <PersonMenu collapsed={collapsed} />
          <IconButton
            size="sm"
            side="right"
            label={collapsed ? 'Unfold the side bar' : 'Fold the side bar'}
            shortcut="["
            icon={collapsed ? <PanelLeftOpen /> : <PanelLeftClose />}
            onClick={toggleSideBar}
          />
        </div>
      </div>
    </aside>
  )
}

function SideLabel({ collapsed, children }: { collapsed: boolean; children: string }) {
  if (collapsed) return <div role="presentation" className="mx-2 my-2 h-px shrink-0 bg-line" />
  return <h2 className="mt-3 mb-1 px-2 text-xs font-medium text-faint">{children}</h2>
}

function SearchButton({ collapsed }: { collapsed: boolean }) {
  const open = () => useFrame.setState({ paletteOpen: true })
  if (collapsed) return <IconButton label="Search" shortcut="mod+k" side="right" icon={<Search />} onClick={open} className="w-full" />
  return (
    <button
      type="button"
      onClick={open}
      className="flex h-8 w-full items-center gap-2 rounded-md border border-line bg-raised px-2 text-sm text-muted transition-colors hover:border-line-strong hover:text-ink"
    >
      <Search aria-hidden />
      <span className="flex-1 text-left">Search</span>
      <Kbd keys="mod+k" />
    </button>
  )
}
