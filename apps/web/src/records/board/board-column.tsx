import { useDroppable } from '@dnd-kit/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactNode } from 'react'
import type { GroupTotals, ObjectMeta, Stage } from '../../api-types.ts'
import { formatCount, formatMoneyShort } from '../../format.ts'
import { Button, HueDot, Skeleton, classes, hueOf } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import type { ListWindow, WindowState } from '../store/list-window.ts'
import { BoardCard } from './record-card.tsx'

const cardHeight = 88
const gap = 8

export interface ColumnList {
  readonly stage: Stage
  readonly list: ListWindow
  readonly state: WindowState
}

interface BoardColumnProps {
  meta: ObjectMeta
  column: ColumnList
  totals: GroupTotals['groups'][number] | undefined
  /** False until the totals are here: a stage without any is then a zero. */
  ready: boolean
  currency: string
  openId: string | undefined
  tabbable: string | undefined
  movable: boolean
  onOpen: (id: string) => void
}

/** A stage with its cards; more are read as one scrolls down. */
export function BoardColumn({ meta, column, totals, ready, currency, openId, tabbable, movable, onOpen }: BoardColumnProps) {
  const { stage, list, state } = column
  const { setNodeRef, isOver } = useDroppable({ id: stage.id })
  const scroll = useRef<HTMLDivElement>(null)
  const count = state.complete ? state.ids.length : Math.max(state.ids.length + (state.error === undefined ? 3 : 0), 0)
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => cardHeight + gap,
    overscan: 6,
    paddingStart: gap,
    getItemKey: (index) => state.ids[index] ?? index,
  })
  const cards = virtualizer.getVirtualItems()
  const last = cards.at(-1)?.index ?? 0
  useEffect(() => list.ensure(last + 20), [list, last, state])
  return (
    <section
      ref={setNodeRef}
      aria-label={stage.name}
      className={classes(
        'flex h-full min-w-52 max-w-80 flex-1 flex-col max-md:w-72 max-md:flex-none rounded-lg bg-sunken',
        isOver && 'outline-2 outline-accent',
      )}
    >
      <ColumnHead stage={stage} totals={totals} ready={ready} currency={currency} />
      <div ref={scroll} data-scroll className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2">
        <ul aria-label={`${meta.pluralLabel} in ${stage.name}`} style={{ height: virtualizer.getTotalSize() + gap }} className="relative">
          {cards.map((card) => {
            const id = state.ids[card.index]
            return (
              <li
                key={card.key}
                data-index={card.index}
                style={{ transform: `translateY(${card.start}px)`, height: cardHeight }}
                className="absolute inset-x-0 top-0"
              >
                {id === undefined ? (
                  <CardSkeleton />
                ) : (
                  <BoardCard {...{ meta, id, movable, onOpen }} open={id === openId} tabbable={id === tabbable} />
                )}
              </li>
            )
          })}
        </ul>
        {state.error !== undefined && (
          <p className="p-2 text-center text-xs text-muted">
            {messageOf(state.error)}{' '}
            <Button size="sm" onClick={() => list.retry()}>
              Try again
            </Button>
          </p>
        )}
        {state.complete && state.ids.length === 0 && <p className="px-2 py-6 text-center text-sm text-faint">None in {stage.name}</p>}
      </div>
    </section>
  )
}

function ColumnHead({
  stage,
  totals,
  ready,
  currency,
}: Pick<BoardColumnProps, 'totals' | 'ready' | 'currency'> & { stage: Stage }): ReactNode {
  const [sum] = Object.values(totals?.sums ?? {})
  return (
    <h2 className="flex h-10 shrink-0 items-center gap-2 px-3 text-sm">
      <HueDot hue={stage.hue ?? hueOf(stage.name)} />
      <span className="truncate font-medium">{stage.name}</span>
      {ready && <span className="text-muted tabular">{formatCount(totals?.count ?? 0)}</span>}
      {typeof sum === 'number' && sum > 0 && (
        <span className="ml-auto font-medium tabular">{formatMoneyShort(sum, totals?.currency ?? currency)}</span>
      )}
    </h2>
  )
}

function CardSkeleton() {
  return (
    <div className="flex h-full flex-col justify-center gap-2.5 rounded-md border border-line bg-raised px-3">
      <Skeleton className="w-4/5" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-1/3" />
    </div>
  )
}
