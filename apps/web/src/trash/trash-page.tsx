import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { records } from '../api.ts'
import type { ObjectMeta } from '../api-types.ts'
import { listedObjects } from '../frame/listed-objects.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { NotForYou } from '../frame/not-for-you.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { formatCount } from '../format.ts'
import { Button, EmptyState, Skeleton, Tabs } from '../kit/index.ts'
import { messageOf } from '../problem-notice.ts'
import { objectsQuery } from '../queries.ts'
import { useDenied } from '../session/session.ts'
import { trashCountsQuery } from './trash-counts.ts'
import { TrashRow } from './trash-row.tsx'

export function TrashPage() {
  const denied = useDenied()('read', 'trash')
  return denied === undefined ? <Trash /> : <NotForYou title="Trash" reason={denied} />
}

function Trash() {
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const counts = useQuery(trashCountsQuery).data
  const { object: wanted } = useSearch({ from: '/frame/trash' })
  const navigate = useNavigate()
  const object =
    objects.find((candidate) => candidate.plural === wanted) ??
    objects.find((candidate) => (counts?.get(candidate.plural) ?? 0) > 0) ??
    objects[0]
  if (object === undefined) return null
  const label = (candidate: ObjectMeta) => {
    const count = counts?.get(candidate.plural)
    return count === undefined || count === 0 ? candidate.pluralLabel : `${candidate.pluralLabel} ${formatCount(count)}`
  }
  return (
    <>
      <PageHeader title="Trash" wide>
        <Tabs
          label="Object"
          value={object.plural}
          onChange={(plural) => void navigate({ to: '/trash', search: { object: plural } })}
          tabs={objects.map((candidate) => ({
            value: candidate.plural,
            label: label(candidate),
            icon: (
              <span className="max-sm:hidden">
                <ObjectIcon icon={candidate.icon} />
              </span>
            ),
          }))}
        />
      </PageHeader>
      <TrashList key={object.plural} object={object} />
    </>
  )
}

function TrashList({ object }: { object: ObjectMeta }) {
  const pages = useInfiniteQuery({
    queryKey: ['records', object.plural, 'trash'],
    queryFn: ({ pageParam, signal }) => records(object.plural).list({ trash: true, limit: 50, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (pages.isPending) return <TrashSkeleton />
  if (pages.isError)
    return (
      <EmptyState
        icon={<Trash2 />}
        title="The trash could not be read"
        actions={<Button onClick={() => void pages.refetch()}>Try again</Button>}
      >
        {messageOf(pages.error)}
      </EmptyState>
    )
  const rows = pages.data.pages.flatMap((page) => page.items)
  if (rows.length === 0) {
    return (
      <EmptyState icon={<Trash2 />} title={`No deleted ${object.pluralLabel.toLowerCase()}`}>
        What you delete stays here until you restore it, with its history and everything that refers to it.
      </EmptyState>
    )
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <TrashRow key={row.id} object={object} record={row} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="p-4 text-center">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        </div>
      )}
    </div>
  )
}

function TrashSkeleton() {
  return (
    <ul aria-hidden className="divide-y divide-line">
      {Array.from({ length: 8 }, (_, at) => (
        <li key={at} className="flex h-12 items-center gap-4 px-4">
          <Skeleton className="w-64" />
          <Skeleton className="ml-auto w-28" />
        </li>
      ))}
    </ul>
  )
}
