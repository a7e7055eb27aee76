import { useRef, useState } from 'react'
import { Checkbox } from '../../kit/index.ts'
import type { Sort } from '../model/list-state.ts'
import { gutterWidth, rowHeight, tailWidth } from './geometry.ts'
import { HeaderCell } from './header-cell.tsx'
import type { ColumnControls } from './use-columns.ts'

export interface SortControls {
  readonly sort: readonly Sort[]
  toggle(field: string, add: boolean): void
  set(field: string, descending: boolean): void
}

interface GridHeaderProps {
  controls: ColumnControls
  sorting: SortControls
  width: number
  selected: boolean | 'indeterminate'
  onSelectAll: () => void
  onFilter: (field: string) => void
}

export function GridHeader({ controls, sorting, width, selected, onSelectAll, onFilter }: GridHeaderProps) {
  const row = useRef<HTMLDivElement>(null)
  const [tabbable, setTabbable] = useState(0)
  const travel = (to: number) => {
    const next = Math.max(0, Math.min(controls.columns.length - 1, to))
    setTabbable(next)
    row.current?.querySelector<HTMLElement>(`[data-header="${next}"]`)?.focus()
  }
  return (
    <div
      ref={row}
      role="row"
      aria-rowindex={1}
      style={{ width, height: rowHeight }}
      className="sticky top-0 z-10 flex min-w-full shrink-0 border-b border-line bg-sunken"
    >
      <div
        role="columnheader"
        aria-colindex={1}
        style={{ width: gutterWidth }}
        className="sticky left-0 z-3 flex shrink-0 items-center justify-center bg-sunken"
      >
        <Checkbox checked={selected} onChange={onSelectAll} label="Select all loaded rows" />
      </div>
      {controls.columns.map((column, index) => (
        <HeaderCell
          key={column.field.name}
          column={column}
          index={index}
          controls={controls}
          sort={placeOf(sorting.sort, column.field.name)}
          tabbable={index === Math.min(tabbable, controls.columns.length - 1)}
          onTravel={travel}
          onSort={(add) => sorting.toggle(column.field.name, add)}
          onSortBy={(descending) => sorting.set(column.field.name, descending)}
          onFilter={() => onFilter(column.field.name)}
        />
      ))}
      <div style={{ minWidth: tailWidth }} className="flex-1" />
    </div>
  )
}

function placeOf(sort: readonly Sort[], field: string): { descending: boolean; place: number | undefined } | undefined {
  const at = sort.findIndex((one) => one.field === field)
  const found = sort[at]
  return found === undefined ? undefined : { descending: found.descending, place: sort.length > 1 ? at + 1 : undefined }
}
