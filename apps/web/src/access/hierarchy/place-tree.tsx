import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { countOf } from '../../format.ts'
import { classes } from '../../kit/index.ts'
import { type TreeRow, treeRows } from '../model/places.ts'
import { capital } from '../model/permissions.ts'
import type { Place } from '../types.ts'
import { PlaceIcon } from './place-icon.tsx'

interface PlaceTreeProps {
  places: readonly Place[]
  chosen: string | undefined
  onChoose: (id: string | undefined) => void
}

/** A tree as the keyboard knows trees: up and down between rows, right and left to unfold, enter and go up, Enter to open. */
export function PlaceTree({ places, chosen, onChoose }: PlaceTreeProps) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set())
  const [focused, setFocused] = useState(chosen)
  const tree = useRef<HTMLDivElement>(null)
  const rows = treeRows(places, folded)
  const active = rows.find((row) => row.place.id === focused) ?? rows[0]
  const focus = (row: TreeRow | undefined) => {
    if (row === undefined) return
    setFocused(row.place.id)
    tree.current?.querySelector<HTMLElement>(`[data-place="${row.place.id}"]`)?.focus()
  }
  const fold = (id: string, close: boolean) => {
    const next = new Set(folded)
    if (close) next.add(id)
    else next.delete(id)
    setFolded(next)
  }
  const press = (event: KeyboardEvent) => {
    if (active === undefined || event.metaKey || event.ctrlKey || event.altKey) return
    const at = rows.indexOf(active)
    const open = active.children > 0 && !folded.has(active.place.id)
    const moves: Record<string, () => void> = {
      ArrowDown: () => focus(rows[at + 1]),
      ArrowUp: () => focus(rows[at - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () => (open ? focus(rows[at + 1]) : fold(active.place.id, false)),
      ArrowLeft: () => (open ? fold(active.place.id, true) : focus(rows.find((row) => row.place.id === active.place.parentId))),
      Enter: () => onChoose(active.place.id),
      ' ': () => onChoose(active.place.id),
    }
    const move = moves[event.key]
    if (move === undefined) return
    event.preventDefault()
    move()
  }
  return (
    <div ref={tree} role="tree" aria-label="Places" className="p-2" onKeyDown={press}>
      {rows.map((row) => (
        <PlaceRow
          key={row.place.id}
          row={row}
          folded={folded.has(row.place.id)}
          chosen={row.place.id === chosen}
          reachable={row === active}
          onFold={() => fold(row.place.id, !folded.has(row.place.id))}
          onFocus={() => setFocused(row.place.id)}
          onChoose={() => onChoose(row.place.id === chosen ? undefined : row.place.id)}
        />
      ))}
    </div>
  )
}

interface PlaceRowProps {
  row: TreeRow
  folded: boolean
  chosen: boolean
  /** The one row that Tab leads to. */
  reachable: boolean
  onFold: () => void
  onFocus: () => void
  onChoose: () => void
}

function PlaceRow({ row, folded, chosen, reachable, onFold, onFocus, onChoose }: PlaceRowProps) {
  const { place, depth, children, position, siblings } = row
  return (
    // The keys are the tree's: they bubble from here.
    <div
      role="treeitem"
      data-place={place.id}
      tabIndex={reachable ? 0 : -1}
      aria-level={depth + 1}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-selected={chosen}
      {...(children > 0 && { 'aria-expanded': !folded })}
      onClick={onChoose}
      onFocus={onFocus}
      className={classes(
        'flex h-9 items-center gap-2 rounded-md pr-3 text-sm select-none hover:bg-hover max-sm:h-11',
        chosen && 'bg-accent-soft hover:bg-accent-soft',
      )}
      style={{ paddingInlineStart: `${depth * 22 + 4}px` }}
    >
      <span
        aria-hidden
        onClick={(event) => {
          event.stopPropagation()
          onFold()
        }}
        className={classes('flex size-6 items-center justify-center rounded-sm text-muted hover:bg-pressed', children === 0 && 'invisible')}
      >
        <ChevronRight className={classes('transition-transform', !folded && 'rotate-90')} />
      </span>
      <span className="text-muted">
        <PlaceIcon kind={place.kind} />
      </span>
      <span className="min-w-0 truncate font-medium">
        <bdi>{place.name}</bdi>
      </span>
      <span className="text-xs text-muted">{capital(place.kind)}</span>
      <span className="ml-auto shrink-0 text-xs text-muted tabular">
        {place.memberIds.length > 0 && countOf(place.memberIds.length, 'person', 'people')}
      </span>
    </div>
  )
}
