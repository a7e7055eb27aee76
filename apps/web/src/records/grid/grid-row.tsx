import { Check, PanelRight, Trash2 } from 'lucide-react'
import { memo, useState } from 'react'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { IconButton, Skeleton, classes } from '../../kit/index.ts'
import { useRecordAccess } from '../access/use-record-access.ts'
import type { Column } from '../model/columns.ts'
import { isNumeric, nameOf, type Changes } from '../model/metadata.ts'
import { useKnownRecord } from '../store/records-home.ts'
import type { Onward } from '../value/text-editor.tsx'
import { gutterWidth, rowHeight } from './geometry.ts'
import { GridCell } from './grid-cell.tsx'
import type { Editing } from './use-grid-focus.ts'

/** What a row asks of the grid; one object for all rows, so that a row is drawn again only when its own props change. */
export interface RowHandlers {
  focus(row: number, column: number): void
  edit(row: number, column: number): void
  done(id: string, changes: Changes, onward: Onward): void
  cancel(): void
  open(id: string): void
  remove(id: string): void
  select(id: string, range: boolean): void
}

export interface GridRowProps {
  gridId: string
  index: number
  /** Undefined until the row's page is here. */
  id: string | undefined
  start: number
  width: number
  meta: ObjectMeta
  columns: readonly Column[]
  /** The column that has the keyboard, if it is in this row. */
  activeColumn: number | undefined
  editing: Editing | undefined
  selected: boolean
  open: boolean
  editable: boolean
  handlers: RowHandlers
}

export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { gridId, index, id, start, width, meta, columns, activeColumn, editing, selected, open, editable, handlers } = props
  const record = useKnownRecord(meta.name, id)
  const [hovered, setHovered] = useState(false)
  const position = { transform: `translateY(${start}px)`, height: rowHeight, width }
  if (id === undefined || record === undefined) return <SkeletonRow {...{ index, columns, position, gridId, activeColumn }} />
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      style={position}
      onMouseEnter={() => setHovered(true)}
      onMouseLeave={() => setHovered(false)}
      className={classes(
        'group/row absolute top-0 left-0 flex contain-layout contain-size border-b border-line bg-canvas hover:bg-hover',
        open && 'bg-hover',
        selected && 'bg-accent-soft hover:bg-accent-soft',
        editing !== undefined && 'z-20',
      )}
    >
      <Gutter name={nameOf(record, meta)} selected={selected} onSelect={(range) => handlers.select(id, range)} />
      {columns.map((column, at) => (
        <GridCell
          key={column.field.name}
          id={`${gridId}-${index}-${at}`}
          meta={meta}
          column={column}
          index={at}
          record={record}
          active={activeColumn === at}
          editing={editing?.column === at ? editing : undefined}
          editable={editable}
          near={hovered}
          onFocus={() => handlers.focus(index, at)}
          onEdit={() => handlers.edit(index, at)}
          onOpen={() => handlers.open(id)}
          onDone={(changes, onward) => handlers.done(id, changes, onward)}
          onCancel={handlers.cancel}
        />
      ))}
      {hovered && <RowActions meta={meta} record={record} onOpen={() => handlers.open(id)} onRemove={() => handlers.remove(id)} />}
    </div>
  )
})

/** The whole gutter is pressed; the box shows what came of it. A plain element: hundreds are drawn while one scrolls. */
function Gutter({ name, selected, onSelect }: { name: string; selected: boolean; onSelect: (range: boolean) => void }) {
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      style={{ width: gutterWidth }}
      onClick={(event) => onSelect(event.shiftKey)}
      className={classes(
        'sticky left-0 z-1 flex shrink-0 items-center justify-center bg-inherit select-none',
        !selected && 'opacity-0 group-hover/row:opacity-100',
      )}
    >
      <span
        role="checkbox"
        aria-checked={selected}
        aria-label={`Select ${name}`}
        className={classes(
          'flex size-4 items-center justify-center rounded-sm border',
          selected ? 'border-accent bg-accent text-on-accent' : 'border-control bg-raised',
        )}
      >
        {selected && <Check className="size-3! stroke-3!" />}
      </span>
    </div>
  )
}

/** At the right edge of what is seen, however far the list is scrolled sideways. */
function RowActions({ meta, record, onOpen, onRemove }: { meta: ObjectMeta; record: RecordRow; onOpen: () => void; onRemove: () => void }) {
  const denied = useRecordAccess(meta).to('delete', record)
  return (
    <div className="sticky right-0 z-2 ml-auto flex shrink-0 items-center gap-0.5 bg-inherit px-2">
      <IconButton label="Open beside the list" shortcut="space" size="sm" tabIndex={-1} icon={<PanelRight />} onClick={onOpen} />
      <IconButton label="Delete" shortcut="#" size="sm" tabIndex={-1} icon={<Trash2 />} denied={denied} onClick={onRemove} />
    </div>
  )
}

interface SkeletonRowProps {
  index: number
  columns: readonly Column[]
  position: { transform: string; height: number; width: number }
  gridId: string
  activeColumn: number | undefined
}

/** The shape of the row to come; widths differ from row to row as names do. */
function SkeletonRow({ index, columns, position, gridId, activeColumn }: SkeletonRowProps) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      style={position}
      className="absolute top-0 left-0 flex contain-layout contain-size border-b border-line bg-canvas"
    >
      <div role="gridcell" aria-colindex={1} style={{ width: gutterWidth }} className="shrink-0" />
      {columns.map((column, at) => (
        <div
          key={column.field.name}
          id={`${gridId}-${index}-${at}`}
          role="gridcell"
          aria-colindex={at + 2}
          style={{ width: column.width }}
          className={classes(
            'flex shrink-0 items-center px-2',
            isNumeric(column.field.type) && 'justify-end',
            activeColumn === at && 'outline-2 -outline-offset-2 outline-line-strong',
          )}
        >
          <span style={{ width: `${45 + ((index * 7 + at * 13) % 5) * 9}%` }}>
            <Skeleton className="w-full" />
          </span>
        </div>
      ))}
    </div>
  )
}
