import { Keyboard, LogOut, Monitor, Moon, ShieldCheck, Sun } from 'lucide-react'
import { Avatar, Menu, MenuChoice, MenuContent, MenuItem, MenuLabel, MenuLine, MenuTrigger, classes } from '../kit/index.ts'
import { useSession } from '../session/session.ts'
import { useFrame } from './frame-state.ts'
import { type Theme, useTheme } from './theme.ts'
import { signOut } from './use-organization.ts'

export const themes: { value: Theme; label: string; icon: typeof Sun }[] = [
  { value: 'system', label: 'As the system', icon: Monitor },
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
]

export function PersonMenu({ collapsed }: { collapsed: boolean }) {
  const { user } = useSession()
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          aria-label={`${user.name}: theme, keyboard, sign out`}
          className={classes(
            'flex h-8 min-w-0 items-center gap-2 rounded-md px-1.5 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover',
            collapsed ? 'w-9 justify-center px-0' : 'flex-1',
          )}
        >
          <Avatar name={user.name} />
          {!collapsed && <span className="min-w-0 flex-1 truncate text-sm">{user.name}</span>}
        </button>
      </MenuTrigger>
      <MenuContent side="top" className="w-60">
        <PersonChoices />
      </MenuContent>
    </Menu>
  )
}

function PersonChoices() {
  const { user, member } = useSession()
  const theme = useTheme((state) => state.theme)
  const choose = useTheme((state) => state.choose)
  return (
    <>
      <div className="px-2 py-1.5">
        <p className="truncate text-sm font-medium">{user.name}</p>
        <p className="truncate text-xs text-muted">
          {user.email} · {member.role}
        </p>
      </div>
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      {themes.map(({ value, label, icon: Icon }) => (
        <MenuChoice
          key={value}
          chosen={theme === value}
          icon={<Icon />}
          onSelect={(event) => {
            event.preventDefault()
            choose(value)
          }}
        >
          {label}
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuItem icon={<Keyboard />} shortcut="?" onSelect={() => useFrame.setState({ sheetOpen: true })}>
        Keyboard
      </MenuItem>
      <MenuItem icon={<ShieldCheck />} onSelect={() => useFrame.setState({ sessionsOpen: true })}>
        Where you are signed in
      </MenuItem>
      <MenuItem icon={<LogOut />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </>
  )
}
