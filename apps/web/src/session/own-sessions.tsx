import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import type { OwnSession } from '@freehold/client'
import { api } from '../api.ts'
import { formatExactTime, formatTime } from '../format.ts'
import { Badge, Button, Dialog, Skeleton, Tooltip, toast } from '../kit/index.ts'
import { messageOf, notifyProblem } from '../problem-notice.ts'
import { deviceName, isPhone } from './device.ts'

const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: async ({ signal }) => (await api.listSessions({ signal })).items,
})

/** Where the reader is signed in, and a way to end each of them. */
export function OwnSessions({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const sessions = useQuery({ ...ownSessionsQuery, enabled: open, staleTime: 0 })
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Where you are signed in" description="End what you do not recognise.">
      {sessions.isPending && <Skeleton className="h-16" />}
      {sessions.isError && <p className="text-sm text-red">{messageOf(sessions.error)}</p>}
      <ul className="divide-y divide-line pb-2">
        {sessions.data?.map((session) => (
          <SessionRow key={session.id} session={session} />
        ))}
      </ul>
    </Dialog>
  )
}

function SessionRow({ session }: { session: OwnSession }) {
  const client = useQueryClient()
  const end = async () => {
    try {
      await api.endSession({ params: { id: session.id } })
      toast({ title: `${deviceName(session.userAgent)} is signed out` })
    } catch (error) {
      notifyProblem(error, 'The session goes on')
    }
    await client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey })
  }
  return (
    <li className="flex items-center gap-3 py-2.5">
      {isPhone(session.userAgent) ? <Smartphone className="text-muted" aria-hidden /> : <Monitor className="text-muted" aria-hidden />}
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium">{deviceName(session.userAgent)}</p>
        <p className="truncate text-xs text-muted">
          {session.organization !== null && `${session.organization} · `}
          {session.address} ·{' '}
          <Tooltip content={formatExactTime(session.lastSeenAt)}>
            <time dateTime={session.lastSeenAt}>{formatTime(session.lastSeenAt).toLowerCase()}</time>
          </Tooltip>
        </p>
      </div>
      {session.current ? (
        <Badge tone="good">This one</Badge>
      ) : (
        <Button size="sm" onClick={() => void end()}>
          End
        </Button>
      )}
    </li>
  )
}
