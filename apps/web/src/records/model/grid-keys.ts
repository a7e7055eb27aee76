/**
 * What a key does in the grid, decided without a browser. Small letters are commands on the focused record, as everywhere in
 * the page; so "typing edits" begins with a capital, a figure or a sign, which is how names and amounts begin.
 */
export interface Cell {
  readonly row: number
  readonly column: number
}

export interface Geometry {
  readonly rows: number
  readonly columns: number
  /** Rows that PageUp and PageDown travel. */
  readonly page: number
}

export interface KeyPress {
  readonly key: string
  readonly ctrl: boolean
  readonly shift: boolean
  readonly alt: boolean
}

export type RecordAction = 'open' | 'move' | 'assign' | 'delete' | 'select'

export type GridCommand =
  | { readonly kind: 'focus'; readonly cell: Cell }
  /** `extend`: the selection follows the focus. */
  | { readonly kind: 'extend'; readonly cell: Cell }
  /** `text` replaces what the cell holds; without it the editor opens on the present value. */
  | { readonly kind: 'edit'; readonly text?: string }
  | { readonly kind: 'record'; readonly action: RecordAction }
  | { readonly kind: 'clear' }
  | { readonly kind: 'copy' }
  /** Goes where the cell's link leads: a deal's company. */
  | { readonly kind: 'follow' }
  | { readonly kind: 'select-all' }

const commands: Readonly<Record<string, GridCommand>> = {
  Enter: { kind: 'edit' },
  F2: { kind: 'edit' },
  e: { kind: 'edit' },
  ' ': { kind: 'record', action: 'open' },
  m: { kind: 'record', action: 'move' },
  a: { kind: 'record', action: 'assign' },
  x: { kind: 'record', action: 'select' },
  o: { kind: 'follow' },
  '#': { kind: 'record', action: 'delete' },
  Delete: { kind: 'clear' },
  Backspace: { kind: 'clear' },
}

export function gridCommand(press: KeyPress, active: Cell, geometry: Geometry): GridCommand | undefined {
  if (press.alt || geometry.rows === 0) return undefined
  const target = travel(press, active, geometry)
  if (target !== undefined) {
    const vertical = press.key === 'ArrowUp' || press.key === 'ArrowDown'
    return { kind: press.shift && vertical ? 'extend' : 'focus', cell: target }
  }
  if (press.ctrl) return controlCommand(press.key)
  if (press.key === ' ' && press.shift) return { kind: 'record', action: 'select' }
  return commands[press.key] ?? (beginsText(press.key) ? { kind: 'edit', text: press.key } : undefined)
}

function controlCommand(key: string): GridCommand | undefined {
  if (key === 'c') return { kind: 'copy' }
  return key === 'a' ? { kind: 'select-all' } : undefined
}

function beginsText(key: string): boolean {
  return /^(?:\p{Lu}|\p{Lo}|\p{N}|[-+.@"(])$/u.test(key)
}

function travel(press: KeyPress, { row, column }: Cell, { rows, columns, page }: Geometry): Cell | undefined {
  const lastRow = rows - 1
  const lastColumn = columns - 1
  switch (press.key) {
    case 'ArrowUp':
      return clamp({ row: press.ctrl ? 0 : row - 1, column }, lastRow, lastColumn)
    case 'ArrowDown':
      return clamp({ row: press.ctrl ? lastRow : row + 1, column }, lastRow, lastColumn)
    case 'ArrowLeft':
      return clamp({ row, column: press.ctrl ? 0 : column - 1 }, lastRow, lastColumn)
    case 'ArrowRight':
      return clamp({ row, column: press.ctrl ? lastColumn : column + 1 }, lastRow, lastColumn)
    case 'Home':
      return { row: press.ctrl ? 0 : row, column: 0 }
    case 'End':
      return { row: press.ctrl ? lastRow : row, column: lastColumn }
    case 'PageUp':
      return clamp({ row: row - page, column }, lastRow, lastColumn)
    case 'PageDown':
      return clamp({ row: row + page, column }, lastRow, lastColumn)
    default:
      return undefined
  }
}

function clamp({ row, column }: Cell, lastRow: number, lastColumn: number): Cell {
  return { row: Math.max(0, Math.min(lastRow, row)), column: Math.max(0, Math.min(lastColumn, column)) }
}

/** Where Tab (or Shift-Tab, `by` -1) goes from an editor: the next cell, over the row's end to the next row. */
export function tabTarget({ row, column }: Cell, by: -1 | 1, { rows, columns }: Geometry): Cell {
  const at = row * columns + column + by
  const bounded = Math.max(0, Math.min(rows * columns - 1, at))
  return { row: Math.floor(bounded / columns), column: bounded % columns }
}
