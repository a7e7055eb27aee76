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

export interface BulkAccess {
  /** Divides chosen records into those that an action is open for and the others, which stay as they are. */
  divide(action: BulkAction, ids: readonly string[]): Division
  /** Why it can be done to none of them; looks only as far as the first that it is open for. */
  refusal(action: BulkAction, ids: readonly string[]): Refusal | undefined
}

export function useBulkAccess(meta: ObjectMeta): BulkAccess {
  const access = useRecordAccess(meta)
  const { store } = useRecordsHome()
  const ask = (action: BulkAction, record: RecordRow) => {
    if (action === 'delete') return access.to('delete', record)
    const field = findField(meta, fieldOfAction[action])
    return field === undefined ? access.to('update', record) : access.field(record, field)
  }
  const refusalFor = (action: BulkAction, id: string) => {
    const record = store.get(meta.name, id)
    return record === undefined ? undefined : refusalOf(ask(action, record))
  }
  const refusal = (action: BulkAction, ids: readonly string[]): Refusal | undefined => {
    const [first] = ids
    const denied = first === undefined ? undefined : refusalFor(action, first)
    return denied === undefined || ids.some((id) => refusalFor(action, id) === undefined) ? undefined : denied
  }
  const divide = (action: BulkAction, ids: readonly string[]): Division => {
    const allowed = ids.filter((id) => refusalFor(action, id) === undefined)
    return { allowed, refusal: allowed.length > 0 ? undefined : refusal(action, ids) }
  }
  return { divide, refusal }
}
