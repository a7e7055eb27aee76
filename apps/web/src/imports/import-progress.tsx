import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api.ts'
import type { ObjectMeta } from '../api-types.ts'
import { formatNumber } from '../format.ts'
import { Button, Progress } from '../kit/index.ts'
import { notifyProblem } from '../problem-notice.ts'
import { importQuery } from './import-api.ts'
import { ImportCounts } from './import-counts.tsx'
import type { Import } from './import-types.ts'

export function ImportProgress({ running, object }: { running: Import; object: ObjectMeta }) {
  const client = useQueryClient()
  const [stopping, setStopping] = useState(false)
  const cancel = async () => {
    setStopping(true)
    try {
      await api.cancelImport({ params: { id: running.id } })
      await client.invalidateQueries({ queryKey: importQuery(running.id).queryKey })
    } catch (error) {
      notifyProblem(error, 'The import goes on')
      setStopping(false)
    }
  }
  const plural = object.pluralLabel.toLowerCase()
  const undoing = running.state === 'undoing'
  const total = undoing ? running.created + running.merged + running.referencesCreated : running.total
  const done = undoing ? running.undo.removed + running.undo.reverted + running.undo.kept : running.processed
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h2 className="text-xl font-semibold">
          {running.state === 'queued' ? 'Waiting for its turn' : undoing ? `Taking ${plural} back` : `Importing ${plural}`}
        </h2>
        <p className="mt-1 text-base text-muted">You can leave this page. The work goes on, also when your computer sleeps.</p>
      </div>
      <div role="status">
        <Progress value={done} total={running.state === 'queued' ? undefined : total} label="Rows done" />
        <p className="mt-2 text-sm text-muted tabular">
          {formatNumber(done)} of {formatNumber(total)} {undoing ? 'records' : 'rows'}
        </p>
      </div>
      {!undoing && (
        <>
          <ImportCounts
            counts={[
              { label: 'created', value: running.created, tone: 'good' },
              { label: 'merged', value: running.merged },
              { label: 'in the error file', value: running.failed, tone: 'attention' },
            ]}
          />
          <div>
            <Button busy={stopping} onClick={() => void cancel()}>
              {stopping ? 'Stopping' : 'Cancel import'}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
