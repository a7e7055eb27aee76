import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ObjectMeta } from '../../api-types.ts'
import { Button, Field, Select, Skeleton } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import { previewQuery } from '../import-api.ts'
import { ImportCounts } from '../import-counts.tsx'
import type { Import } from '../import-types.ts'
import { NearMisses } from './near-misses.tsx'
import { PreviewTable } from './preview-table.tsx'
import type { DraftChanges } from './use-draft.ts'

/** What will become of the rows, before anything is saved. */
export function Review({ draft, object, changes }: { draft: Import; object: ObjectMeta; changes: DraftChanges }) {
  const preview = useQuery(previewQuery(draft.id))
  if (preview.isError && preview.data === undefined) {
    return <div role="alert" className="flex items-center gap-3 rounded-lg bg-red-soft px-4 py-3 text-sm text-red"><span className="flex-1">{messageOf(preview.error)}</span><Button size="sm" onClick={() => void preview.refetch()}>Try again</Button></div>
  }
  if (preview.data === undefined) return <ReviewSkeleton rows={draft.detection.rows} />
  const { toCreate, toMerge, toReport, toSkip = 0, proposals, rows } = preview.data
  return (
    <div className="flex flex-col gap-8" aria-busy={preview.isFetching}>
      <ImportCounts counts={[
        { label: `new ${object.pluralLabel.toLowerCase()}`, value: toCreate, tone: 'good' },
        { label: 'merged into existing ones', value: toMerge },
        ...(toSkip > 0 ? [{ label: 'skipped', value: toSkip }] : []),
        { label: 'for the error file', value: toReport, tone: 'attention' as const },
      ]} />
      <NearMisses draft={draft} proposals={proposals} changes={changes} />
      <Section title="Decisions">
        <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
          <Field label={`Rows whose ${object.label.toLowerCase()} is there already`}>
            {control => (
              <Select
                {...control}
                value={draft.options.duplicates}
                onChange={duplicates => changes.options({ duplicates })}
                options={[{ value: 'merge', label: 'Merge: the file fills and replaces' }, { value: 'skip', label: 'Skip: keep what is there' }, { value: 'report', label: 'Report in the error file' }]}
              />
            )}
          </Field>
          <Field label="Rows with a value that cannot be read">
            {control => (
              <Select
                {...control}
                value={draft.options.unreadable}
                onChange={unreadable => changes.options({ unreadable })}
                options={[{ value: 'report', label: 'Report in the error file' }, { value: 'blank', label: 'Import, leaving that value empty' }]}
              />
            )}
          </Field>
        </div>
      </Section>
      <Section title="The first rows as they will be"><PreviewTable rows={rows} object={object} /></Section>
    </div>
  )
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return <section><h2 className="mb-3 text-base font-semibold">{title}</h2>{children}</section>
}

function ReviewSkeleton({ rows }: { rows: number }) {
  return (
    <div className="flex flex-col gap-8">
      <p role="status" className="text-sm text-muted">Going through {rows.toLocaleString()} rows</p>
      <div aria-hidden className="flex gap-10"><Skeleton className="h-9 w-24" /><Skeleton className="h-9 w-24" /><Skeleton className="h-9 w-24" /></div>
      <Skeleton className="h-72" />
    </div>
  )
}
