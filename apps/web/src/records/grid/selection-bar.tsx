import { CircleUser, Trash2, Workflow, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import { countOf } from '../../format.ts'
import { Button, IconButton, type Refusal } from '../../kit/index.ts'
import type { BulkAction } from '../access/use-bulk-access.ts'
import { findField } from '../model/metadata.ts'

interface SelectionBarProps {
  meta: ObjectMeta
  count: number
  /** Why it can be done to none of them. */
  denied: (action: BulkAction) => Refusal | undefined
  onAction: (action: BulkAction) => void
  onClear: () => void
}

/** What can be done with the chosen rows, over the list's lower edge. */
export function SelectionBar({ meta, count, denied, onAction, onClear }: SelectionBarProps): ReactNode {
  if (count === 0) return null
  return (
    <div
      role="toolbar"
      aria-label="Selected rows"
      className="absolute bottom-12 left-1/2 z-20 flex -translate-x-1/2 items-center gap-1.5 rounded-lg border border-line bg-raised py-1.5 pr-1.5 pl-3 shadow-pop animate-rise"
    >
      <span className="mr-2 text-sm font-medium whitespace-nowrap tabular">{countOf(count, meta.label, meta.pluralLabel)} selected</span>
      {findField(meta, 'ownerId') !== undefined && (
        <Button size="sm" denied={denied('assign')} onClick={() => onAction('assign')}>
          <CircleUser /> Assign
        </Button>
      )}
      {findField(meta, 'stageId') !== undefined && (
        <Button size="sm" denied={denied('move')} onClick={() => onAction('move')}>
          <Workflow /> Move stage
        </Button>
      )}
      <Button size="sm" denied={denied('delete')} onClick={() => onAction('delete')}>
        <Trash2 /> Delete
      </Button>
      <IconButton label="Clear selection" shortcut="escape" size="sm" side="top" icon={<X />} onClick={onClear} />
    </div>
  )
}
