import { Check, ChevronDown } from 'lucide-react'
import type { Role } from '../api-types.ts'
import { Menu, MenuContent, MenuItem, MenuTrigger, classes, controlClasses } from '../kit/index.ts'

const roles: Record<Role, string> = {
  owner: 'Everything, owners included',
  admin: 'Members, imports and all records',
  member: 'Works with records',
  viewer: 'Reads records',
  guest: 'Nothing but what is shared',
}

interface RoleSelectProps {
  value: Role
  onChange: (role: Role) => void
  label?: string
  id?: string
  /** Without a border until it is pointed at, for tables. */
  quiet?: boolean
}

export function RoleSelect({ value, onChange, label, id, quiet = false }: RoleSelectProps) {
  return (
    <Menu>
      <MenuTrigger asChild>
        <button
          type="button"
          id={id}
          aria-label={label === undefined ? undefined : `${label}: ${value}`}
          className={classes(
            controlClasses,
            'flex h-8 items-center gap-2 px-2.5 text-left text-sm capitalize max-sm:h-10',
            quiet && 'border-transparent bg-transparent hover:bg-pressed',
          )}
        >
          <span className="flex-1">{value}</span>
          <ChevronDown className="text-muted" aria-hidden />
        </button>
      </MenuTrigger>
      <MenuContent className="w-64">
        {(Object.keys(roles) as Role[]).map((role) => (
          <MenuItem
            key={role}
            className="h-auto py-1.5"
            onSelect={() => {
              if (role !== value) onChange(role)
            }}
          >
            <span className="flex items-center gap-2">
              <span className="flex-1">
                <span className="block font-medium capitalize">{role}</span>
                <span className="block text-xs text-muted">{roles[role]}</span>
              </span>
              {role === value && <Check className="text-accent-text!" />}
            </span>
          </MenuItem>
        ))}
      </MenuContent>
    </Menu>
  )
}
