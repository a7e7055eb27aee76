import { useState } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import { countOf } from '../../format.ts'
import { Dialog, OptionList } from '../../kit/index.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { findField, nameOf, referenceMember, valueOf } from '../model/metadata.ts'
import { useRecordsHome } from '../store/records-home.ts'
import { useReferenceOptions } from '../value/reference-options.tsx'
import { useRecordActions } from './use-record-actions.ts'

export interface PendingChange {
  /** `stageId` or `ownerId`: a reference that one key changes, from wherever the record is. */
  readonly field: string
  readonly ids: readonly string[]
  /** How many more were chosen that the reader may not change. */
  readonly left?: number
}

interface ChangeDialogProps {
  meta: ObjectMeta
  change: PendingChange | undefined
  onClose: () => void
}

/** Move to a stage, assign to a person: for the record with the keyboard, or for all chosen ones. */
export function ChangeDialog({ meta, change, onClose }: ChangeDialogProps) {
  const field = change === undefined ? undefined : findField(meta, change.field)
  if (change === undefined || field === undefined) return null
  return <OpenDialog key={change.ids.join()} {...{ meta, change, field, onClose }} />
}

function OpenDialog({
  meta,
  change,
  field,
  onClose,
}: ChangeDialogProps & { change: PendingChange; field: NonNullable<ReturnType<typeof findField>> }) {
  const { store } = useRecordsHome()
  const actions = useRecordActions(meta)
  const [text, setText] = useState('')
  const { options, searching, remote, referenceOf } = useReferenceOptions(field, text)
  const [only] = change.ids
  const record = change.ids.length === 1 && only !== undefined && (change.left ?? 0) === 0 ? store.get(meta.name, only) : undefined
  const subject = record === undefined ? countOf(change.ids.length, meta.label, meta.pluralLabel) : nameOf(record, meta)
  const present = record === undefined ? undefined : valueOf(record, field.name)
  const choose = (id: string) => {
    onClose()
    const changes = { [field.name]: id, [referenceMember(field.name)]: referenceOf(id) }
    if (record === undefined) void actions.changeMany(change.ids, changes, change.left)
    else
      void actions.change(record.id, changes).then((outcome) => {
        if (outcome.kind === 'invalid') notifyProblem(new Error(outcome.message), outcome.message)
      })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      width="sm"
      title={field.reference === 'stage' ? `Move ${subject}` : `Assign ${subject}`}
    >
      <div className="-mx-5 -mb-3 border-t border-line">
        <OptionList
          options={options}
          value={typeof present === 'string' ? present : undefined}
          placeholder={field.reference === 'stage' ? 'To which stage' : 'To whom'}
          onChoose={choose}
          searching={searching}
          {...(remote && { onSearch: setText })}
        />
      </div>
    </Dialog>
  )
}
