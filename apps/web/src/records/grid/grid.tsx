import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, type Ref } from 'react'
import type { ObjectMeta, Totals } from '../../api-types.ts'
import { useSession } from '../../session/session.ts'
import type { Cell, GridCommand, RecordAction } from '../model/grid-keys.ts'
import { extendSelection, toggleAll, toggleSelected, type Selection } from '../model/selection.ts'
import { virtualCount, type ListWindow, type WindowState } from '../store/list-window.ts'
import { gutterWidth, rowHeight, tailWidth } from './geometry.ts'
import { GridFooter } from './grid-footer.tsx'
import { GridHeader, type SortControls } from './grid-header.tsx'
import { GridRow } from './grid-row.tsx'
import type { ColumnControls } from './use-columns.ts'
import { useCellEditing } from './use-cell-editing.ts'
import { useGridFocus } from './use-grid-focus.ts'

export interface GridHandle {
  /** Gives the keyboard to the grid, on the cell where it was. */
  focus(): void
  /** The record that has the keyboard. */
  activeId(): string | undefined
}

export interface GridProps {
  ref?: Ref<GridHandle>
  meta: ObjectMeta
  list: ListWindow
  state: WindowState
  totals: Totals | undefined
  controls: ColumnControls
  sorting: SortControls
  selection: Selection
  onSelection: (selection: Selection) => void
  /** The record beside the list. */
  openId: string | undefined
  /** Whether some of the records can be changed; each says for itself whether it can. */
  editable: boolean
  onOpen: (id: string) => void
  onAction: (action: Exclude<RecordAction, 'open' | 'select'>, id: string) => void
  onFilter: (field: string) => void
  onExact: () => void
}

