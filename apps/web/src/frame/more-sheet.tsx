import { Link } from '@tanstack/react-router'
import { BookOpen, LogOut, Plus, ShieldCheck, Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { useAccessPlaces } from '../access/access-places.tsx'
import type { ObjectMeta } from '../api-types.ts'
import { Avatar, Dialog, Tabs } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.ts'
import { useDataPlaces } from './data-places.tsx'
import { useFrame } from './frame-state.ts'
import { ObjectIcon } from './object-icon.tsx'
import { themes } from './person-menu.tsx'
import { useTheme } from './theme.ts'
import { signOut, useSwitchOrganization } from './use-organization.ts'

const row = 'flex h-11 w-full items-center gap-3 rounded-md px-2 text-left text-base hover:bg-hover [&_svg]:text-muted'

/** On a phone: what the side bar holds beyond the bottom bar. */
export function MoreSheet({ objects }: { objects: readonly ObjectMeta[] }) {
  const open = useFrame((state) => state.moreOpen)
  const session = useSession()
  const places = useAccessPlaces()
  const change = useSwitchOrganization()
  const dataPlaces = useDataPlaces()
  const { theme, choose } = useTheme()
  const close = () => useFrame.setState({ moreOpen: false })
  const page = (to: string, icon: ReactNode, label: string) => (
    <Link key={to} to={to} className={row} onClick={close}>
      {icon}
      {label}
    </Link>
  )
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => useFrame.setState({ moreOpen: next })}
      title={session.organization.name}
      description={`${session.user.name} · ${session.member.role}`}
    >
      <div className="-mx-2 flex flex-col pb-[env(safe-area-inset-bottom)]">
        {objects.map((object) => page(paths.list(object.plural), <ObjectIcon icon={object.icon} />, object.pluralLabel))}
        {dataPlaces.map(({ to, icon, label }) => page(to, icon, label))}
        {page(paths.members(), <Users />, 'Members')}
        {places.map(({ to, icon, label }) => page(to, icon, label))}
        <a href={paths.apiReference()} className={row}>
          <BookOpen />
          API reference
        </a>
        <hr className="my-2" />
        {session.organizations
          .filter((other) => other.slug !== session.organization.slug)
          .map((other) => (
            <button
              key={other.slug}
              type="button"
              className={row}
              onClick={() => {
                close()
                void change(other.slug)
              }}
            >
              <Avatar name={other.name} square size="sm" />
              Change to {other.name}
            </button>
          ))}
        <button type="button" className={row} onClick={() => useFrame.setState({ moreOpen: false, creatingOrganization: true })}>
          <Plus />
          Create organization
        </button>
        <button type="button" className={row} onClick={() => useFrame.setState({ moreOpen: false, sessionsOpen: true })}>
          <ShieldCheck />
          Where you are signed in
        </button>
        <button type="button" className={row} onClick={() => void signOut()}>
          <LogOut />
          Sign out
        </button>
        <div className="mt-2 px-2">
          <Tabs
            label="Theme"
            value={theme}
            onChange={choose}
            tabs={themes.map(({ value, label, icon: Icon }) => ({ value, label, icon: <Icon /> }))}
          />
        </div>
      </div>
    </Dialog>
  )
}
