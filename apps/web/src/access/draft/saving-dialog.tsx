import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { Button, Dialog, Field, TextArea, toast } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { FormProblem } from '../../session/entrance.tsx'
import { formProblems, noProblems } from '../../session/form-problems.ts'
import { accessApi } from '../access-api.ts'
import { accessKey } from '../access-queries.ts'
import { Concerns } from '../page/concerns.tsx'
import type { Concern } from '../types.ts'
import { ChangeList } from '../policy/change-list.tsx'
import { closeDraft, sendDraft, useDeskState } from './draft-desk.ts'
import type { PolicyDesk } from './use-policy.ts'

/** Asks why, shows what, and puts the draft into force, or before a second person. */
export function SavingDialog({ desk, onClose }: { desk: PolicyDesk; onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const formId = useId()
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  const concerns = useConcerns(desk)
  const waits = desk.saved.document.settings.secondApprover && concerns.length > 0
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason')).trim()
    if (reason === '') return setProblems({ fields: { reason: 'Say why: it stands in the history beside the change' }, form: undefined })
    setBusy(true)
    try {
      await sendDraft()
      const id = useDeskState.getState().draft?.id
      if (id === undefined) return onClose()
      const { state, version } = await accessApi.saveDraft(id, reason)
      closeDraft()
      onClose()
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'tags' && queryKey[0] !== 'policy-concerns' })
      toast(
        state === 'saved'
          ? { title: `Version ${version ?? ''} is in force`, detail: 'Everybody’s open pages follow it from now on.' }
          : { title: 'Waiting for a second person', detail: 'Nothing changes until somebody else approves it.', tone: 'information' },
      )
      await navigate({ to: paths.policy(), search: state === 'saved' ? {} : { tab: 'drafts' } })
    } catch (error) {
      setProblems(formProblems(error, ['reason']))
      setBusy(false)
      await client.invalidateQueries({ queryKey: accessKey })
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Save this policy"
      description={
        waits
          ? 'It waits for a second person; nothing changes until they approve it.'
          : 'It is in force at once, also on pages that are open now. You can revert it later.'
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {waits ? 'Ask for approval' : 'Save policy'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <div className="max-h-[30vh] overflow-y-auto rounded-md border border-line px-3">
          <ChangeList changes={desk.changes} />
        </div>
        <Concerns concerns={concerns} />
        <Field
          label="Reason"
          error={problems.fields['reason']}
          hint="For whoever reads the history: a ticket, a decision, a person who asked."
        >
          {(control) => <TextArea {...control} name="reason" autoFocus rows={2} maxLength={1000} />}
        </Field>
        <FormProblem message={problems.form} />
      </form>
    </Dialog>
  )
}

/** What a second person should look at, as the first step of a preview says it. */
function useConcerns({ draft, unsent }: PolicyDesk): readonly Concern[] {
  const id = draft?.id ?? ''
  const preview = useQuery({
    queryKey: ['policy-concerns', id, draft?.version],
    queryFn: ({ signal }) => accessApi.previewDraft(id, null, signal),
    enabled: draft !== undefined && draft.problems.length === 0 && !unsent,
    staleTime: Infinity,
  })
  return preview.data?.alerts ?? []
}
