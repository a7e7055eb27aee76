import { Lock } from 'lucide-react'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { classes, refusalOf, Tooltip } from '../../kit/index.ts'
import { useRecordAccess } from './use-record-access.ts'

interface FieldLockProps {
  meta: ObjectMeta
  field: FieldMeta
  record: RecordRow
  /** Where it stands, and on what. */
  className: string
}

/** On a cell or card that is pointed at and cannot be changed: says why, and tells more when pressed. */
export function FieldLock({ meta, field, record, className }: FieldLockProps) {
  const refusal = refusalOf(useRecordAccess(meta).field(record, field))
  if (refusal === undefined) return null
  return (
    <Tooltip content={refusal.tip ?? refusal.text}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={refusal.text}
        onClick={(event) => {
          event.stopPropagation()
          refusal.explain?.(event.currentTarget)
        }}
        className={classes('absolute flex items-center text-faint hover:text-ink', className)}
      >
        <Lock className="size-3.5!" />
      </button>
    </Tooltip>
  )
}
