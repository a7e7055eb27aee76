import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { ObjectMeta, RecordRow, Stage } from '../../api-types.ts'
import { valueOf } from '../model/metadata.ts'
import type { ListWindow } from '../store/list-window.ts'
import type { ApiQuery } from '../store/queries.ts'
import { useRecordsHome } from '../store/records-home.ts'
import type { ColumnList } from './board-column.tsx'
import { placeCards } from './place-cards.ts'

/** One list a stage, each read page by page on its own. */
export function useColumnLists(meta: ObjectMeta, field: string, stages: readonly Stage[], query: ApiQuery): readonly ColumnList[] {
  const home = useRecordsHome()
  const conditions = new URLSearchParams(Object.entries(query).filter(([key]) => key !== field && key !== `${field}.in`)).toString()
  const ids = stages.map((stage) => stage.id).join()
  const lists = useMemo(
    () =>
      ids
        .split(',')
        .filter((id) => id !== '')
        .map((id) => home.window(meta, { ...Object.fromEntries(new URLSearchParams(conditions)), [field]: id })),
    [home, meta, field, ids, conditions],
  )
  useEffect(() => lists.forEach((list) => home.visit(list)), [home, lists])
  const revision = useSyncExternalStore(home.store.watch, home.store.revision)
  const states = useSyncExternalStore(
    useMemo(() => subscribeAll(lists), [lists]),
    useMemo(() => snapshotAll(lists), [lists]),
  )
  // `revision` stands for the stages of all cards.
  const placed = useMemo(
    () =>
      placeCards(
        states.map((state, at) => ({ stage: stages[at]?.id ?? '', ids: state.ids })),
        (id) => stageOf(home.store.get(meta.name, id), field),
      ),
    [states, stages, home, meta, field, revision],
  )
  return useMemo(
    () =>
      stages.flatMap((stage, at) => {
        const list = lists[at]
        const state = states[at]
        return list === undefined || state === undefined ? [] : [{ stage, list, state: { ...state, ids: placed[at] ?? [] } }]
      }),
    [stages, lists, states, placed],
  )
}

function stageOf(record: RecordRow | undefined, field: string): string {
  return record === undefined ? '' : String(valueOf(record, field))
}

function subscribeAll(lists: readonly ListWindow[]) {
  return (listener: () => void) => {
    const stops = lists.map((list) => list.subscribe(listener))
    return () => stops.forEach((stop) => stop())
  }
}

/** The same array as long as no list changed. */
function snapshotAll(lists: readonly ListWindow[]) {
  let last = lists.map((list) => list.state())
  return () => {
    const now = lists.map((list) => list.state())
    if (now.some((state, at) => state !== last[at])) last = now
    return last
  }
}
