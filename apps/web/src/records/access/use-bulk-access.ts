import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { refusalOf, type Refusal } from '../../kit/index.ts'
import { findField } from '../model/metadata.ts'
import { useRecordsHome } from '../store/records-home.ts'
import { useRecordAccess } from './use-record-access.ts'

/** What one key or button does to one record or to all chosen ones. */
export type BulkAction = 'move' | 'assign' | 'delete'

export interface Division {
  /** Those it can be done to. */
  readonly allowed: readonly string[]
  /** Why it cannot be done to any of them. */
  readonly refusal: Refusal | undefined
}

export const fieldOfAction = { move: 'stageId', assign: 'ownerId' } as const

/** Divides chosen records into those that an action is open for and the others, which stay as they are. */
export function useBulkAccess(meta: ObjectMeta): (action: BulkAction, ids: readonly string[]) => Division {
  const access = useRecordAccess(meta)
  const { store } = useRecordsHome()
  const ask = (action: BulkAction, record: RecordRow) => {
    if (action === 'delete') return access.to('delete', record)
    const field = findField(meta, fieldOfAction[action])
    return field === undefined ? access.to('update', record) : access.field(record, field)
  }
  return (action, ids) => {
    const asked = ids.map((id) => {
      const record = store.get(meta.name, id)
      return { id, refusal: record === undefined ? undefined : refusalOf(ask(action, record)) }
    })
    const allowed = asked.filter(({ refusal }) => refusal === undefined).map(({ id }) => id)
    return { allowed, refusal: allowed.length > 0 ? undefined : asked[0]?.refusal }
  }
}
