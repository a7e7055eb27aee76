import { Button } from '../../kit/index.ts'
import type { ObjectMeta } from '../../api-types.ts'
import { removeFilter, replaceFilter, type ListState } from '../model/list-state.ts'
import { findField } from '../model/metadata.ts'
import { FilterChip } from './filter-chip.tsx'

interface FilterBarProps {
  meta: ObjectMeta
  state: ListState
  onState: (state: ListState) => void
  onClosed: () => void
}

/** Says what the list leaves out; not there when it leaves out nothing. */
export function FilterBar({ meta, state, onState, onClosed }: FilterBarProps) {
  if (state.filters.length === 0) return null
  return (
    <div
      role="group"
      aria-label="Filters"
      className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line px-4 py-1.5 max-sm:flex-nowrap max-sm:overflow-x-auto max-sm:px-3"
    >
      {state.filters.map((filter, index) => {
        const field = findField(meta, filter.field)
        if (field === undefined) return null
        return (
          <FilterChip
            key={`${filter.field}.${filter.operator}`}
            field={field}
            filter={filter}
            onChange={(next) => onState(replaceFilter(state, index, next))}
            onRemove={() => onState(removeFilter(state, index))}
            onClosed={onClosed}
          />
        )
      })}
      <Button variant="ghost" size="sm" className="text-muted" onClick={() => onState({ ...state, filters: [] })}>
        Clear
      </Button>
    </div>
  )
}
