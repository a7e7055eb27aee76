import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { records } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { formatTime } from '../../format.ts'
import { Button } from '../../kit/index.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { useDenied } from '../../session/session.ts'
import { useRecordsHome } from '../store/records-home.ts'

/** Says that a record is in the trash, and takes it out. */
export function TrashedNotice({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const home = useRecordsHome()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const denied = useDenied()('restore', meta.plural)
  if (record.deletedAt === null) return null
  const restore = async () => {
    setBusy(true)
    try {
      home.store.receive(meta.name, await records(meta.plural).restore(record.id))
      home.refresh(meta.plural)
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      notifyProblem(error, `This ${meta.label.toLowerCase()} was not restored`)
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
