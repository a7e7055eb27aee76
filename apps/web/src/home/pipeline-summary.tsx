import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { records } from '../api.ts'
import type { GroupTotals, Stage } from '../api-types.ts'
import { countOf, formatMoneyShort } from '../format.ts'
import { HueDot, Skeleton } from '../kit/index.ts'
import { paths } from '../paths.ts'
import { pipelinesQuery } from '../queries.ts'

/** Where the deals stand: each stage with its count and its amounts; one click away from those deals. */
export function PipelineSummary() {
  const pipelines = useQuery(pipelinesQuery).data
  const totals = useQuery({
    queryKey: ['records', 'deals', 'by-stage'],
    queryFn: ({ signal }) => records('deals').groups('stageId', {}, signal),
  }).data
  const pipeline = pipelines?.[0]
  if (pipeline === undefined || totals === undefined) return <Skeleton className="h-28" />
  const groups = new Map(totals.groups.map((group) => [group.value, group]))
  const most = Math.max(1, ...totals.groups.map((group) => group.count))
  return (
    <section aria-label="Deals by stage">
      <h3 className="mb-2 flex items-baseline justify-between text-sm font-medium text-muted">
        Deals by stage
        <Link to={paths.list('deals')} search={{ view: 'board' }} className="text-accent-text hover:underline">
          Open the board
        </Link>
      </h3>
      <ul className="grid overflow-hidden rounded-lg border border-line sm:grid-flow-col sm:auto-cols-fr">
        {pipeline.stages.map((stage) => (
          <StageCard key={stage.id} stage={stage} group={groups.get(stage.id)} share={(groups.get(stage.id)?.count ?? 0) / most} />
        ))}
      </ul>
    </section>
  )
}

function StageCard({ stage, group, share }: { stage: Stage; group: GroupTotals['groups'][number] | undefined; share: number }) {
  return (
    <li className="border-line not-last:border-b sm:not-last:border-r sm:not-last:border-b-0">
      <Link
        to={paths.list('deals')}
        search={{ stageId: stage.id }}
        className="block h-full p-4 transition-colors hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="flex items-center gap-2 text-sm font-medium">
          <HueDot hue={stage.hue} />
          <span className="truncate">{stage.name}</span>
        </span>
        <span className="mt-2 block text-lg font-semibold tabular">{amount(group)}</span>
        <span className="block text-xs text-muted tabular">{countOf(group?.count ?? 0, 'deal', 'deals')}</span>
        <span aria-hidden className="mt-3 block h-1 overflow-hidden rounded-full bg-pressed">
          <span data-hue={stage.hue} className="hue-dot block h-full origin-left rounded-full" style={{ transform: `scaleX(${share})` }} />
        </span>
      </Link>
    </li>
  )
}

/** One sum where all deals have one currency, else the largest first; nothing where no deal has an amount. */
function amount(group: GroupTotals['groups'][number] | undefined): string {
  const sum = group?.sums['amount']
  if (sum != null && group?.currency != null) return formatMoneyShort(sum, group.currency)
  const several = Object.entries(group?.byCurrency ?? {}).flatMap(([currency, part]) =>
    part.sums['amount'] ? [{ currency, sum: part.sums['amount'] }] : [],
  )
  if (several.length === 0) return '–'
  return several
    .toSorted((a, b) => b.sum - a.sum)
    .slice(0, 2)
    .map((part) => formatMoneyShort(part.sum, part.currency))
    .join(' + ')
}
