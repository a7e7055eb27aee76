import { useQuery } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { forgetRecord, rememberRecord } from '../../palette/recents.ts'
import { useKnownRecord, useRecordsHome } from '../store/records-home.ts'

export interface ReadRecord {
  /** What is known at once, from a list for instance, then what was read. */
  readonly record: RecordRow | undefined
  readonly error: unknown
}

const stayMilliseconds = 30_000

/** One record, read anew whenever it is opened. */
export function useRecord(meta: ObjectMeta, id: string): ReadRecord {
  const { store } = useRecordsHome()
  const { error } = useQuery({
    queryKey: ['record', meta.plural, id],
    queryFn: async ({ signal }) => {
      const record = await records(meta.plural).get(id, signal)
      store.receive(meta.name, record)
      if (record.deletedAt !== null) forgetRecord(id)
      else rememberRecord({ object: meta.name, id, name: String(record[meta.nameField] ?? '') })
      return record
    },
    staleTime: 0,
    // Also while one only looks at it: a share may end, somebody else may change it.
    refetchInterval: stayMilliseconds,
  })
  return { record: useKnownRecord(meta.name, id), error: error ?? undefined }
}
