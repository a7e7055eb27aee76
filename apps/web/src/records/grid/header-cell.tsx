import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, ChevronDown, EyeOff, Filter } from 'lucide-react'
import { useRef, useState, type DragEvent, type KeyboardEvent, type PointerEvent } from 'react'
import { Menu, MenuContent, MenuItem, MenuLine, MenuTrigger, classes } from '../../kit/index.ts'
import type { Column } from '../model/columns.ts'
import { isNumeric } from '../model/metadata.ts'
import { gutterWidth } from './geometry.ts'
import type { ColumnControls } from './use-columns.ts'

export interface HeaderCellProps {
  column: Column
  index: number
  controls: ColumnControls
  /** Its place among the sorts, from 1, where there are several. */
  sort: { descending: boolean; place: number | undefined } | undefined
  /** One header of the row is in the tab order. */
  tabbable: boolean
  onTravel: (to: number) => void
  onSort: (add: boolean) => void
  onSortBy: (descending: boolean) => void
  onFilter: () => void
}

/** A step of the keyboard when it makes a column wider or narrower. */
const widthStep = 16

/** Enter sorts, Shift adds; Alt with an arrow moves the column, Shift with an arrow changes its width, the arrow down opens its menu. */
export function HeaderCell({ column, index, controls, sort, tabbable, onTravel, onSort, onSortBy, onFilter }: HeaderCellProps) {
  const { field, width } = column
  const [menuOpen, setMenuOpen] = useState(false)
  const [dropping, setDropping] = useState(false)
  const first = index === 0

  const press = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by !== 0 && event.altKey) controls.step(field.name, by)
    else if (by !== 0 && event.shiftKey) controls.resize(field.name, width + by * widthStep)
    else if (by !== 0) onTravel(index + by)
    else if (event.key === 'ArrowDown') setMenuOpen(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setDropping(false)
    const name = event.dataTransfer.getData('text/column')
    if (name !== '') controls.move(name, field.name)
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index + 2}
      aria-sort={sort === undefined ? undefined : sort.descending ? 'descending' : 'ascending'}
      data-sticky={first || undefined}
      style={{ width, ...(first && { left: gutterWidth }) }}
      draggable={!first}
      onDragStart={(event) => event.dataTransfer.setData('text/column', field.name)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('text/column')) {
          event.preventDefault()
          setDropping(true)
        }
      }}
      onDragLeave={() => setDropping(false)}
      onDrop={drop}
      className={classes(
        'group/head relative flex shrink-0 items-center bg-sunken',
        first && 'sticky z-3 border-r border-line',
        dropping && 'shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <button
        type="button"
        data-header={index}
        tabIndex={tabbable ? 0 : -1}
        title={field.description}
        onKeyDown={press}
        onClick={(event) => (field.sortable ? onSort(event.shiftKey) : setMenuOpen(true))}
        className={classes(
          'flex h-full min-w-0 flex-1 items-center gap-1 px-2 text-xs font-medium text-muted hover:text-ink focus-visible:-outline-offset-2',
          isNumeric(field.type) && 'flex-row-reverse',
        )}
      >
        <span className="truncate">{field.label}</span>
        {sort !== undefined && <SortMark {...sort} />}
      </button>
      <Menu open={menuOpen} onOpenChange={setMenuOpen}>
        <MenuTrigger asChild>
          <button
            type="button"
            tabIndex={-1}
            aria-label={`${field.label}: column menu`}
            className={classes(
              'absolute top-1/2 right-1.5 -translate-y-1/2 rounded-sm bg-sunken p-0.5 text-muted hover:bg-pressed data-[state=open]:opacity-100',
              !menuOpen && 'opacity-0 group-hover/head:opacity-100',
            )}
          >
            <ChevronDown className="size-3.5!" />
          </button>
        </MenuTrigger>
        <MenuContent align="end">
          {field.sortable && (
            <MenuItem icon={<ArrowUp />} onSelect={() => onSortBy(false)}>
              Sort ascending
            </MenuItem>
          )}
          {field.sortable && (
            <MenuItem icon={<ArrowDown />} onSelect={() => onSortBy(true)}>
              Sort descending
            </MenuItem>
          )}
          {field.operators.length > 0 && (
            <MenuItem icon={<Filter />} onSelect={onFilter}>
              Filter by {field.label.toLowerCase()}
            </MenuItem>
          )}
          {!first && <MenuLine />}
          {!first && (
            <MenuItem icon={<ArrowLeft />} shortcut="alt+arrowleft" onSelect={() => controls.step(field.name, -1)}>
              Move left
            </MenuItem>
          )}
          {!first && (
            <MenuItem icon={<ArrowRight />} shortcut="alt+arrowright" onSelect={() => controls.step(field.name, 1)}>
              Move right
            </MenuItem>
          )}
          {!first && (
            <MenuItem icon={<EyeOff />} onSelect={() => controls.hide(field.name)}>
              Hide column
            </MenuItem>
          )}
        </MenuContent>
      </Menu>
      <ResizeHandle label={field.label} width={width} onResize={(next) => controls.resize(field.name, next)} />
    </div>
  )
}

function SortMark({ descending, place }: { descending: boolean; place: number | undefined }) {
  return (
    <span className="flex items-center text-accent-text">
      {descending ? <ArrowDown className="size-3.5!" aria-hidden /> : <ArrowUp className="size-3.5!" aria-hidden />}
      {place !== undefined && <span className="text-[10px]">{place}</span>}
    </span>
  )
}

function ResizeHandle({ label, width, onResize }: { label: string; width: number; onResize: (width: number) => void }) {
  const begin = useRef<{ x: number; width: number } | undefined>(undefined)
  const start = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    begin.current = { x: event.clientX, width }
  }
  const drag = (event: PointerEvent) => {
    if (begin.current !== undefined) onResize(begin.current.width + event.clientX - begin.current.x)
  }
  const end = () => {
    begin.current = undefined
  }
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label}`}
      aria-valuenow={width}
      onPointerDown={start}
      onPointerMove={drag}
      onPointerUp={end}
      onPointerCancel={end}
      draggable={false}
      className="absolute inset-y-0 -right-1 z-4 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:left-1 after:w-px after:bg-line hover:after:bg-accent"
    />
  )
}
