import type { Cell } from './export-columns.ts'
import { guardFormula } from './cell-guard.ts'

/** So that spreadsheets read the file as UTF-8. */
export const byteOrderMark = '\ufeff'

/** One line of RFC 4180, ended by CR LF. Texts that a spreadsheet would run as a formula get an apostrophe. */
export function csvLine(cells: readonly (Cell | undefined)[]): string {
  return `${cells.map((cell) => (cell === undefined ? '' : quote(cell.kind === 'text' ? guardFormula(cell.value) : cell.value))).join(',')}\r\n`
}

export function text(value: string): Cell {
  return { kind: 'text', value }
}

function quote(value: string): string {
  return /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
