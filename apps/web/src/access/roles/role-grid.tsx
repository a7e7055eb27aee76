import { Ellipsis } from 'lucide-react'
import { Fragment, type KeyboardEvent, useRef, useState } from 'react'
import { countOf } from '../../format.ts'
import {
  Badge,
  IconButton,
  Menu,
  MenuContent,
  MenuItem,
  MenuLine,
  MenuTrigger,
  Popover,
  PopoverContent,
  PopoverAnchor,
  Tooltip,
} from '../../kit/index.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { capital, verbTitle } from '../model/permissions.ts'
import type { AccessResource } from '../types.ts'
import { CellRules } from './cell-rules.tsx'
import { ExtentMark, extentWords } from './extent-mark.tsx'
import type { RoleDialog } from './role-dialogs.tsx'
import type { ShownRole } from './shown-roles.ts'

interface RoleGridProps {
  desk: PolicyDesk
  roles: readonly ShownRole[]
  onAsk: (dialog: RoleDialog) => void
}

const head = 'sticky top-0 z-10 border-b border-line bg-canvas px-1 align-bottom'
const first = 'sticky left-0 z-10 bg-canvas px-4 text-left max-sm:px-3'

/** Rows are what can be done, columns who may. Arrow keys move between the cells; Enter says why. */
export function RoleGrid({ desk, roles, onAsk }: RoleGridProps) {
  const table = useRef<HTMLTableElement>(null)
  const [pressed, setPressed] = useState<Pressed>()
  const groups = [
    { label: 'Records', resources: desk.model.resources.filter((resource) => resource.record != null) },
    { label: 'Workspace and administration', resources: desk.model.resources.filter((resource) => resource.record == null) },
  ].filter((group) => group.resources.length > 0)
  return (
    <>
      <table
        ref={table}
        aria-label="Roles"
        className="border-separate border-spacing-0 text-sm"
        onKeyDown={(event) => moveFocus(event, table.current)}
      >
        <thead>
          <tr>
            <th scope="col" className={`${head} ${first} left-0 z-20 min-w-52 pb-2 text-xs font-medium text-muted max-sm:min-w-28`}>
              May
            </th>
            {roles.map((role) => (
              <th key={role.key} scope="col" className={`${head} min-w-28 pt-2 max-sm:min-w-20 pb-1.5 text-left font-normal`}>
                <RoleHead role={role} desk={desk} onAsk={onAsk} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <Fragment key={group.label}>
              {group.resources.map((resource) => (
                <ResourceRows key={resource.name} resource={resource} roles={roles} onPress={setPressed} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      <CellReasons pressed={pressed} desk={desk} onClose={() => setPressed(undefined)} />
    </>
  )
}

function RoleHead({ role, desk, onAsk }: { role: ShownRole; desk: PolicyDesk; onAsk: (dialog: RoleDialog) => void }) {
  return (
    <div className="flex max-w-44 items-start gap-1 px-2">
      <div className="min-w-0 flex-1">
        <Tooltip content={role.description ?? undefined}>
          <span className="block truncate text-sm font-semibold text-ink">{role.name}</span>
        </Tooltip>
        <span className="block text-xs text-muted">
          {role.fresh ? <Badge tone="information">New</Badge> : countOf(role.people, 'person', 'people')}
        </span>
      </div>
      {!role.builtIn && (
        <Menu>
          <MenuTrigger asChild>
            <IconButton label={`Actions for ${role.name}`} size="sm" icon={<Ellipsis />} side="left" className="-mr-2" />
          </MenuTrigger>
          <MenuContent align="end" className="max-w-72">
            <MenuItem onSelect={() => onAsk({ kind: 'rules', key: role.key })}>Show its rules</MenuItem>
            <MenuItem denied={desk.denied} onSelect={() => onAsk({ kind: 'edit', key: role.key })}>
              Rename
            </MenuItem>
            <MenuLine />
            <MenuItem danger denied={desk.denied} onSelect={() => onAsk({ kind: 'delete', key: role.key })}>
              Delete
            </MenuItem>
          </MenuContent>
        </Menu>
      )}
    </div>
  )
}

interface ResourceRowsProps {
  resource: AccessResource
  roles: readonly ShownRole[]
  onPress: (cell: Pressed) => void
}

function ResourceRows({ resource, roles, onPress }: ResourceRowsProps) {
  return (
    <>
      <tr>
        <th scope="rowgroup" className={`${first} h-9 border-b border-line pt-2 align-bottom text-sm font-semibold`}>
          {capital(resource.plural)}
        </th>
        {roles.map((role) => (
          <td key={role.key} className="border-b border-line" />
        ))}
      </tr>
      {resource.actions.map((action) => (
        <tr key={action} className="group">
          <th scope="row" className={`${first} h-8 border-b border-line pl-7 font-normal text-muted group-hover:bg-hover`}>
            {verbTitle(action)}
          </th>
          {roles.map((role) => (
            <td key={role.key} className="border-b border-line px-1 group-hover:bg-hover">
              <Cell role={role} resource={resource} action={action} onPress={onPress} />
            </td>
          ))}
        </tr>
      ))}
    </>
  )
}

/** A cell that somebody pressed, with the element that its reasons stand beside. */
interface Pressed {
  role: ShownRole
  resource: AccessResource
  action: string
  element: HTMLElement
}

interface CellProps {
  role: ShownRole
  resource: AccessResource
  action: string
  onPress: (cell: Pressed) => void
}

function Cell({ role, resource, action, onPress }: CellProps) {
  const extent = role.cell(resource.name, action)
  return (
    <button
      type="button"
      data-cell
      aria-haspopup="dialog"
      aria-label={`${role.name}, ${verbTitle(action).toLowerCase()} ${resource.plural}: ${extentWords[extent]}`}
      className="flex h-7 w-full items-center rounded-sm px-2 hover:bg-pressed max-sm:h-9"
      onClick={(event) => onPress({ role, resource, action, element: event.currentTarget })}
    >
      <span className="flex w-3 justify-center">
        <ExtentMark extent={extent} />
      </span>
    </button>
  )
}

/** One for all cells: a thousand popovers that nobody opened would take seconds to make. */
function CellReasons({ pressed, desk, onClose }: { pressed: Pressed | undefined; desk: PolicyDesk; onClose: () => void }) {
  if (pressed === undefined) return null
  const { role, resource, action, element } = pressed
  return (
    <Popover open onOpenChange={onClose}>
      <PopoverAnchor virtualRef={{ current: element }} />
      <PopoverContent
        aria-label="Why"
        className="w-96 max-w-[calc(100vw-2rem)] p-0"
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          element.focus()
        }}
      >
        <CellRules role={role} resource={resource} action={action} extent={role.cell(resource.name, action)} desk={desk} />
      </PopoverContent>
    </Popover>
  )
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
}

/** From cell to cell, over the rows that only name a kind of record. */
function moveFocus(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const step = steps[event.key]
  if (table === null || step === undefined || !(event.target instanceof HTMLElement) || !event.target.matches('[data-cell]')) return
  const rows = [...table.querySelectorAll('tr')]
    .map((row) => [...row.querySelectorAll<HTMLElement>('[data-cell]')])
    .filter((row) => row.length > 0)
  const at = rows.findIndex((row) => row.includes(event.target as HTMLElement))
  const column = rows[at]?.indexOf(event.target) ?? 0
  const next = rows[at + step[0]]?.[column + step[1]]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
