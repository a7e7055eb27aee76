import { useQueries, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { records } from '../api.ts'
import type { ObjectMeta, Totals } from '../api-types.ts'
import { listedObjects } from '../frame/listed-objects.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { PageHeader } from '../frame/page-header.tsx'
import { formatCount } from '../format.ts'
import { Skeleton } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { objectsQuery } from '../queries.ts'
import { useDenied, useSession } from '../session/session.ts'
import { FirstSteps } from './first-steps.tsx'
import { LatestImports } from './latest-imports.tsx'
import { NothingOpen } from './nothing-open.tsx'
import { PipelineSummary } from './pipeline-summary.tsx'
import { RecentRecords } from './recent-records.tsx'

/** Where one arrives: what there is, what was open last, and for a new organization what to do first. */
export function HomePage() {
  const session = useSession()
  const denied = useDenied()
  const objects = listedObjects(useSuspenseQuery(objectsQuery).data)
  const totals = useQueries({
    queries: objects.map((object) => ({
      queryKey: ['records', object.plural, 'count'],
      queryFn: ({ signal }: { signal: AbortSignal }) => records(object.plural).totals({}, signal),
    })),
  })
  const empty = totals.every((total) => total.data?.count === 0)
  const mayBegin = objects.some(({ plural }) => denied('create', plural) === undefined || denied('import', plural) === undefined)
  return (
    <>
      <PageHeader title={session.organization.name} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-4xl flex-col gap-8 px-6 py-8 max-sm:px-4 max-sm:py-5">
          <h2 className="text-xl font-semibold tracking-tight">{greeting(session.user.name)}</h2>
          {empty ? (
            mayBegin ? (
              <FirstSteps objects={objects} />
            ) : (
              <NothingOpen />
            )
          ) : (
            <>
              <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
                {objects.map((object, at) => (
                  <ObjectCard key={object.plural} object={object} totals={totals[at]?.data} />
                ))}
              </div>
              {objects.some((object) => object.plural === 'deals') && <PipelineSummary />}
              <div className="grid gap-8 lg:grid-cols-2">
                <RecentRecords objects={objects} />
                <LatestImports />
              </div>
            </>
          )}
        </div>
      </div>
    </>
  )
}

function ObjectCard({ object, totals }: { object: ObjectMeta; totals: Totals | undefined }) {
  return (
    <Link
      to={paths.list(object.plural)}
      className="rounded-lg border border-line p-4 transition-colors hover:border-line-strong hover:bg-hover"
    >
      <span className="flex items-center gap-2 text-sm text-muted">
        <ObjectIcon icon={object.icon} />
        {object.pluralLabel}
      </span>
      <span className="mt-2 block text-2xl font-semibold tracking-tight tabular">
        {totals === undefined ? <Skeleton className="my-2.5 h-4 w-20" /> : formatCount(totals.count, totals.capped)}
      </span>
    </Link>
  )
}

function greeting(name: string): string {
  const hour = new Date().getHours()
  const first = name.split(/\s+/)[0] ?? name
  return `${hour < 5 ? 'Good night' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening'}, ${first}`
}
