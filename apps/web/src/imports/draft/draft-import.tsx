import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { useState } from 'react'
import { api } from '../../api.ts'
import type { ObjectMeta } from '../../api-types.ts'
import { PageHeader } from '../../frame/page-header.tsx'
import { countOf, formatNumber } from '../../format.ts'
import { Button, Tabs } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { useRefusal } from '../../access-kit/use-refusal.tsx'
import { importQuery, previewQuery } from '../import-api.ts'
import type { Import } from '../import-types.ts'
import { ColumnTable } from './column-table.tsx'
import { FileFacts } from './file-facts.tsx'
import { MissingFields, missingFields } from './missing-fields.tsx'
import { Review } from './review.tsx'
import { useDraft } from './use-draft.ts'

type Step = 'columns' | 'review'

/** An import before it starts: how the file is read, where its columns go, what will become of its rows. */
export function DraftImport({ draft, object }: { draft: Import; object: ObjectMeta }) {
  const [step, setStep] = useState<Step>('columns')
  const changes = useDraft(draft)
  const mapped = draft.mapping.filter((column) => column.field !== null).length
  const missing = missingFields(draft, object)
    .filter((field) => draft.options.defaults[field.name] === undefined)
    .map((field) => field.label.toLowerCase())
  return (
    <>
      <PageHeader title={draft.filename} count={`${formatNumber(draft.detection.rows)} rows`} wide>
        <Tabs
          label="Steps"
          value={step}
          onChange={setStep}
          tabs={[
            { value: 'columns', label: '1 Columns' },
            { value: 'review', label: '2 Review' },
          ]}
        />
      </PageHeader>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-5xl flex-col gap-6 px-6 py-6 max-sm:px-4">
          {step === 'columns' ? (
            <>
              <FileFacts draft={draft} changes={changes} />
              <ColumnTable draft={draft} object={object} changes={changes} />
              <MissingFields draft={draft} object={object} changes={changes} />
            </>
          ) : (
            <Review draft={draft} object={object} changes={changes} />
          )}
        </div>
      </div>
      <footer className="flex h-14 shrink-0 items-center gap-3 border-t border-line px-4 max-sm:px-3">
        <p className="min-w-0 flex-1 truncate text-sm text-muted" role="status">
          {missing.length > 0 ? (
            <span className="text-amber">Choose a column or a value for {missing.join(', ')}</span>
          ) : (
            `${formatNumber(mapped)} of ${formatNumber(draft.mapping.length)} columns are imported`
          )}
        </p>
        <DiscardButton draft={draft} />
        {step === 'columns' ? (
          <Button
            variant="primary"
            denied={missing.length > 0 ? `Choose a column or a value for ${missing.join(', ')} first` : undefined}
            onClick={() => setStep('review')}
          >
            Review <ArrowRight />
          </Button>
        ) : (
          <>
            <Button onClick={() => setStep('columns')}>
              <ArrowLeft /> <span className="max-sm:sr-only">Columns</span>
            </Button>
            <StartButton draft={draft} object={object} saving={changes.saving} />
          </>
        )}
      </footer>
    </>
  )
}

function DiscardButton({ draft }: { draft: Import }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const discard = async () => {
    try {
      await api.cancelImport({ params: { id: draft.id } })
      await navigate({ to: paths.imports() })
      await client.invalidateQueries({ queryKey: ['imports'] })
    } catch (error) {
      notifyProblem(error, 'The draft was not discarded')
    }
  }
  return (
    <Button variant="ghost" className="text-muted" onClick={() => void discard()}>
      Discard
    </Button>
  )
}

function StartButton({ draft, object, saving }: { draft: Import; object: ObjectMeta; saving: boolean }) {
  const client = useQueryClient()
  const preview = useQuery(previewQuery(draft.id))
  const denied = useRefusal()('import', object.plural)
  const [starting, setStarting] = useState(false)
  const counts = preview.data
  // A preview that ran out of time counted a part only: then the file's rows are what is started.
  const rows = counts === undefined || !counts.complete ? draft.detection.rows : counts.toCreate + counts.toMerge
  const nothing = rows === 0 ? 'No row of the file can be imported as it stands' : undefined
  const start = async () => {
    setStarting(true)
    try {
      await api.startImport({ params: { id: draft.id } })
      await client.invalidateQueries({ queryKey: importQuery(draft.id).queryKey })
      await client.invalidateQueries({ queryKey: ['imports'], exact: true })
    } catch (error) {
      notifyProblem(error, 'The import did not start')
      setStarting(false)
    }
  }
  return (
    <Button variant="primary" denied={denied ?? nothing} busy={starting || saving || preview.isFetching} onClick={() => void start()}>
      Import {countOf(rows, object.label, object.pluralLabel)}
    </Button>
  )
}
