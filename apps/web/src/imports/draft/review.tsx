import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import { countOf, formatNumber } from '../../format.ts'
import { Button, Field, Select, Skeleton } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import { objectsQuery } from '../../queries.ts'
import { previewQuery } from '../import-api.ts'
import { ImportCounts } from '../import-counts.tsx'
import type { Import } from '../import-types.ts'
import { FailureList } from './failure-list.tsx'
import { NearMisses } from './near-misses.tsx'
import { PartProposals } from './part-proposals.tsx'
import { PreviewTable } from './preview-table.tsx'
import type { DraftChanges } from './use-draft.ts'

/** What will become of the rows, before anything is saved. */
export function Review({ draft, object, changes }: { draft: Import; object: ObjectMeta; changes: DraftChanges }) {
  const preview = useQuery(previewQuery(draft.id))
  if (preview.isError && preview.data === undefined) {
    return (
      <div role="alert" className="flex items-center gap-3 rounded-lg bg-red-soft px-4 py-3 text-sm text-red">
        <span className="flex-1">{messageOf(preview.error)}</span>
        <Button size="sm" onClick={() => void preview.refetch()}>
          Try again
        </Button>
      </div>
    )
  }
  if (preview.data === undefined) return <ReviewSkeleton rows={draft.detection.rows} />
  const { toCreate, toMerge, toSkip, toReport, complete, checked, newReferences, proposals, partProposals, rows, failures } = preview.data
  return (
    <div className="flex flex-col gap-8" aria-busy={preview.isFetching}>
      <div className="flex flex-col gap-3">
        <ImportCounts
          counts={[
            { label: `new ${object.pluralLabel.toLowerCase()}`, value: toCreate, tone: 'good' },
            { label: 'merged into existing ones', value: toMerge },
            ...(toSkip > 0 ? [{ label: 'skipped', value: toSkip }] : []),
            { label: 'for the error file', value: toReport, tone: 'attention' as const },
          ]}
        />
        <NewReferences made={newReferences} />
        {!complete && (
          <p className="text-sm text-amber">
            Counted for the first {formatNumber(checked)} of {formatNumber(draft.detection.rows)} rows. The import goes through all of them.
          </p>
        )}
      </div>
      <NearMisses draft={draft} proposals={proposals} changes={changes} />
      <PartProposals draft={draft} proposals={partProposals} changes={changes} />
      <Section title="Decisions">
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          <Field label={`Rows whose ${object.label.toLowerCase()} is there already`}>
            {(control) => (
              <Select
                {...control}
                value={draft.options.duplicates}
                onChange={(duplicates) => changes.options({ duplicates })}
                options={[
                  { value: 'merge', label: 'Merge: the file fills and replaces' },
                  { value: 'skip', label: 'Skip: keep what is there' },
                  { value: 'report', label: 'Report in the error file' },
                ]}
              />
            )}
          </Field>
          <Field label="Rows with a value that cannot be read">
            {(control) => (
              <Select
                {...control}
                value={draft.options.unreadable}
                onChange={(unreadable) => changes.options({ unreadable })}
                options={[
                  { value: 'report', label: 'Report in the error file' },
                  { value: 'blank', label: 'Import, leaving that value empty' },
                ]}
              />
            )}
          </Field>
        </div>
      </Section>
      {failures.length > 0 && (
        <Section title="Rows for the error file">
          <FailureList failures={failures} all={toReport} />
        </Section>
      )}
      <Section title="The first rows as they will be">
        <PreviewTable rows={rows} object={object} />
      </Section>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 text-base font-semibold">{title}</h2>
      {children}
    </section>
  )
}

/** Companies and the like that come into being because a row names them. */
function NewReferences({ made }: { made: Record<string, number> }) {
  const objects = useSuspenseQuery(objectsQuery).data
  const parts = Object.entries(made)
    .filter(([, count]) => count > 0)
    .map(([plural, count]) => {
      const object = objects.find((candidate) => candidate.plural === plural)
      return object === undefined ? `${formatNumber(count)} ${plural}` : countOf(count, object.label, object.pluralLabel)
    })
  if (parts.length === 0) return null
  return (
    <p className="text-sm text-muted">
      Also created, since rows name them: <span className="font-medium text-ink">{parts.join(', ')}</span>
    </p>
  )
}

function ReviewSkeleton({ rows }: { rows: number }) {
  return (
    <div className="flex flex-col gap-8">
      <p role="status" className="text-sm text-muted">
        Going through {formatNumber(rows)} rows
      </p>
      <div aria-hidden className="flex gap-10">
        <Skeleton className="h-9 w-24" />
        <Skeleton className="h-9 w-24" />
        <Skeleton className="h-9 w-24" />
      </div>
      <Skeleton className="h-72" />
    </div>
  )
}
