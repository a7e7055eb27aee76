import { useQuery } from '@tanstack/react-query'
import { ChevronRight, Eye } from 'lucide-react'
import { useState } from 'react'
import type { ObjectMeta, RecordRow, Share } from '../../api-types.ts'
import { countOf } from '../../format.ts'
import { Button, classes, Dialog, Skeleton } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { messageOf } from '../../problem-notice.ts'
import { nameOf } from '../model/metadata.ts'
import { RecordLink } from '../value/record-link.tsx'
import { useValueFacts } from '../value/value-facts.tsx'
import { reachQuery, sharesQuery } from './access-queries.ts'
import { keyOf, useGrantees } from './grantees.tsx'
import { ShareForm } from './share-form.tsx'
import { ShareRow } from './share-row.tsx'
import { closeSharing, type Sharing } from './sharing-state.ts'
import { useRecordAccess } from './use-record-access.ts'
import { useSharingActions } from './use-sharing-actions.ts'
import { WhoCanSee } from './who-can-see.tsx'

/** Who was given access to one record, to change; and to whom to give it. */
export function SharingDialog({ sharing: { meta, record } }: { sharing: Sharing }) {
  return (
    <Dialog
      open
      onOpenChange={(next) => {
        if (!next) closeSharing()
      }}
      width="lg"
      title={`Share ${nameOf(record, meta)}`}
      description={`Whoever you add sees this ${meta.label.toLowerCase()} and what belongs to it, whatever their role.`}
      actions={<Button onClick={closeSharing}>Done</Button>}
    >
      <Shares key={record.id} meta={meta} record={record} />
    </Dialog>
  )
}

function Shares({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const shares = useQuery(sharesQuery(meta, record.id))
  const { options, nameOf: nameOfGrantee } = useGrantees()
  const actions = useSharingActions(meta, record.id)
  const denied = useRecordAccess(meta).to('share', record)
  const given = shares.data ?? []
  const taken = new Set(given.filter((share) => share.inheritedFrom === null).map(keyOf))
  return (
    <>
      {denied === undefined && <ShareForm options={options.filter(({ value }) => !taken.has(value))} onAdd={actions.add} />}
      <section aria-label="Shared with" className="mt-4">
        <h3 className="text-xs font-medium text-muted">Shared with</h3>
        {shares.isPending && <RowsSkeleton />}
        {shares.isError && (
          <p className="flex items-center gap-3 py-2 text-sm text-muted">
            {messageOf(shares.error)}
            <Button size="sm" onClick={() => void shares.refetch()}>
              Try again
            </Button>
          </p>
        )}
        {shares.data?.length === 0 && (
          <p className="py-2 text-sm text-pretty text-muted">Nobody yet. Who sees it now sees it by a role, a team or a place.</p>
        )}
        <ul className="divide-y divide-line">
          {ordered(given).map((share) => {
            const name = nameOfGrantee(share)
            return (
              <ShareRow
                key={share.id}
                share={share}
                name={name}
                source={<Source share={share} />}
                denied={denied}
                onChange={(change) => void actions.change(share, name, change)}
                onRemove={() => void actions.remove(share, name)}
              />
            )
          })}
        </ul>
      </section>
      <Reach meta={meta} id={record.id} />
    </>
  )
}

/** Those given here first, since they can be changed here. */
function ordered(shares: readonly Share[]): readonly Share[] {
  return shares.toSorted((a, b) => Number(a.inheritedFrom !== null) - Number(b.inheritedFrom !== null))
}

/** `through Acme`, with the way there. */
function Source({ share: { inheritedFrom } }: { share: Share }) {
  const plural = useValueFacts().pluralOf(inheritedFrom?.object ?? '')
  if (inheritedFrom === null) return null
  if (plural === undefined || inheritedFrom.name === '') return <>through a {inheritedFrom.object} you cannot see</>
  return (
    <span onClick={closeSharing}>
      through{' '}
      <RecordLink to={paths.record(plural, inheritedFrom.id)} tabbable>
        {inheritedFrom.name}
      </RecordLink>
    </span>
  )
}

/** Shares are a part of who sees it; this says how many do in all. */
function Reach({ meta, id }: { meta: ObjectMeta; id: string }) {
  const { data: count } = useQuery(reachQuery(meta, id))
  const [open, setOpen] = useState(false)
  if (count === undefined) return null
  return (
    <section aria-label="Who can see it" className="mt-3 border-t border-line pt-2">
      <Button variant="ghost" size="sm" aria-expanded={open} className="-ml-2 text-muted" onClick={() => setOpen(!open)}>
        <Eye aria-hidden />
        {countOf(count, 'person', 'people')} can see it in all
        <ChevronRight aria-hidden className={classes('size-3.5! transition-transform', open && 'rotate-90')} />
      </Button>
      {open && (
        <div className="-mx-4">
          <WhoCanSee meta={meta} id={id} />
        </div>
      )}
    </section>
  )
}

function RowsSkeleton() {
  return (
    <div aria-hidden className="flex flex-col">
      {[40, 55].map((width) => (
        <span key={width} className="flex h-11 items-center gap-2.5">
          <Skeleton className="size-6 rounded-full" />
          <span style={{ width: `${width}%` }}>
            <Skeleton className="w-full" />
          </span>
        </span>
      ))}
    </div>
  )
}
