import { useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { ObjectMeta, RecordRow } from '../api-types.ts'
import { useShortcuts } from '../keyboard/index.ts'
import { paths } from '../paths.ts'
import { sayRefusal } from '../access-kit/use-refusal.tsx'
import { fieldOfAction, useBulkAccess, type BulkAction } from './access/use-bulk-access.ts'
import { useClosedRecord } from './access/use-closed-record.ts'
import { ChangeDialog, type PendingChange } from './change/change-dialog.tsx'
import { Sharing } from './access/sharing.tsx'
import { ConflictDialog } from './change/conflict-dialog.tsx'
import { useRecordActions } from './change/use-record-actions.ts'
import { useObject } from './list-address.ts'
import { findField, nameOf } from './model/metadata.ts'
import { RecordBar, RecordTitle } from './panel/record-header.tsx'
import { RecordFields } from './panel/record-fields.tsx'
import { RelatedRecords } from './panel/related-records.tsx'
import { Timeline } from './panel/timeline.tsx'
import { TrashedNotice } from './panel/trashed-notice.tsx'
import { Unread } from './panel/record-panel.tsx'
import { useRecord } from './panel/use-record.ts'
import { isPhone } from './phone.ts'
import { ValueFactsProvider } from './value/value-facts.tsx'

/** A record with the page to itself: what it is at the left, what happened at the right. */
export function RecordPage() {
  const { plural, id } = useParams({ from: '/frame/$plural/$id' })
  return (
    <ValueFactsProvider>
      <RecordView key={id} plural={plural} id={id} />
    </ValueFactsProvider>
  )
}

function RecordView({ plural, id }: { plural: string; id: string }) {
  const meta = useObject(plural)
  const { record, error } = useRecord(meta, id)
  const navigate = useNavigate()
  const actions = useRecordActions(meta)
  const bulk = useBulkAccess(meta)
  const [change, setChange] = useState<PendingChange>()
  const close = () => void navigate({ to: paths.list(plural) })
  useClosedRecord(meta, id, record, error, close)
  const act = (action: BulkAction) => () => {
    if (record === undefined) return
    const refusal = bulk.refusal(action, [id])
    if (refusal !== undefined) return sayRefusal(refusal)
    if (action !== 'delete') return setChange({ field: fieldOfAction[action], ids: [id] })
    void actions.remove([id])
    close()
  }
  useShortcuts(`This ${meta.label.toLowerCase()}`, [
    ...(findField(meta, 'stageId') === undefined ? [] : [{ keys: 'm', label: 'Move to a stage', run: act('move') }]),
    ...(findField(meta, 'ownerId') === undefined ? [] : [{ keys: 'a', label: 'Assign to somebody', run: act('assign') }]),
    { keys: '#', label: 'Delete', run: act('delete') },
    { keys: 'escape', label: 'Back to the list', run: close },
  ])
  const shrink = isPhone() ? undefined : () => void navigate({ to: paths.list(plural), search: { record: id } })
  return (
    <>
      <RecordBar
        meta={meta}
        moves={{ previous: undefined, next: undefined, expand: undefined, shrink, close }}
        record={record}
        stepping={false}
        onDelete={act('delete')}
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {record === undefined ? <Unread error={error} /> : <Content key={id} meta={meta} record={record} />}
      </div>
      <ChangeDialog meta={meta} change={change} onClose={() => setChange(undefined)} />
      <ConflictDialog />
      <Sharing />
    </>
  )
}

function Content({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const name = nameOf(record, meta)
  useEffect(() => {
    document.title = `${name} · Freehold`
  }, [name])
  return (
    <>
      <TrashedNotice meta={meta} record={record} />
      <div className="mx-auto max-w-6xl">
        <RecordTitle meta={meta} record={record} heading="h1" />
        <div className="grid gap-x-12 gap-y-6 px-5 pb-10 max-sm:px-4 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-6">
            <RecordFields meta={meta} record={record} />
            <RelatedRecords meta={meta} record={record} heading="h2" />
          </div>
          <Timeline meta={meta} id={record.id} heading="h2" />
        </div>
      </div>
    </>
  )
}
