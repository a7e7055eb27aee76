import { useState, type FocusEvent, type KeyboardEvent } from 'react'
import type { ColumnList } from './board-column.tsx'
import { boardTravel, type BoardPlace } from './board-keys.ts'

interface BoardKeysOptions {
  columns: readonly ColumnList[]
  onOpen: (id: string) => void
  onAction: (action: 'move' | 'assign' | 'delete', id: string) => void
  onMove: (id: string, stageId: string) => void
}

const actions = { m: 'move', a: 'assign', '#': 'delete' } as const

/** One card of the board is in the tab order; arrows go on from it. */
export function useBoardKeys({ columns, onOpen, onAction, onMove }: BoardKeysOptions) {
  const [focused, setFocused] = useState<string>()
  const place = focused === undefined ? undefined : placeOf(columns, focused)
  const active = place === undefined ? columns.find((column) => column.state.ids.length > 0)?.state.ids[0] : focused

  const onKeyDown = (event: KeyboardEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined
    const from = id === undefined ? undefined : placeOf(columns, id)
    if (id === undefined || from === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    if (!pressed(event, id, from)) return
    event.preventDefault()
  }

  const pressed = (event: KeyboardEvent, id: string, from: BoardPlace): boolean => {
    const { key } = event
    if (event.shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) return shift(id, from, key === 'ArrowLeft' ? -1 : 1)
    const to = boardTravel(
      key,
      from,
      columns.map((column) => column.state.ids.length),
    )
    if (to !== undefined) focusCard(columns[to.column]?.state.ids[to.row])
    else if (key === 'Enter' || key === ' ' || key === 'e') onOpen(id)
    else if (isAction(key)) onAction(actions[key], id)
    else return false
    return true
  }

  const shift = (id: string, from: BoardPlace, by: -1 | 1): boolean => {
    const target = columns[from.column + by]
    if (target === undefined) return false
    onMove(id, target.stage.id)
    // The card is in another column when this is drawn; only then can it have the focus again.
    requestAnimationFrame(() => focusCard(id))
    return true
  }

  const onFocus = (event: FocusEvent) => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['card'] : undefined
    if (id !== undefined) setFocused(id)
  }
  return { active, onKeyDown, onFocus }
}

function isAction(key: string): key is keyof typeof actions {
  return Object.hasOwn(actions, key)
}

function placeOf(columns: readonly ColumnList[], id: string): BoardPlace | undefined {
  for (const [column, { state }] of columns.entries()) {
    const row = state.ids.indexOf(id)
    if (row !== -1) return { column, row }
  }
  return undefined
}

function focusCard(id: string | undefined): void {
  const card = id === undefined ? null : document.querySelector<HTMLElement>(`[data-card="${id}"]`)
  card?.focus()
  card?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
