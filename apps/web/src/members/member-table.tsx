import { Link, useNavigate } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { GivenRoleTags } from '../access/people/given-role-tags.tsx'
import type { Member } from '../api-types.ts'
import { Avatar, Badge, IconButton, Menu, MenuContent, MenuItem, MenuLine, MenuTrigger, type Tone } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { useDenied, useSession } from '../session/session.ts'
import type { MemberDialog } from './member-dialog.ts'
import { RoleSelect } from './role-select.tsx'
import { useChangeMember } from './use-change-member.ts'

interface MemberTableProps {
  members: readonly Member[]
  /** All, also those not shown: a manager may be one of them. */
  everybody: readonly Member[]
  onOpen: (dialog: MemberDialog) => void
}

const statuses: Record<Member['status'], { label: string; tone: Tone }> = {
  active: { label: 'Active', tone: 'good' },
  invited: { label: 'Invited', tone: 'information' },
  directory: { label: 'No sign-in', tone: 'neutral' },
  disabled: { label: 'Disabled', tone: 'attention' },
}

const head = 'h-8 px-3 text-left text-xs font-medium text-muted whitespace-nowrap'
const cell = 'h-12 px-3'

export function MemberTable({ members, everybody, onOpen }: MemberTableProps) {
  // A column that says nothing about anybody only takes room.
  const offices = everybody.some((member) => member.office !== null)
  const managers = everybody.some((member) => member.managerId !== null)
  const given = useDenied()('read', 'assignments') === undefined
  const names = new Map(everybody.map((member) => [member.id, member.name]))
  return (
    <table className="w-full border-separate border-spacing-0 text-sm">
      <thead className="sticky top-0 z-10 bg-canvas max-sm:hidden">
        <tr className="[&>th]:border-b">
          <th scope="col" className={`${head} pl-4`}>
            Name
          </th>
          {offices && (
            <th scope="col" className={`${head} max-lg:hidden`}>
              Office
            </th>
          )}
          {managers && (
            <th scope="col" className={`${head} max-lg:hidden`}>
              Manager
            </th>
          )}
          <th scope="col" className={head}>
            Status
          </th>
          <th scope="col" className={`${head} w-36`}>
            Role
          </th>
          {given && (
            <th scope="col" className={`${head} max-lg:hidden`}>
              Given roles
            </th>
          )}
          <th scope="col" className="w-12">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.id} className="group hover:bg-hover [&>td]:border-b [&>td]:border-line">
            <td className={`${cell} max-w-0 w-1/2 pl-4 max-sm:pl-3`}>
              <div className="flex items-center gap-3">
                <Avatar name={member.name} size="md" />
                <div className="min-w-0">
                  <Link to={paths.person(member.id)} className="block truncate font-medium underline-offset-2 hover:underline">
                    <bdi>{member.name}</bdi>
                  </Link>
                  {member.email !== null && <p className="truncate text-xs text-muted">{member.email}</p>}
                </div>
              </div>
            </td>
            {offices && <td className={`${cell} text-muted max-lg:hidden`}>{member.office}</td>}
            {managers && (
              <td className={`${cell} text-muted max-lg:hidden`}>{member.managerId === null ? null : names.get(member.managerId)}</td>
            )}
            <td className={cell}>
              <Badge tone={statuses[member.status].tone}>{statuses[member.status].label}</Badge>
            </td>
            <td className={`${cell} max-sm:hidden`}>
              <RoleCell member={member} />
            </td>
            {given && (
              <td className={`${cell} max-lg:hidden`}>
                <GivenRoleTags memberId={member.id} />
              </td>
            )}
            <td className={`${cell} pr-3 text-right`}>
              <MemberMenu member={member} onOpen={onOpen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RoleCell({ member }: { member: Member }) {
  const denied = useDenied()('update', 'members')
  const change = useChangeMember()
  // A person without a sign-in can do nothing, whatever the role says.
  if (member.status === 'directory') return <span className="px-2.5 text-faint">None</span>
  if (denied !== undefined) return <span className="px-2.5 capitalize">{member.role}</span>
  return <RoleSelect label={`Role of ${member.name}`} value={member.role} quiet onChange={(role) => void change(member, { role })} />
}

function MemberMenu({ member, onOpen }: { member: Member; onOpen: (dialog: MemberDialog) => void }) {
  const session = useSession()
  const navigate = useNavigate()
  const denied = useDenied()('update', 'members')
  const mayGive = useDenied()('update', 'assignments')
  const change = useChangeMember()
  const itself = member.id === session.member.id ? 'You cannot disable yourself' : undefined
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label={`Actions for ${member.name}`} size="sm" icon={<Ellipsis />} side="left" />
      </MenuTrigger>
      <MenuContent align="end" className="max-w-72">
        <MenuItem onSelect={() => void navigate({ to: paths.person(member.id) })}>Roles and permissions</MenuItem>
        <MenuItem denied={mayGive} onSelect={() => onOpen({ kind: 'role', member })}>
          Give role
        </MenuItem>
        <MenuItem denied={denied} onSelect={() => onOpen({ kind: 'person', member })}>
          Edit
        </MenuItem>
        {member.status === 'directory' && (
          <MenuItem denied={denied} onSelect={() => onOpen({ kind: 'invite', member })}>
            Invite to sign in
          </MenuItem>
        )}
        <MenuLine />
        {member.status === 'disabled' ? (
          <MenuItem denied={denied} onSelect={() => void change(member, { disabled: false })}>
            Enable
          </MenuItem>
        ) : (
          <MenuItem danger denied={denied ?? itself} onSelect={() => void change(member, { disabled: true })}>
            Disable
          </MenuItem>
        )}
      </MenuContent>
    </Menu>
  )
}
