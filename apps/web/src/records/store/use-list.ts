import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import type { ListWindow, WindowState } from './list-window.ts'
import type { ApiQuery } from './queries.ts'
import { useRecordsHome } from './records-home.ts'

/** The list that answers `query`, read when it is first shown (and `active`) and again when one comes back to it. */
export function useList(meta: ObjectMeta, query: ApiQuery, active = true): { list: ListWindow; state: WindowState } {
  const home = useRecordsHome()
  const key = new URLSearchParams(query).toString()
  // The query is made anew at each drawing; its text tells whether it is another one.
  const list = useMemo(() => home.window(meta, Object.fromEntries(new URLSearchParams(key))), [home, meta, key])
  const state = useSyncExternalStore(list.subscribe, list.state)
  useEffect(() => {
    if (active) home.visit(list)
  }, [home, list, active])
  useReturn(() => {
    if (active) void list.reload()
  })
  return { list, state }
}

/** Others work while one looks elsewhere: after this long away, what is shown may be old. */
const awayMilliseconds = 30_000

function useReturn(run: () => void): void {
  const back = useEffectEvent(run)
  useEffect(() => {
    let left = Date.now()
    const change = () => {
      if (document.visibilityState === 'hidden') left = Date.now()
      else if (Date.now() - left > awayMilliseconds) back()
    }
    document.addEventListener('visibilitychange', change)
    return () => document.removeEventListener('visibilitychange', change)
  }, [])
}
