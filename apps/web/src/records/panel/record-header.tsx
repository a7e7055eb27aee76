import { ChevronDown, ChevronUp, Maximize2, Minimize2, MoreHorizontal, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { ObjectIcon } from '../../frame/object-icon.tsx'
import { classes, IconButton, Menu, MenuContent, MenuItem, MenuTrigger, refusalOf, Tooltip } from '../../kit/index.ts'
import { AccessActions, isShareable } from '../access/access-actions.tsx'
import { useRecordAccess } from '../access/use-record-access.ts'
import { findField, isEmptyValue, nameOf, valueOf } from '../model/metadata.ts'
import { ValueEditor } from '../value/value-editor.tsx'
import { ValueView } from '../value/value-view.tsx'
import { useFieldEditor } from './field-row.tsx'

export interface PanelMoves {
  previous: (() => void) | undefined
  next: (() => void) | undefined
  expand: (() => void) | undefined
  /** From the page back to beside the list. */
  shrink: (() => void) | undefined
  close: () => void
}

interface RecordBarProps {
  meta: ObjectMeta
  /** Undefined until it is read. */
  record: RecordRow | undefined
  moves: PanelMoves
  /** False where there is no list to go through. */
  stepping?: boolean
  onDelete: () => void
}

/** The line of what one does with the panel. */
export function RecordBar({ meta, record, moves, stepping = true, onDelete }: RecordBarProps): ReactNode {
  const access = useRecordAccess(meta)
  return (
    <div className="flex h-12 shrink-0 items-center gap-0.5 border-b border-line px-2">
      {stepping && (
        <IconButton
          label="Previous"
          shortcut="k"
          size="sm"
          icon={<ChevronUp />}
          denied={moves.previous === undefined ? 'This is the first one' : undefined}
          onClick={moves.previous}
        />
      )}
      {stepping && (
        <IconButton
          label="Next"
          shortcut="j"
          size="sm"
          icon={<ChevronDown />}
          denied={moves.next === undefined ? 'This is the last one' : undefined}
          onClick={moves.next}
        />
      )}
      <span className="ml-1.5 flex items-center gap-1.5 text-sm text-muted">
        <ObjectIcon icon={meta.icon} />
        {meta.label}
      </span>
      <span className="flex-1" />
      {record !== undefined && isShareable(meta) && <AccessActions key={record.id} meta={meta} record={record} />}
      {moves.expand !== undefined && <IconButton label="Open as a page" size="sm" icon={<Maximize2 />} onClick={moves.expand} />}
      {moves.shrink !== undefined && <IconButton label="Open beside the list" size="sm" icon={<Minimize2 />} onClick={moves.shrink} />}
      <Menu>
        <MenuTrigger asChild>
          <IconButton label="More" size="sm" icon={<MoreHorizontal />} />
        </MenuTrigger>
        <MenuContent align="end">
          <MenuItem
            danger
            icon={<Trash2 />}
            shortcut="#"
            denied={record === undefined ? undefined : access.to('delete', record)}
            onSelect={onDelete}
          >
            Delete {meta.label.toLowerCase()}
          </MenuItem>
        </MenuContent>
      </Menu>
      <IconButton label="Close" shortcut="escape" size="sm" icon={<X />} onClick={moves.close} />
    </div>
  )
}

/** Name, and what one asks of a record first: its stage, its amount, its owner. */
export function RecordTitle({ meta, record, heading = 'h2' }: { meta: ObjectMeta; record: RecordRow; heading?: 'h1' | 'h2' }) {
  const nameField = findField(meta, meta.nameField)
  const facts = meta.fields.filter(
    (field) =>
      field.reference === 'stage' || field.reference === 'member' || (field.type === 'money' && meta.sums?.includes(field.name) === true),
  )
  return (
    <div className="px-5 pt-4 pb-3 max-sm:px-4">
      {nameField !== undefined && <EditableName meta={meta} record={record} field={nameField} heading={heading} />}
      <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        {facts
          .filter((field) => !isEmptyValue(valueOf(record, field.name)))
          .map((field) => (
            <span key={field.name} className="min-w-0" title={field.label}>
              <ValueView field={field} record={record} />
            </span>
          ))}
      </div>
    </div>
  )
}

interface EditableNameProps {
  meta: ObjectMeta
  record: RecordRow
  field: FieldMeta
  heading: 'h1' | 'h2'
}

function EditableName({ meta, record, field, heading: Heading }: EditableNameProps) {
  const refusal = refusalOf(useRecordAccess(meta).field(record, field))
  const editor = useFieldEditor(meta, field, record)
  return (
    <div className="relative -mx-2">
      <Heading className="text-lg leading-7 font-semibold text-balance break-words" dir="auto">
        <Tooltip content={refusal?.tip ?? refusal?.text}>
          <button
            type="button"
            data-field={refusal === undefined ? field.name : undefined}
            aria-disabled={refusal !== undefined || undefined}
            title={refusal === undefined ? 'Change the name' : undefined}
            onClick={(event) => (refusal === undefined ? editor.begin() : refusal.explain?.(event.currentTarget))}
            className={classes('w-full rounded-md px-2 text-left', refusal === undefined && 'hover:bg-hover')}
          >
            {nameOf(record, meta)}
          </button>
        </Tooltip>
      </Heading>
      {editor.editing !== undefined && (
        <div className="absolute inset-0 h-8">
          <ValueEditor
            field={field}
            record={record}
            text={editor.editing.text}
            problem={editor.editing.problem}
            onDone={editor.done}
            onCancel={editor.cancel}
            className="rounded-md text-lg"
          />
        </div>
      )}
    </div>
  )
}
