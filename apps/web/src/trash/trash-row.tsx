import { useQueryClient } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import { useState } from 'react'
import { records } from '../api.ts'
import type { ObjectMeta, RecordRow } from '../api-types.ts'
import { formatExactTime, formatTime } from '../format.ts'
import { Button, Tooltip, toast } from '../kit/index.ts'
import { notifyProblem } from '../problem-notice.ts'
import { reportProblem } from '../access-kit/report-problem.ts'
import { useRecordAccess } from '../records/access/use-record-access.ts'

export function TrashRow({ object, record }: { object: ObjectMeta; record: RecordRow }) {
  const { restore, busy } = useRestore(object)
  const denied = useRecordAccess(object).to('restore', record)
  const name = String(record[object.nameField] ?? '')
  return (
    <li className="flex min-h-12 items-center gap-4 px-4 py-1.5 hover:bg-hover max-sm:px-3">
      <div className="flex min-w-0 flex-1 items-center gap-4 max-sm:flex-col max-sm:items-start max-sm:gap-0">
        <span className="min-w-0 max-w-full flex-1 truncate text-sm font-medium">
          {name === '' ? <span className="text-faint">Without a name</span> : <bdi>{name}</bdi>}
        </span>
        {record.deletedAt !== null && (
          <Tooltip content={formatExactTime(record.deletedAt)}>
            <time dateTime={record.deletedAt} className="shrink-0 text-sm text-muted">
              Deleted {formatTime(record.deletedAt).toLowerCase()}
            </time>
          </Tooltip>
        )}
      </div>
      <Button size="sm" denied={denied} busy={busy} onClick={() => void restore(record, name)}>
        <Undo2 /> Restore
      </Button>
    </li>
  )
}

function useRestore(object: ObjectMeta) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['records'] })
  const restore = async (record: RecordRow, name: string) => {
    setBusy(true)
    try {
      const restored = await records(object.plural).restore(record.id)
      const again = async () => {
        try {
          await records(object.plural).remove(restored)
          await refresh()
        } catch (error) {
          notifyProblem(error, `${name} stays restored`)
        }
      }
      toast({ title: `${name} is back`, action: { label: 'Undo', run: () => void again() } })
      await refresh()
    } catch (error) {
      reportProblem(error, `${name} was not restored`, record.id)
    } finally {
      setBusy(false)
    }
  }
  return { restore, busy }
}
