import { Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { Tooltip, classes, refusalOf } from '../../kit/index.ts'
import { isHidden, isKept } from '../access/record-denied.ts'
import { useRecordAccess } from '../access/use-record-access.ts'
import { useSession } from '../../session/session.ts'
import { useRecordActions } from '../change/use-record-actions.ts'
import { currencyOf, isFieldValue, type Changes } from '../model/metadata.ts'
import { editableText } from '../model/values.ts'
import { ValueEditor } from '../value/value-editor.tsx'
import { ValueView } from '../value/value-view.tsx'
import type { Onward } from '../value/text-editor.tsx'

interface FieldRowProps {
  meta: ObjectMeta
  field: FieldMeta
  record: RecordRow
}

/** A field's name and value; pressed, the value becomes its editor. */
export function FieldRow({ meta, field, record }: FieldRowProps) {
  const editor = useFieldEditor(meta, field, record)
  const row = useRef<HTMLDivElement>(null)
  const refusal = refusalOf(useRecordAccess(meta).field(record, field))
  const fixed = refusal !== undefined
  const tall = field.type === 'longText'
  const done = (changes: Changes, onward: Onward) => {
    editor.done(changes)
    neighbour(row.current, onward)?.focus()
  }
  return (
    <div ref={row} className="grid min-h-8 grid-cols-[8.5rem_minmax(0,1fr)] items-start text-sm max-sm:min-h-10">
      <Tooltip content={field.description} side="left">
        <span className="truncate py-1.5 text-muted">{field.label}</span>
      </Tooltip>
      <div className={classes('relative min-h-8', editor.editing !== undefined && tall && 'min-h-32')}>
        <Tooltip content={isKept(field) ? undefined : (refusal?.tip ?? refusal?.text)}>
          {/* The button lies under the value, not around it: a reference in the value is a link of its own. */}
          <div className="group/field relative -mx-2 flex min-h-8 items-start px-2 py-1.5">
            {!isKept(field) && (
              <button
                type="button"
                data-field={fixed ? undefined : field.name}
                aria-label={`Edit ${field.label.toLowerCase()}`}
                aria-disabled={fixed || undefined}
                onClick={(event) => (fixed ? refusal.explain?.(event.currentTarget) : editor.begin())}
                className={classes('absolute inset-0 rounded-md', !fixed && 'hover:bg-hover')}
              />
            )}
            <span
              className={classes(
                'pointer-events-none relative min-w-0 [&_a]:pointer-events-auto',
                tall ? 'break-words whitespace-pre-wrap' : 'flex truncate',
              )}
            >
              <ValueView field={field} record={record} empty={fixed ? '–' : 'Empty'} links="keyboard" />
            </span>
            {fixed && !isKept(field) && !isHidden(record, field.name) && (
              <Lock
                aria-hidden
                className="pointer-events-none relative mt-0.5 ml-auto size-3.5! text-faint opacity-0 group-focus-within/field:opacity-100 group-hover/field:opacity-100"
              />
            )}
          </div>
        </Tooltip>
        {editor.editing !== undefined && (
          <div className="absolute inset-y-0 -inset-x-2">
            <ValueEditor
              field={field}
              record={record}
              text={editor.editing.text}
              problem={editor.editing.problem}
              onDone={done}
              onCancel={editor.cancel}
              className="rounded-md"
            />
          </div>
        )}
      </div>
    </div>
  )
}

interface FieldEditing {
  readonly text?: string | undefined
  readonly problem?: string | undefined
}

/** Opening, saving and taking back one field outside of the grid. */
export function useFieldEditor(meta: ObjectMeta, field: FieldMeta, record: RecordRow) {
  const [editing, setEditing] = useState<FieldEditing>()
  const actions = useRecordActions(meta)
  const currency = currencyOf(record, useSession().organization.currency)
  const { id } = record
  const lastFocus = useRef<HTMLElement>(undefined)
  useEffect(() => {
    if (editing === undefined && document.activeElement === document.body) lastFocus.current?.focus()
  }, [editing])
  const done = async (changes: Changes) => {
    setEditing(undefined)
    const outcome = await actions.change(id, changes)
    if (outcome.kind !== 'invalid') return
    const value = changes[field.name]
    setEditing({ text: isFieldValue(value) ? editableText(field, value, currency) : undefined, problem: outcome.message })
  }
  return {
    editing,
    begin: () => {
      if (document.activeElement instanceof HTMLElement) lastFocus.current = document.activeElement
      setEditing({})
    },
    done: (changes: Changes) => void done(changes),
    cancel: () => setEditing(undefined),
  }
}

function neighbour(row: HTMLElement | null, onward: Onward): HTMLElement | null | undefined {
  const fields = [...(row?.closest('[data-fields]')?.querySelectorAll<HTMLElement>('[data-field]') ?? [])]
  const at = fields.findIndex((field) => row?.contains(field))
  return fields[at + (onward === 'next' ? 1 : onward === 'previous' ? -1 : 0)]
}
