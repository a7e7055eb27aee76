import { Lock } from 'lucide-react'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { classes, refusalOf, Tooltip } from '../../kit/index.ts'
import { useRecordAccess } from '../access/use-record-access.ts'

interface CellLockProps {
  meta: ObjectMeta
  field: FieldMeta
  record: RecordRow
  /** Over the edge where the value leaves room. */
  left: boolean
}

/** On the cell that is pointed at and cannot be edited: says why, and tells more when pressed. */
export function CellLock({ meta, field, record, left }: CellLockProps) {
  const refusal = refusalOf(useRecordAccess(meta).field(record, field))
  if (refusal === undefined) return null
  return (
    <Tooltip content={refusal.tip ?? refusal.text}>
      <button
        type="button"
        tabIndex={-1}
        aria-label={refusal.text}
        onClick={(event) => refusal.explain?.(event.currentTarget)}
        className={classes(
          'absolute inset-y-px flex items-center bg-inherit px-1.5 text-faint opacity-0 group-hover/cell:opacity-100 hover:text-ink',
          left ? 'left-0' : 'right-0',
        )}
      >
        <Lock className="size-3.5!" />
      </button>
    </Tooltip>
  )
}
