import { useQuery } from '@tanstack/react-query'
import { Eye, UserPlus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { sayRefusal } from '../../access-kit/use-refusal.tsx'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { formatNumber, countOf } from '../../format.ts'
import { useShortcuts } from '../../keyboard/index.ts'
import { Button, Popover, PopoverContent, PopoverTrigger, refusalOf, Tooltip } from '../../kit/index.ts'
import { reachQuery } from './access-queries.ts'
import { openSharing } from './sharing-state.ts'
import { useRecordAccess } from './use-record-access.ts'
import { WhoCanSee } from './who-can-see.tsx'

/** Long enough that going from record to record by J and K asks nothing. */
const stayMilliseconds = 500

/** Notes are seen by whoever sees what they are about. */
export function isShareable(meta: ObjectMeta): boolean {
  return meta.name !== 'note'
}

/** In a record's header: who can see it, and giving access to others. */
export function AccessActions({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const denied = useRecordAccess(meta).to('share', record)
  const share = () => {
    const refusal = refusalOf(denied)
    if (refusal === undefined) openSharing(meta, record)
    else sayRefusal(refusal)
  }
  useShortcuts(`This ${meta.label.toLowerCase()}`, [{ keys: 's', label: 'Share', run: share }])
  return (
    <>
      <Viewers meta={meta} record={record} />
      <Button size="sm" variant="ghost" aria-keyshortcuts="s" denied={denied} onClick={share} className="mr-1 text-muted hover:text-ink">
        <UserPlus /> Share
      </Button>
    </>
  )
}

function Viewers({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const [stays, setStays] = useState(false)
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), stayMilliseconds)
    return () => clearTimeout(timer)
  }, [])
  const { data: count } = useQuery({ ...reachQuery(meta, record.id), enabled: stays })
  // Nothing stands here where the reader may not know.
  if (count === undefined) return null
  const words = `${countOf(count, 'person', 'people')} can see this ${meta.label.toLowerCase()}`
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Tooltip content={open ? undefined : words}>
        <PopoverTrigger asChild>
          <Button size="sm" variant="ghost" aria-label={`${words}. Who and why`} className="gap-1 text-muted hover:text-ink">
            <Eye /> <span className="tabular">{formatNumber(count)}</span>
          </Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" aria-label={words} className="w-88 max-w-[calc(100vw-1rem)] p-0">
        <WhoCanSee title={words} meta={meta} id={record.id} />
      </PopoverContent>
    </Popover>
  )
}
