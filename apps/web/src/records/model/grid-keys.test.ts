import { describe, expect, test } from 'vitest'
import { gridCommand, tabTarget } from './grid-keys.ts'

const geometry = { rows: 100, columns: 5, page: 20 }
const at = { row: 10, column: 2 }
const press = (key: string, more: { ctrl?: boolean; shift?: boolean; alt?: boolean } = {}, cell = at) =>
  gridCommand({ key, ctrl: false, shift: false, alt: false, ...more }, cell, geometry)

describe('travelling', () => {
  test.each([
    ['ArrowDown', {}, 11, 2],
    ['ArrowLeft', {}, 10, 1],
    ['Home', {}, 10, 0],
    ['End', {}, 10, 4],
    ['PageDown', {}, 30, 2],
    ['PageUp', {}, 0, 2],
    ['Home', { ctrl: true }, 0, 0],
    ['End', { ctrl: true }, 99, 4],
    ['ArrowDown', { ctrl: true }, 99, 2],
  ] as const)('%s %o', (key, more, row, column) => {
    expect(press(key, more)).toEqual({ kind: 'focus', cell: { row, column } })
  })

  test('stops at the edges', () => {
    expect(press('ArrowUp', {}, { row: 0, column: 0 })).toEqual({ kind: 'focus', cell: { row: 0, column: 0 } })
    expect(press('ArrowRight', {}, { row: 99, column: 4 })).toEqual({ kind: 'focus', cell: { row: 99, column: 4 } })
  })

  test('shift takes the selection along', () => {
    expect(press('ArrowDown', { shift: true })).toEqual({ kind: 'extend', cell: { row: 11, column: 2 } })
  })

  test('Tab from an editor runs over the end of the row', () => {
    expect(tabTarget({ row: 3, column: 4 }, 1, geometry)).toEqual({ row: 4, column: 0 })
    expect(tabTarget({ row: 3, column: 0 }, -1, geometry)).toEqual({ row: 2, column: 4 })
    expect(tabTarget({ row: 99, column: 4 }, 1, geometry)).toEqual({ row: 99, column: 4 })
  })
})

describe('acting', () => {
  test('small letters are commands, what begins a name or an amount is typed', () => {
    expect(press('m')).toEqual({ kind: 'record', action: 'move' })
    expect(press('M', { shift: true })).toEqual({ kind: 'edit', text: 'M' })
    expect(press('7')).toEqual({ kind: 'edit', text: '7' })
    expect(press('Ü', { shift: true })).toEqual({ kind: 'edit', text: 'Ü' })
    expect(press('山')).toEqual({ kind: 'edit', text: '山' })
    expect(press('e')).toEqual({ kind: 'edit' })
    expect(press('o')).toEqual({ kind: 'follow' })
    expect(press('#', { shift: true })).toEqual({ kind: 'record', action: 'delete' })
  })

  test('what belongs to the page or the browser is left alone', () => {
    for (const key of ['j', 'k', 'f', '/', 'n', 'b', 'g', 'z', '?', 'F5', 'Tab', 'Escape']) expect(press(key)).toBeUndefined()
    expect(press('f', { ctrl: true })).toBeUndefined()
    expect(press('ArrowLeft', { alt: true })).toBeUndefined()
  })

  test('an empty list takes no keys', () => {
    expect(
      gridCommand({ key: 'Enter', ctrl: false, shift: false, alt: false }, { row: 0, column: 0 }, { ...geometry, rows: 0 }),
    ).toBeUndefined()
  })
})
