import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiProblem, records } from '../../api.ts'
import type { ObjectMeta, RecordRow } from '../../api-types.ts'
import { Button, Dialog, Field, toast } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import { pipelinesQuery } from '../../queries.ts'
import { useSession } from '../../session/session.ts'
import { nameOf } from '../model/metadata.ts'
import { useRecordsHome } from '../store/records-home.ts'
import { useRecordActions } from '../change/use-record-actions.ts'
import { FormControl } from './form-control.tsx'
import { formFields, isDemanded, readDraft, type Draft, type Problems } from './draft.ts'

interface CreateDialogProps {
  meta: ObjectMeta
  initial: Draft
  onClose: () => void
  onCreated: (record: RecordRow) => void
}

/** A new record. Errors stand beside their fields; what was typed stays until it is saved. */
export function CreateDialog({ meta, initial, onClose, onCreated }: CreateDialogProps) {
  const { currency } = useSession().organization
  const draft = useDraft(meta, initial)
  const [all, setAll] = useState(false)
  const { create, busy, problems, refusal } = useCreation(meta, currency, onCreated)
  const { first, more } = formFields(meta)
  const hidden = more.filter((field) => problems[field.name] === undefined)
  const fields = all ? [...first, ...more] : [...first, ...more.filter((field) => !hidden.includes(field))]
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={`New ${meta.label.toLowerCase()}`}
      width="lg"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="new-record" busy={busy}>
            Create {meta.label.toLowerCase()}
          </Button>
        </>
      }
    >
      <form
        id="new-record"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void create(draft.values)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void create(draft.values)
        }}
      >
        {refusal !== undefined && (
          <p role="alert" className="mb-3 rounded-md bg-red-soft px-3 py-2 text-sm text-red">
            {refusal}
          </p>
        )}
        <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
          {fields.map((field, at) => (
            <div key={field.name} className={field.type === 'longText' || at === 0 ? 'sm:col-span-2' : ''}>
              <Field
                label={isDemanded(field) ? `${field.label} (required)` : field.label}
                required={isDemanded(field)}
                error={problems[field.name]}
              >
                {(control) => (
                  <FormControl
                    field={field}
                    value={draft.values[field.name] ?? ''}
                    currency={currency}
                    autoFocus={at === 0}
                    control={control}
                    onChange={(value) => draft.set(field.name, value)}
                  />
                )}
              </Field>
            </div>
          ))}
        </div>
        {!all && hidden.length > 0 && (
          <Button variant="ghost" size="sm" className="mt-3 -ml-2 text-muted" onClick={() => setAll(true)}>
            Show {hidden.length} more {hidden.length === 1 ? 'field' : 'fields'}
          </Button>
        )}
      </form>
    </Dialog>
  )
}

/** Values that are not valid, and the one that the reader may not give. */
function refusedFields(problem: ApiProblem): Problems {
  const { field } = problem.members
  return problem.code === 'forbidden' && typeof field === 'string' ? { [field]: problem.message } : problem.byPath()
}

/** A deal begins in the first stage of the first pipeline unless one is chosen. */
function useDraft(meta: ObjectMeta, initial: Draft) {
  const stageField = meta.fields.find((field) => field.reference === 'stage' && isDemanded(field))
  const { data: pipelines } = useQuery({ ...pipelinesQuery, enabled: stageField !== undefined })
  const firstStage = pipelines?.[0]?.stages.toSorted((a, b) => a.position - b.position)[0]?.id
  const [typed, setTyped] = useState<Draft>(initial)
  const values = stageField === undefined || firstStage === undefined ? typed : { [stageField.name]: firstStage, ...typed }
  return { values, set: (name: string, value: string) => setTyped((before) => ({ ...before, [name]: value })) }
}

function useCreation(meta: ObjectMeta, currency: string, onCreated: (record: RecordRow) => void) {
  const home = useRecordsHome()
  const client = useQueryClient()
  const actions = useRecordActions(meta)
  const [problems, setProblems] = useState<Problems>({})
  const [refusal, setRefusal] = useState<string>()
  const [busy, setBusy] = useState(false)
  // The same key as long as the same values are sent: pressing twice, or again after a lost answer, creates one record.
  const attempt = useRef<{ body: string; key: string }>(undefined)

  const create = async (draft: Draft) => {
    const read = readDraft(draft, meta, currency)
    setRefusal(undefined)
    setProblems('problems' in read ? read.problems : {})
    if ('problems' in read || busy) return
    const body = JSON.stringify(read.values)
    if (attempt.current?.body !== body) attempt.current = { body, key: crypto.randomUUID() }
    setBusy(true)
    try {
      const record = await records(meta.plural).create(read.values, attempt.current.key)
      home.store.receive(meta.name, record)
      home.refresh(meta.plural)
      toast({ title: `${nameOf(record, meta)} created`, action: { label: 'Undo', run: () => void actions.remove([record.id]) } })
      onCreated(record)
      await client.invalidateQueries({ queryKey: ['records'] })
    } catch (error) {
      const refused = error instanceof ApiProblem ? refusedFields(error) : {}
      setProblems(refused)
      if (!meta.fields.some((field) => field.name in refused)) setRefusal(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return { create, busy, problems, refusal }
}
