import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { records } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { formatTime } from '../../format.ts'
import { Button } from '../../kit/index.ts'
import { reportProblem } from '../../access-kit/report-problem.ts'
import { useRecordAccess } from '../access/use-record-access.ts'
import { useRecordsHome } from '../store/records-home.ts'

/** Says that a record is in the trash, and takes it out. */
export function TrashedNotice({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const home = useRecordsHome()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const denied = useRecordAccess(meta).to('restore', record)
  if (record.deletedAt === null) return null
  const restore = async () => {
    setBusy(true)
    try {
      home.store.receive(meta.name, await records(meta.plural).restore(record.id))
      home.refresh(meta.plural)
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      reportProblem(error, `This ${meta.label.toLowerCase()} was not restored`, record.id)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex items-center justify-between gap-3 border-b border-line bg-amber-soft px-5 py-2 text-sm text-amber">
      <span>Deleted {formatTime(record.deletedAt).toLowerCase()}</span>
      <Button size="sm" busy={busy} denied={denied} onClick={() => void restore()}>
        <Undo2 /> Restore
      </Button>
    </div>
  )
}
