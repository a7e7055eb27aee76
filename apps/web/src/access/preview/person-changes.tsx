import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { countOf, formatNumber } from '../../format.ts'
import { Avatar, Badge, classes } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { objectsQuery } from '../../queries.ts'
import { modelQuery } from '../access-queries.ts'
import { capital, verbOf } from '../model/permissions.ts'
import type { Extent, PreviewChange, PreviewStep } from '../types.ts'

/** One person of a preview: what they gain and lose, with some of the records. */
export function PersonChanges({ person: { member, changes }, open: opened }: { person: PreviewStep['people'][number]; open: boolean }) {
  const [open, setOpen] = useState(opened)
  const gained = changes.filter(isGain).length
  const lost = changes.filter(isLoss).length
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-11 w-full items-center gap-3 px-4 py-1.5 text-left hover:bg-hover"
      >
        <ChevronRight aria-hidden className={classes('text-muted transition-transform', open && 'rotate-90')} />
        <Avatar name={member.name} />
        <span className="min-w-0 flex-1 truncate text-sm font-medium">
          <bdi>{member.name}</bdi>
        </span>
        {gained > 0 && <Badge tone="good">{countOf(gained, 'gain', 'gains')}</Badge>}
        {lost > 0 && <Badge tone="loss">{countOf(lost, 'loss', 'losses')}</Badge>}
      </button>
      {open && (
        <ul className="pb-2 pl-16 max-sm:pl-4">
          {changes.map((change) => (
            <ChangeLine key={`${change.resource}.${change.action}.${change.field ?? ''}`} change={change} />
          ))}
        </ul>
      )}
    </li>
  )
}

const widths: Record<Extent, number> = { none: 0, some: 1, all: 2 }

function isGain(change: PreviewChange): boolean {
  return change.gained > 0 || widths[change.after] > widths[change.before]
}

function isLoss(change: PreviewChange): boolean {
  return change.lost > 0 || widths[change.after] < widths[change.before]
}

function ChangeLine({ change }: { change: PreviewChange }) {
  const model = useQuery(modelQuery).data
  const objects = useSuspenseQuery(objectsQuery).data
  const resource = model?.resources.find(({ name }) => name === change.resource)
  const plural = resource?.plural ?? change.resource
  const field = change.field === undefined ? undefined : (resource?.record?.fields[change.field] ?? change.field)
  const linked = objects.some((object) => object.plural === change.resource)
  const what = field === undefined ? plural : `${field} of ${plural}`
  return (
    <li className="flex items-start gap-2 py-1 pr-4 text-sm">
      {isLoss(change) ? <Minus className="mt-0.5 text-red" aria-hidden /> : <Plus className="mt-0.5 text-accent-text" aria-hidden />}
      <div className="min-w-0">
        <p>
          {capital(verbOf(change.action))} {what}: {extents[change.before]} → <b className="font-medium">{extents[change.after]}</b>
          <span className="text-muted">{counts(change)}</span>
        </p>
        {change.sample.length > 0 && (
          <p className="text-xs text-muted">
            For example:{' '}
            {change.sample.slice(0, 5).map((record, at) => (
              <span key={record.id}>
                {at > 0 && ' · '}
                {linked ? (
                  <Link to={paths.record(change.resource, record.id)} className="underline-offset-2 hover:underline">
                    <bdi>{record.name === '' ? 'one you may not see' : record.name}</bdi>
                  </Link>
                ) : (
                  <bdi>{record.name === '' ? 'one you may not see' : record.name}</bdi>
                )}
              </span>
            ))}
          </p>
        )}
      </div>
    </li>
  )
}

const extents: Record<Extent, string> = { all: 'all', some: 'some', none: 'none' }

function counts({ gained, lost }: PreviewChange): string {
  const parts = [...(gained > 0 ? [`${formatNumber(gained)} more`] : []), ...(lost > 0 ? [`${formatNumber(lost)} fewer`] : [])]
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`
}
