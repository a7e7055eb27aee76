import { useMemo, useState } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import { columns, defaultLayout, hide, move, parseLayout, resize, show, step, type Column, type ColumnLayout } from '../model/columns.ts'

export interface ColumnControls {
  readonly columns: readonly Column[]
  readonly layout: ColumnLayout
  /** False when nothing differs from the object's own columns. */
  readonly changed: boolean
  resize(name: string, width: number): void
  move(name: string, before: string | undefined): void
  step(name: string, by: -1 | 1): void
  show(name: string): void
  hide(name: string): void
  reset(): void
}

/** The columns of an object's list, as this browser remembers them. */
export function useColumns(meta: ObjectMeta): ColumnControls {
  const key = `columns of ${meta.plural}`
  const [stored, setStored] = useState(() => localStorage.getItem(key))
  // Read again with the object's definition: which fields there are for the reader can change while the list is open.
  const layout = useMemo(() => parseLayout(stored, meta), [stored, meta])
  const change = (next: ColumnLayout) => {
    setStored(JSON.stringify(next))
    localStorage.setItem(key, JSON.stringify(next))
  }
  const shown = useMemo(() => columns(layout, meta), [layout, meta])
  return {
    columns: shown,
    layout,
    changed: JSON.stringify(layout) !== JSON.stringify(defaultLayout(meta)),
    resize: (name, width) => change(resize(layout, name, width)),
    move: (name, before) => change(move(layout, name, before)),
    step: (name, by) => change(step(layout, name, by)),
    show: (name) => change(show(layout, name)),
    hide: (name) => change(hide(layout, name)),
    reset: () => {
      setStored(null)
      localStorage.removeItem(key)
    },
  }
}
