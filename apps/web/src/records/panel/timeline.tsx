import { useInfiniteQuery } from '@tanstack/react-query'
import type { ObjectMeta } from '../../api-types.ts'
import { Button, Skeleton } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import { useRefusal } from '../../access-kit/use-refusal.tsx'
import { NoteEntry } from './note-entry.tsx'
import { NoteForm } from './note-form.tsx'
import { ChangeEntry } from './timeline-entry.tsx'
import { timelineQuery } from './timeline-query.ts'
import { useNotes } from './use-notes.ts'

/** What happened to a record and what was written about it, newest first. */
export function Timeline({ meta, id, heading: Heading = 'h3' }: { meta: ObjectMeta; id: string; heading?: 'h2' | 'h3' }) {
  const subject = { meta, id }
  const pages = useInfiniteQuery(timelineQuery(meta, id))
  const notes = useNotes(subject)
  const denied = useRefusal()('create', 'notes')
  const entries = pages.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <section aria-label="Timeline">
      <Heading className="text-sm font-medium">Timeline</Heading>
      {denied === undefined ? (
        <NoteForm label="Write a note" body="" verb="Add note" onSave={notes.write} />
      ) : (
        <Button size="sm" denied={denied} className="mt-1.5 mb-3">
          Write a note
        </Button>
      )}
      {pages.isPending && <TimelineSkeleton />}
      {pages.isError && (
        <p className="flex items-center gap-3 text-sm text-muted">
          {messageOf(pages.error)}{' '}
          <Button size="sm" onClick={() => void pages.refetch()}>
            Try again
          </Button>
        </p>
      )}
      <ol>
        {entries.map((entry) =>
          entry.note === undefined ? (
            <ChangeEntry key={entry.id} entry={entry} />
          ) : (
            <NoteEntry key={entry.id} entry={entry} note={entry.note} subject={subject} />
          ),
        )}
      </ol>
      {pages.hasNextPage && (
        <Button size="sm" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          Show older entries
        </Button>
      )}
    </section>
  )
}

function TimelineSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-4">
      {[70, 55, 80].map((width) => (
        <div key={width} className="flex items-center gap-3">
          <Skeleton className="size-6 rounded-full" />
          <span className="flex-1">
            <span className="block" style={{ width: `${width}%` }}>
              <Skeleton className="w-full" />
            </span>
          </span>
        </div>
      ))}
    </div>
  )
}