/** Records in rows. The grid is one stop of the Tab key; arrows move the cell it names to assistive technology. */
export function Grid(props: GridProps) {
  const { meta, list, state, totals, controls, sorting, selection, onSelection, openId, editable, onOpen, onAction } = props
  const { columns } = controls
  const { ids } = state
  const gridId = useId()
  const grid = useRef<HTMLDivElement>(null)
  const currency = useSession().organization.currency
  const count = virtualCount(state, totals)
  const activeRow = useRef(0)

  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: rowHeight,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: rowHeight,
    // The row that has the keyboard is always there: assistive technology is pointed at a cell of it.
    rangeExtractor: (range) => withRow(defaultRangeExtractor(range), activeRow.current, count),
  })
  const runCommand = useRef<(command: GridCommand, active: Cell) => void>(() => undefined)
  const focus = useGridFocus({
    grid,
    virtualizer,
    columns,
    rows: count,
    onCommand: (command, active) => runCommand.current(command, active),
  })
  const { begin, handlers, clear } = useCellEditing({
    meta,
    columns,
    ids,
    focus,
    onOpen,
    onSelection,
    selection,
    onRemove: (id) => onAction('delete', id),
  })
  activeRow.current = focus.active.row

  runCommand.current = (command, active) => {
    const id = ids[active.row]
    if (command.kind === 'select-all') onSelection(toggleAll(selection, ids))
    const cell = document.getElementById(`${gridId}-${active.row}-${active.column}`)
    if (command.kind === 'copy') void navigator.clipboard.writeText(cell?.innerText ?? '')
    if (command.kind === 'follow') cell?.querySelector('a')?.click()
    if (command.kind === 'extend') extendTo(command.cell.row, active.row)
    if (id === undefined) return
    if (command.kind === 'edit') begin(active, command.text)
    if (command.kind === 'clear') clear(active)
    if (command.kind !== 'record') return
    if (command.action === 'open') onOpen(id)
    else if (command.action === 'select') onSelection(toggleSelected(selection, id))
    else onAction(command.action, id)
  }
  const extendTo = (to: number, from: number) => {
    const target = ids[to]
    const anchored = selection.anchor === undefined ? { ids: selection.ids, anchor: ids[from] } : selection
    if (target !== undefined) onSelection(extendSelection(anchored, target, ids))
  }

  useImperativeHandle(props.ref, () => ({
    focus: () => grid.current?.focus({ preventScroll: true }),
    activeId: () => ids[focus.active.row],
  }))

  const rows = virtualizer.getVirtualItems()
  const last = rows.at(-1)?.index ?? 0
  // Half a page ahead of the eye.
  useEffect(() => list.ensure(Math.min(count, last + 100)), [list, last, count, state])
  useFollowOpen(openId, ids, focus.active, focus.focus)

  const width = useMemo(() => gutterWidth + columns.reduce((sum, column) => sum + column.width, 0) + tailWidth, [columns])
  const wide = { width: `max(${width}px, 100%)` }
  const allSelected = ids.length > 0 && selection.ids.size >= ids.length ? true : selection.ids.size > 0 ? 'indeterminate' : false
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={0}
      aria-label={meta.pluralLabel}
      aria-rowcount={state.complete || totals?.capped === false ? count + 1 : -1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-activedescendant={count === 0 ? undefined : `${gridId}-${focus.active.row}-${focus.active.column}`}
      aria-busy={state.loading}
      onKeyDown={focus.onKeyDown}
      className="group/grid relative flex min-h-0 flex-1 flex-col overflow-auto overscroll-contain scroll-pt-9 focus:outline-none"
    >
      <GridHeader
        controls={controls}
        sorting={sorting}
        width={width}
        selected={allSelected}
        onSelectAll={() => onSelection(toggleAll(selection, ids))}
        onFilter={props.onFilter}
      />
      <div role="rowgroup" style={{ ...wide, height: virtualizer.getTotalSize() - rowHeight }} className="relative shrink-0">
        {rows.map((row) => (
          <GridRow
            key={focus.editing?.row === row.index ? 'edited' : slotOf(row.index, rows)}
            gridId={gridId}
            index={row.index}
            id={ids[row.index]}
            start={row.start - rowHeight}
            width={width}
            meta={meta}
            columns={columns}
            activeColumn={row.index === focus.active.row ? focus.active.column : undefined}
            editing={focus.editing?.row === row.index ? focus.editing : undefined}
            selected={selection.ids.has(ids[row.index] ?? '')}
            open={openId !== undefined && ids[row.index] === openId}
            editable={editable}
            handlers={handlers}
          />
        ))}
      </div>
      <GridFooter meta={meta} columns={columns} totals={totals} currency={currency} width={width} onExact={props.onExact} />
    </div>
  )
}

/**
 * Rows that scroll out lend their elements to those that scroll in: drawing a screen anew took twice as long with fresh ones.
 * The row kept for the keyboard outside of what is seen has a slot of its own.
 */
function slotOf(index: number, rows: readonly { index: number }[]): string | number {
  const first = rows.find((row, at) => rows[at + 1]?.index === row.index + 1)?.index ?? index
  return index >= first && index < first + slots ? index % slots : 'kept'
}

/** More than rows fit on the highest screen, twice over. */
const slots = 256

function withRow(indexes: number[], row: number, count: number): number[] {
  if (row >= count || indexes.includes(row)) return indexes
  return [...indexes, row].toSorted((a, b) => a - b)
}

/** Next and previous in the panel move the row that has the keyboard along. */
function useFollowOpen(openId: string | undefined, ids: readonly string[], active: Cell, move: (cell: Cell) => void): void {
  const followed = useRef<string>(undefined)
  const follow = useCallback(() => {
    if (followed.current === openId) return
    const row = openId === undefined ? -1 : ids.indexOf(openId)
    if (openId !== undefined && row === -1) return
    followed.current = openId
    if (row !== -1 && row !== active.row) move({ row, column: active.column })
  }, [openId, ids, active, move])
  useEffect(follow, [follow])
}
