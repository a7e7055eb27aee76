import { useDraggable } from '@dnd-kit/core'
import { memo, useState } from 'react'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { Avatar, Tooltip, classes } from '../../kit/index.ts'
import { FieldLock } from '../access/field-lock.tsx'
import { referenceName } from '../access/hidden-value.tsx'
import { isHidden, isWritable } from '../access/record-denied.ts'
import { findField, isEmptyValue, nameOf, referenceOf, valueOf } from '../model/metadata.ts'
import { useKnownRecord } from '../store/records-home.ts'
import { ValueView } from '../value/value-view.tsx'

export interface CardProps {
  meta: ObjectMeta
  id: string
  open: boolean
  tabbable: boolean
  movable: boolean
  onOpen: (id: string) => void
}

/** A card that can be taken with the mouse or a finger; the keyboard moves it with Shift and an arrow, or M. */
export const BoardCard = memo(function BoardCard({ meta, id, open, tabbable, movable, onOpen }: CardProps) {
  const record = useKnownRecord(meta.name, id)
  const [near, setNear] = useState(false)
  const stage = meta.fields.find((field) => field.reference === 'stage')
  const fixed = !movable || record === undefined || stage === undefined || !isWritable(record, stage)
  const { setNodeRef, listeners, isDragging } = useDraggable({ id, disabled: fixed })
  if (record === undefined) return null
  return (
    <div
      ref={setNodeRef}
      {...listeners}
      role="button"
      data-card={id}
      tabIndex={tabbable ? 0 : -1}
      aria-label={nameOf(record, meta)}
      aria-describedby="board-keys"
      onClick={() => onOpen(id)}
      onMouseEnter={() => setNear(true)}
      onMouseLeave={() => setNear(false)}
      className={classes(
        'relative h-full touch-manipulation rounded-md border border-line bg-raised px-3 py-2 text-sm select-none hover:border-line-strong',
        open && 'border-accent ring-1 ring-accent',
        isDragging && 'opacity-40',
      )}
    >
      <CardContent meta={meta} record={record} />
      {near && fixed && stage !== undefined && (
        <FieldLock meta={meta} field={stage} record={record} className="top-1.5 right-1.5 size-6 justify-center rounded-sm bg-raised" />
      )}
    </div>
  )
})

/** Name, company; amount, owner and the day it closes. */
export function CardContent({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const company = referenceOf(record, 'companyId')
  const owner = referenceOf(record, 'ownerId')
  const amount = meta.fields.find((field) => field.type === 'money')
  const day = ['closedOn', 'expectedCloseOn']
    .flatMap((name) => findField(meta, name) ?? [])
    .find((field) => !isEmptyValue(valueOf(record, field.name)) && !isHidden(record, field.name))
  return (
    <>
      <p className="truncate font-medium" dir="auto">
        {nameOf(record, meta)}
      </p>
      <p className="min-h-4 truncate text-xs text-muted" dir="auto">
        {company === null ? null : referenceName(company, findField(meta, 'companyId')?.label ?? 'company')}
      </p>
      <p className="mt-1.5 flex h-5 items-center gap-2 text-xs">
        <span className="shrink-0 grow text-sm">{amount !== undefined && <ValueView field={amount} record={record} />}</span>
        {day !== undefined && (
          <span className="min-w-0 truncate text-muted" title={day.label}>
            <ValueView field={day} record={record} />
          </span>
        )}
        {owner !== null && (
          <Tooltip content={owner.name}>
            <span className="flex">
              <Avatar name={owner.name} size="sm" />
            </span>
          </Tooltip>
        )}
      </p>
    </>
  )
}
