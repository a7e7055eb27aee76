import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { PageHeader } from '../frame/page-header.tsx'
import { Button, EmptyState, Skeleton } from '../kit/index.ts'
import { messageOf } from '../problem-notice.ts'
import { objectsQuery } from '../queries.ts'
import { DraftImport } from './draft/draft-import.tsx'
import { importQuery, isMoving } from './import-api.ts'
import { ImportProgress } from './import-progress.tsx'
import { ImportResult } from './import-result.tsx'
import { ImportStateBadge } from './import-state.tsx'

/** One import from the file to its result: what it shows follows the import's state. */
export function ImportPage() {
  const { id } = useParams({ from: '/frame/imports/$id' })
  const { data, error, refetch } = useQuery(importQuery(id))
  const objects = useSuspenseQuery(objectsQuery).data
  if (error !== null && data === undefined) {
    return (
      <EmptyState
        icon={<FileUp />}
        title="This import could not be read"
        actions={<Button onClick={() => void refetch()}>Try again</Button>}
      >
        {messageOf(error)}
      </EmptyState>
    )
  }
  const object = objects.find((candidate) => candidate.plural === data?.object)
  if (data === undefined || object === undefined) {
    return (
      <>
        <PageHeader title="Import" />
        <div aria-hidden className="flex flex-col gap-3 p-6">
          <Skeleton className="w-80" />
          <Skeleton className="h-64" />
        </div>
      </>
    )
  }
  if (data.state === 'draft') return <DraftImport draft={data} object={object} />
  return (
    <>
      <PageHeader title={data.filename}>
        <ImportStateBadge state={data.state} />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-2xl px-6 py-10 max-sm:px-4 max-sm:py-6">
          {isMoving(data) ? <ImportProgress running={data} object={object} /> : <ImportResult result={data} object={object} />}
        </div>
      </div>
    </>
  )
}
