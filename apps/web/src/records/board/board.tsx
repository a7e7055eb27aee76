import { DndContext, DragOverlay, MouseSensor, TouchSensor, useSensor, useSensors, type DragEndEvent } from '@dnd-kit/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { useSession } from '../../session/session.ts'
import { sayRefusal } from '../../access-kit/use-refusal.tsx'
import { useBulkAccess } from '../access/use-bulk-access.ts'
import { useRecordActions } from '../change/use-record-actions.ts'
import type { ListState } from '../model/list-state.ts'
import { nameOf, referenceMember } from '../model/metadata.ts'
import { groupsQuery, type ApiQuery } from '../store/queries.ts'
import { useRecordsHome } from '../store/records-home.ts'
import { BoardColumn, type ColumnList } from './board-column.tsx'
import { CardContent } from './record-card.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { useColumnLists } from './use-column-lists.ts'
import { useStages } from './use-stages.ts'

interface BoardProps {
  meta: ObjectMeta
  state: ListState
  query: ApiQuery
  openId: string | undefined
  movable: boolean
  onOpen: (id: string) => void
  onAction: (action: 'move' | 'assign' | 'delete', id: string) => void
  /** The cards from left to right, for going from one to the next beside the board. */
  onOrder: (ids: readonly string[]) => void
}

/** Records by stage. A card goes to another column by mouse, by finger, by Shift and an arrow, or by M and the stage's name. */
export function Board({ meta, state, query, openId, movable, onOpen, onAction, onOrder }: BoardProps) {
  const { field, stages } = useStages(meta, state)
  const columns = useColumnLists(meta, field, stages, query)
  const { data: totals } = useQuery(groupsQuery(meta, field, query))
  const { currency } = useSession().organization
  const { store } = useRecordsHome()
  const [dragged, setDragged] = useState<string>()
  const [announcement, setAnnouncement] = useState('')
  const move = useMoveCard(meta, field, columns, setAnnouncement)
  const { active, onKeyDown, onFocus } = useBoardKeys({ columns, onOpen, onAction, onMove: move })
  // A few pixels before it is a drag, so that a press still opens; a finger holds first, so that it can still scroll.
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 8 } }),
  )
  const drop = ({ active: card, over }: DragEndEvent) => {
    setDragged(undefined)
    if (over !== null) move(String(card.id), String(over.id))
  }
  useEffect(() => onOrder(columns.flatMap((column) => column.state.ids)), [columns, onOrder])
  const record = dragged === undefined ? undefined : store.get(meta.name, dragged)
  return (
    <DndContext
      sensors={sensors}
      onDragStart={({ active: card }) => setDragged(String(card.id))}
      onDragEnd={drop}
      onDragCancel={() => setDragged(undefined)}
      accessibility={{ restoreFocus: false }}
    >
      <div
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        role="group"
        aria-label={`${meta.pluralLabel} by stage`}
        className="flex min-h-0 flex-1 gap-3 overflow-x-auto p-3"
      >
        <p id="board-keys" className="sr-only">
          Arrows go from card to card. Shift and an arrow moves the card to the next stage. M chooses a stage.
        </p>
        {columns.map((column) => (
          <BoardColumn
            key={column.stage.id}
            meta={meta}
            column={column}
            ready={totals !== undefined}
            totals={totals?.groups.find((group) => group.value === column.stage.id)}
            currency={currency}
            openId={openId}
            tabbable={active}
            movable={movable}
            onOpen={onOpen}
          />
        ))}
      </div>
      <p role="status" aria-live="assertive" className="sr-only">
        {announcement}
      </p>
      <DragOverlay dropAnimation={null}>
        {record !== undefined && (
          <div className="h-[88px] cursor-grabbing rounded-md border border-accent bg-raised px-3 py-2 text-sm shadow-sheet">
            <CardContent meta={meta} record={record} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  )
}

/** Shows the card in its new column at once; the server's refusal puts it back. */
function useMoveCard(
  meta: ObjectMeta,
  field: string,
  columns: readonly ColumnList[],
  announce: (text: string) => void,
): (id: string, stageId: string) => void {
  const actions = useRecordActions(meta)
  const bulk = useBulkAccess(meta)
  const { store } = useRecordsHome()
  return (id, stageId) => {
    const from = columns.find((column) => column.state.ids.includes(id))
    const to = columns.find((column) => column.stage.id === stageId)
    const record = store.get(meta.name, id)
    if (from === undefined || to === undefined || from === to || record === undefined) return
    const refusal = bulk.refusal('move', [id])
    if (refusal !== undefined) return sayRefusal(refusal)
    announce(`${nameOf(record, meta)} moved to ${to.stage.name}`)
    void actions.change(id, { [field]: stageId, [referenceMember(field)]: { id: stageId, name: to.stage.name } }).then((outcome) => {
      if (outcome.kind === 'saved') return
      announce(`${nameOf(record, meta)} stays in ${from.stage.name}`)
      if (outcome.kind === 'invalid') notifyProblem(new Error(outcome.message), outcome.message)
    })
  }
}
