import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { FieldMeta, ObjectMeta, Totals } from '../../api-types.ts'
import { Skeleton } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { isEmptyValue, nameOf, referenceOf, valueOf } from '../model/metadata.ts'
import { virtualCount, type ListWindow, type WindowState } from '../store/list-window.ts'
import { useKnownRecord } from '../store/records-home.ts'
import { ValueView } from '../value/value-view.tsx'

const cardHeight = 64

interface RecordCardsProps {
  meta: ObjectMeta
  list: ListWindow
  state: WindowState
  totals: Totals | undefined
  /** Shown columns, the name first. */
  fields: readonly FieldMeta[]
}

/** The list on a phone: two lines a record, of which a finger opens one. */
export function RecordCards({ meta, list, state, totals, fields }: RecordCardsProps) {
  const scroll = useRef<HTMLDivElement>(null)
  const count = virtualCount(state, totals)
  const virtualizer = useVirtualizer<HTMLDivElement, Element>({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => cardHeight,
    overscan: 8,
  })
  const cards = virtualizer.getVirtualItems()
  const last = cards.at(-1)?.index ?? 0
  useEffect(() => list.ensure(Math.min(count, last + 100)), [list, last, count, state])
  return (
    <div ref={scroll} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
      <ul aria-label={meta.pluralLabel} style={{ height: virtualizer.getTotalSize() }} className="relative">
        {cards.map((card) => (
          <li
            key={card.key}
            aria-setsize={count}
            aria-posinset={card.index + 1}
            style={{ transform: `translateY(${card.start}px)`, height: cardHeight }}
            className="absolute inset-x-0 top-0 border-b border-line"
          >
            <Card meta={meta} id={state.ids[card.index]} fields={fields} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function Card({ meta, id, fields }: { meta: ObjectMeta; id: string | undefined; fields: readonly FieldMeta[] }) {
  const record = useKnownRecord(meta.name, id)
  if (record === undefined || id === undefined) {
    return (
      <div className="flex h-full flex-col justify-center gap-2.5 px-4">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
      </div>
    )
  }
  const [, ...others] = fields
  const amount = others.find((field) => field.type === 'money')
  // What one may not see says nothing on two lines.
  const telling = (field: FieldMeta) => !isEmptyValue(valueOf(record, field.name)) && referenceOf(record, field.name)?.hidden !== true
  const rest = others.filter((field) => field !== amount && telling(field)).slice(0, 3)
  return (
    <Link to={paths.record(meta.plural, id)} className="flex h-full flex-col justify-center gap-1 px-4 active:bg-hover">
      <span className="flex items-baseline gap-3">
        <span className="min-w-0 flex-1 truncate text-base font-medium" dir="auto">
          {nameOf(record, meta)}
        </span>
        {amount !== undefined && (
          <span className="text-base">
            <ValueView field={amount} record={record} links="none" />
          </span>
        )}
      </span>
      <span className="flex min-w-0 items-center gap-3 overflow-hidden text-sm whitespace-nowrap text-muted">
        {rest.map((field) => (
          <span key={field.name} className="min-w-0 truncate">
            <ValueView field={field} record={record} links="none" />
          </span>
        ))}
      </span>
    </Link>
  )
}
