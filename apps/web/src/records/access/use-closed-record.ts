import { useEffect, useEffectEvent, useRef } from 'react'
import { ApiProblem } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { toast } from '../../kit/index.ts'
import { forgetRecord } from '../../palette/recents.ts'
import { nameOf } from '../model/metadata.ts'
import { useRecordsHome } from '../store/records-home.ts'

/** A record that was open and may not be seen any more closes, says so, and is forgotten. */
export function useClosedRecord(meta: ObjectMeta, id: string, record: RecordRow | undefined, error: unknown, close: () => void): void {
  const home = useRecordsHome()
  const seen = useRef<{ id: string; name: string }>(undefined)
  useEffect(() => {
    if (record !== undefined) seen.current = { id: record.id, name: nameOf(record, meta) }
  }, [record, meta])
  const leave = useEffectEvent(() => {
    if (seen.current?.id !== id) return
    const { name } = seen.current
    seen.current = undefined
    home.removeFromLists(meta.plural, [id])
    home.store.forget(meta.name, id)
    forgetRecord(id)
    close()
    toast({
      title: `${name} is closed to you now`,
      detail: `Your access changed while the ${meta.label.toLowerCase()} was open. Nothing of yours was lost.`,
      tone: 'information',
    })
  })
  // 403: with the last role that opened such records, the kind itself is closed.
  const gone = error instanceof ApiProblem && (error.status === 404 || error.status === 403)
  useEffect(() => {
    if (gone) leave()
  }, [gone, id])
}
