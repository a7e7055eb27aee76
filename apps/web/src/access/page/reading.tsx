import { CircleAlert } from 'lucide-react'
import { Button, EmptyState, Skeleton } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'

/** In place of what could not be read. */
export function Unread({ what, error, retry }: { what: string; error: unknown; retry: () => void }) {
  return (
    <EmptyState icon={<CircleAlert />} title={`${what} could not be read`} actions={<Button onClick={retry}>Try again</Button>}>
      {messageOf(error)}
    </EmptyState>
  )
}

/** Rows in the shape of a list of names. */
export function RowsSkeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div aria-hidden className="divide-y divide-line">
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="flex h-12 items-center gap-3 px-4">
          <Skeleton className="size-5 rounded-full" />
          <Skeleton className={at % 2 === 0 ? 'w-56' : 'w-40'} />
          <Skeleton className="ml-auto w-16" />
        </div>
      ))}
    </div>
  )
}
