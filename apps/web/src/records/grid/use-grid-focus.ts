import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { Virtualizer } from '@tanstack/react-virtual'
import type { Column } from '../model/columns.ts'
import { gridCommand, tabTarget, type Cell, type Geometry, type GridCommand } from '../model/grid-keys.ts'
import type { Onward } from '../value/text-editor.tsx'
import { gutterWidth } from './geometry.ts'

export interface Editing extends Cell {
  readonly text?: string | undefined
  readonly problem?: string | undefined
}

export interface GridFocus {
  readonly active: Cell
  readonly editing: Editing | undefined
  focus(cell: Cell): void
  edit(cell: Editing): void
  /** Ends the editor and gives the focus back to the grid, on this cell or a neighbour. */
  endEditing(onward: Onward): void
  onKeyDown(event: KeyboardEvent<HTMLElement>): void
}

interface GridFocusOptions {
  grid: RefObject<HTMLDivElement | null>
  virtualizer: Virtualizer<HTMLDivElement, Element>
  columns: readonly Column[]
  rows: number
  /** Commands that are more than moving about and opening an editor. */
  onCommand: (command: GridCommand, active: Cell) => void
}

/** Which cell the keyboard is on. The grid itself keeps the focus and names the cell, so that rows may come and go beneath it. */
export function useGridFocus({ grid, virtualizer, columns, rows, onCommand }: GridFocusOptions): GridFocus {
  const [active, setActive] = useState<Cell>({ row: 0, column: 0 })
  const [editing, setEditing] = useState<Editing | undefined>()
  const refocus = useRef(false)
  const current = within(active, rows, columns.length)

  const focus = useCallback(
    (cell: Cell) => {
      setActive(cell)
      virtualizer.scrollToIndex(cell.row)
      revealColumn(grid.current, columns[cell.column], cell.column)
    },
    [virtualizer, grid, columns],
  )

  // Who arrives by keyboard goes on by keyboard; who is in a field or a dialog stays there.
  useEffect(() => {
    const at = document.activeElement
    if (at === null || at === document.body || at.tagName === 'MAIN') grid.current?.focus({ preventScroll: true })
  }, [grid])

  // After the editor is gone from the page: earlier the browser would move the focus to the body.
  useEffect(() => {
    if (editing !== undefined || !refocus.current) return
    refocus.current = false
    grid.current?.focus({ preventScroll: true })
  }, [editing, grid])

  const geometry = (): Geometry => ({
    rows,
    columns: columns.length,
    page: Math.max(1, Math.floor((grid.current?.clientHeight ?? 0) / 36) - 3),
  })

  const edit = (cell: Editing) => {
    focus(cell)
    refocus.current = true
    setEditing(cell)
  }

  return {
    active: current,
    editing,
    focus,
    edit,
    endEditing: (onward) => {
      setEditing(undefined)
      if (onward !== 'stay') focus(tabTarget(current, onward === 'next' ? 1 : -1, geometry()))
    },
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget || event.nativeEvent.isComposing) return
      const press = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey }
      const command = gridCommand(press, current, geometry())
      if (command === undefined) return
      event.preventDefault()
      if (command.kind === 'focus' || command.kind === 'extend') focus(command.cell)
      if (command.kind !== 'focus') onCommand(command, current)
    },
  }
}

function within({ row, column }: Cell, rows: number, columns: number): Cell {
  return { row: Math.max(0, Math.min(rows - 1, row)), column: Math.max(0, Math.min(columns - 1, column)) }
}

/** Scrolls sideways so that the cell is whole beside the sticky first column. */
function revealColumn(grid: HTMLElement | null, column: Column | undefined, index: number): void {
  if (grid === null || column === undefined || index === 0) return
  const sticky = gutterWidth + firstWidth(grid)
  const left = gutterWidth + column.left
  if (left - grid.scrollLeft < sticky) grid.scrollLeft = left - sticky
  else if (left + column.width > grid.scrollLeft + grid.clientWidth) grid.scrollLeft = left + column.width - grid.clientWidth
}

function firstWidth(grid: HTMLElement): number {
  return grid.querySelector<HTMLElement>('[role=columnheader][data-sticky]')?.offsetWidth ?? 0
}
