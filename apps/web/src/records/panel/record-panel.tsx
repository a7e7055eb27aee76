import { FileQuestion, Lock } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { ApiProblem } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { EmptyState, Skeleton } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import type { BulkAction } from '../access/use-bulk-access.ts'
import { useClosedRecord } from '../access/use-closed-record.ts'
import { RecordBar, RecordTitle, type PanelMoves } from './record-header.tsx'
import { RecordFields } from './record-fields.tsx'
import { RelatedRecords } from './related-records.tsx'
import { Timeline } from './timeline.tsx'
import { TrashedNotice } from './trashed-notice.tsx'
import { useRecord } from './use-record.ts'

const widthKey = 'width of the record panel'
const bounds = { least: 360, usual: 480, most: 880 }

interface RecordPanelProps {
  meta: ObjectMeta
  id: string
  moves: PanelMoves
  /** Keys and buttons that change or delete it. */
  onAction: (action: BulkAction) => void
}

/** A record beside the list it was opened from. */
export function RecordPanel({ meta, id, moves, onAction }: RecordPanelProps) {
  const { record, error } = useRecord(meta, id)
  useClosedRecord(meta, id, record, error, moves.close)
  const { width, handle } = usePanelWidth()
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    content.current?.scrollTo(0, 0)
  }, [id])
  return (
    <aside
      aria-label={`${meta.label} beside the list`}
      style={{ width }}
      className="relative flex min-h-0 shrink-0 flex-col border-l border-line bg-canvas max-lg:absolute max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:max-w-full max-lg:shadow-sheet"
    >
      <div
        {...handle}
        role="separator"
        aria-orientation="vertical"
        aria-label="Width of the panel"
        aria-valuenow={width}
        tabIndex={0}
        className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent/30 focus-visible:bg-accent/30"
      />
      <RecordBar meta={meta} record={record} moves={moves} onDelete={() => onAction('delete')} />
      <div ref={content} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {record === undefined ? <Unread error={error} /> : <RecordContent key={id} meta={meta} record={record} />}
      </div>
    </aside>
  )
}

/** One below the other: title, fields, related records, timeline. */
function RecordContent({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  return (
    <>
      <TrashedNotice meta={meta} record={record} />
      <RecordTitle meta={meta} record={record} />
      <div className="flex flex-col gap-6 px-5 pb-8">
        <RecordFields meta={meta} record={record} />
        <RelatedRecords meta={meta} record={record} />
        <Timeline meta={meta} id={record.id} />
      </div>
    </>
  )
}

export function Unread({ error }: { error: unknown }) {
  const missing = error instanceof ApiProblem && error.status === 404
  const closed = error instanceof ApiProblem && error.status === 403
  if (error !== undefined)
    return (
      <EmptyState
        icon={closed ? <Lock /> : <FileQuestion />}
        title={missing ? 'There is no such record' : closed ? 'This is not open to you' : 'The record could not be read'}
      >
        {missing ? 'It was deleted for good, or it is not open to you. Whoever sent you here can share it with you.' : messageOf(error)}
      </EmptyState>
    )
  return (
    <div aria-hidden className="flex flex-col gap-4 px-5 pt-5">
      <Skeleton className="h-6 w-3/4" />
      <Skeleton className="w-1/3" />
      {[40, 55, 30, 45, 60, 35].map((width) => (
        <div key={width} className="flex gap-8">
          <Skeleton className="w-24" />
          <span style={{ width: `${width}%` }}>
            <Skeleton className="w-full" />
          </span>
        </div>
      ))}
    </div>
  )
}

/** Dragged at its edge or moved with the arrows; remembered by the browser. */
function usePanelWidth() {
  const [width, setWidth] = useState(() => bounded(Number(localStorage.getItem(widthKey) ?? bounds.usual)))
  const begin = useRef<{ x: number; width: number } | undefined>(undefined)
  const set = (next: number) => {
    setWidth(bounded(next))
    localStorage.setItem(widthKey, String(bounded(next)))
  }
  const handle = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.preventDefault()
      event.currentTarget.setPointerCapture(event.pointerId)
      begin.current = { x: event.clientX, width }
    },
    onPointerMove: (event: PointerEvent) => {
      if (begin.current !== undefined) set(begin.current.width + begin.current.x - event.clientX)
    },
    onPointerUp: () => {
      begin.current = undefined
    },
    onKeyDown: (event: KeyboardEvent) => {
      const by = event.key === 'ArrowLeft' ? 24 : event.key === 'ArrowRight' ? -24 : 0
      if (by === 0) return
      event.preventDefault()
      set(width + by)
    },
  }
  return { width, handle }
}

function bounded(width: number): number {
  return Number.isFinite(width) ? Math.round(Math.min(bounds.most, Math.max(bounds.least, width))) : bounds.usual
}
