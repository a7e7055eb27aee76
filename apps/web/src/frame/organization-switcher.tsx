import { ChevronsUpDown, Plus } from 'lucide-react'
import { Avatar, Menu, MenuChoice, MenuContent, MenuItem, MenuLabel, MenuLine, MenuTrigger, classes } from '../kit/index.ts'
import { useSession } from '../session/session.ts'
import { useFrame } from './frame-state.ts'
import { useSwitchOrganization } from './use-organization.ts'

export function OrganizationSwitcher({ collapsed }: { collapsed: boolean }) {
  const session = useSession()
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          aria-label={`Organization: ${session.organization.name}. Change`}
          className={classes(
            'flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover',
            collapsed && 'justify-center px-0',
          )}
        >
          <Avatar name={session.organization.name} square />
          {!collapsed && (
            <>
              <span className="min-w-0 flex-1 truncate text-sm font-semibold">{session.organization.name}</span>
              <ChevronsUpDown className="text-faint" aria-hidden />
            </>
          )}
        </button>
      </MenuTrigger>
      <MenuContent className="w-64">
        <OrganizationChoices />
      </MenuContent>
    </Menu>
  )
}

function OrganizationChoices() {
  const session = useSession()
  const change = useSwitchOrganization()
  return (
    <>
      <MenuLabel>Your organizations</MenuLabel>
      {session.organizations.map((organization) => (
        <MenuChoice
          key={organization.slug}
          chosen={organization.slug === session.organization.slug}
          icon={<Avatar name={organization.name} size="sm" square />}
          onSelect={() => void change(organization.slug)}
        >
          {organization.name} <span className="text-muted">{organization.role}</span>
        </MenuChoice>
      ))}
      <MenuLine />
      <MenuItem icon={<Plus />} onSelect={() => useFrame.setState({ creatingOrganization: true })}>
        Create organization
      </MenuItem>
    </>
  )
}
