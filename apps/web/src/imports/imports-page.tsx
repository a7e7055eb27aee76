import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { NotForYou } from '../frame/not-for-you.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { countOf, formatExactTime, formatNumber, formatTime } from '../format.ts'
import { Button, EmptyState, Progress, Skeleton, Tooltip } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { messageOf } from '../problem-notice.ts'
import { objectsQuery } from '../queries.ts'
import { useRefusal } from '../access-kit/use-refusal.tsx'
import { useDenied } from '../session/session.ts'
import { importsQuery, isMoving } from './import-api.ts'
import { ImportStateBadge } from './import-state.tsx'
import type { Import } from './import-types.ts'

export function ImportsPage() {
  const denied = useDenied()('read', 'imports')
  return denied === undefined ? <Imports /> : <NotForYou title="Imports" reason={denied} />
}

function Imports() {
  const imports = useQuery(importsQuery)
  const navigate = useNavigate()
  const denied = useRefusal()('create', 'imports')
  const start = (
    <Button variant="primary" denied={denied} onClick={() => void navigate({ to: paths.newImport() })}>
      <FileUp /> Import a file
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Imports"
        count={imports.data?.length ? formatNumber(imports.data.length) : undefined}
        actions={imports.data?.length ? start : undefined}
      />
      {imports.isPending && <ImportsSkeleton />}
      {imports.isError && (
        <EmptyState
          icon={<FileUp />}
          title="The imports could not be read"
          actions={<Button onClick={() => void imports.refetch()}>Try again</Button>}
        >
          {messageOf(imports.error)}
        </EmptyState>
      )}
      {imports.data?.length === 0 && (
        <EmptyState icon={<FileUp />} title="Bring your data" actions={start}>
          A CSV or Excel file as it is. You see what every row will become before anything is saved, and a whole import can be undone.
        </EmptyState>
      )}
      {imports.data !== undefined && imports.data.length > 0 && (
        <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto">
          {imports.data.map((item) => (
            <ImportRow key={item.id} item={item} />
          ))}
        </ul>
      )}
    </>
  )
}

function ImportRow({ item }: { item: Import }) {
  const objects = useSuspenseQuery(objectsQuery).data
  const object = objects.find((candidate) => candidate.plural === item.object)
  return (
    <li>
      <Link to={paths.import(item.id)} className="flex min-h-14 items-center gap-4 px-4 py-2 hover:bg-hover max-sm:px-3">
        <div className="min-w-0 flex-1">
          <p className="truncate text-sm font-medium">{item.filename}</p>
          <p className="truncate text-xs text-muted">{summary(item, object?.label ?? item.object, object?.pluralLabel ?? item.object)}</p>
        </div>
        {isMoving(item) && (
          <div className="w-32 max-sm:hidden">
            <Progress value={item.processed} total={item.total} label={`Progress of ${item.filename}`} />
          </div>
        )}
        <ImportStateBadge state={item.state} />
        <Tooltip content={formatExactTime(item.createdAt)}>
          <time dateTime={item.createdAt} className="w-28 text-right text-sm text-muted max-sm:hidden">
            {formatTime(item.createdAt)}
          </time>
        </Tooltip>
      </Link>
    </li>
  )
}

function summary(item: Import, label: string, pluralLabel: string): string {
  if (item.state === 'draft') return `${formatNumber(item.detection.rows)} rows for ${pluralLabel.toLowerCase()}`
  const parts = [
    `${countOf(item.created, label, pluralLabel)} created`,
    ...(item.merged > 0 ? [`${formatNumber(item.merged)} merged`] : []),
    ...(item.failed > 0 ? [`${formatNumber(item.failed)} in the error file`] : []),
  ]
  return parts.join(' · ')
}

function ImportsSkeleton() {
  return (
    <ul aria-hidden className="divide-y divide-line">
      {Array.from({ length: 6 }, (_, at) => (
        <li key={at} className="flex h-14 items-center gap-4 px-4">
          <Skeleton className="w-56" />
          <Skeleton className="ml-auto w-20" />
        </li>
      ))}
    </ul>
  )
}
