import { memo, type ReactNode } from 'react'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { classes } from '../../kit/index.ts'
import { FieldLock } from '../access/field-lock.tsx'
import { isHidden, isKept, isWritable } from '../access/record-denied.ts'
import type { Column } from '../model/columns.ts'
import { isEmptyValue, isNumeric, nameOf, valueOf, type Changes } from '../model/metadata.ts'
import type { Onward } from '../value/text-editor.tsx'
import { ValueEditor } from '../value/value-editor.tsx'
import { ValueView } from '../value/value-view.tsx'
import { gutterWidth } from './geometry.ts'
import type { Editing } from './use-grid-focus.ts'

export interface GridCellProps {
  id: string
  meta: ObjectMeta
  column: Column
  index: number
  record: RecordRow
  active: boolean
  editing: Editing | undefined
  editable: boolean
  /** The row is pointed at: a cell that rests says so. */
  near: boolean
  onFocus: () => void
  onEdit: () => void
  onOpen: () => void
  onDone: (changes: Changes, onward: Onward) => void
  onCancel: () => void
}

export function GridCell(props: GridCellProps) {
  const { id, meta, column, index, record, active, editing, near, onFocus, onEdit, onOpen, onDone, onCancel } = props
  const { field } = column
  const editable = props.editable && isWritable(record, field)
  const first = index === 0
  return (
    <div
      id={id}
      role="gridcell"
      aria-colindex={index + 2}
      aria-readonly={!editable || undefined}
      onMouseDown={onFocus}
      onDoubleClick={onEdit}
      style={{ width: column.width, ...(first && { left: gutterWidth }) }}
      className={classes(
        'group/cell relative flex h-full shrink-0 items-center px-2 text-sm',
        first && 'sticky z-1 border-r border-line bg-inherit',
        isNumeric(field.type) && 'justify-end',
        active && 'outline-2 -outline-offset-2 outline-line-strong group-focus-within/grid:outline-accent',
        editing !== undefined && 'z-20 outline-accent',
        editing !== undefined && !isFloating(field) && 'px-0',
      )}
    >
      {editing === undefined || isFloating(field) ? (
        <CellValue meta={meta} field={field} record={record} first={first} editable={editable} onOpen={onOpen} />
      ) : null}
      {editing !== undefined && (
        <ValueEditor field={field} record={record} text={editing.text} problem={editing.problem} onDone={onDone} onCancel={onCancel} />
      )}
      {near && !editable && !isKept(field) && !isHidden(record, field.name) && (
        <FieldLock
          meta={meta}
          field={field}
          record={record}
          className={classes(
            'inset-y-px bg-inherit px-1.5 opacity-0 group-hover/cell:opacity-100',
            isNumeric(field.type) ? 'left-0' : 'right-0',
          )}
        />
      )}
    </div>
  )
}

/** Editors that open beside the value and leave it standing. */
function isFloating(field: FieldMeta): boolean {
  return field.type === 'reference' || field.type === 'choice' || field.type === 'tags'
}

interface CellValueProps {
  meta: ObjectMeta
  field: FieldMeta
  record: RecordRow
  first: boolean
  editable: boolean
  onOpen: () => void
}

const CellValue = memo(function CellValue({ meta, field, record, first, editable, onOpen }: CellValueProps): ReactNode {
  if (first) {
    return (
      <button
        type="button"
        tabIndex={-1}
        onClick={onOpen}
        dir="auto"
        className="min-w-0 truncate rounded-sm text-left font-medium hover:text-accent-text hover:underline"
      >
        {nameOf(record, meta)}
      </button>
    )
  }
  if (isEmptyValue(valueOf(record, field.name)) && !isHidden(record, field.name)) {
    return editable ? (
      <span aria-hidden className="truncate text-faint opacity-0 group-hover/cell:opacity-100">
        {field.label}
      </span>
    ) : null
  }
  return (
    <span className="min-w-0 truncate">
      <ValueView field={field} record={record} />
    </span>
  )
})
