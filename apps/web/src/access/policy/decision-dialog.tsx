import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { Button, Dialog, Field, TextArea, toast } from '../../kit/index.ts'
import { FormProblem } from '../../session/entrance.tsx'
import { formProblems, noProblems } from '../../session/form-problems.ts'
import { accessApi } from '../access-api.ts'
import type { DraftSummary } from '../types.ts'

interface DecisionDialogProps {
  draft: DraftSummary
  verdict: 'approve' | 'reject'
  onClose: () => void
}

/** The second person's answer. A rejection says why; an approval may. */
export function DecisionDialog({ draft, verdict, onClose }: DecisionDialogProps) {
  const client = useQueryClient()
  const formId = useId()
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  const approving = verdict === 'approve'
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const reason = String(new FormData(event.currentTarget).get('reason')).trim()
    if (reason === '' && !approving) return setProblems({ fields: { reason: 'Say why, so that they can do better' }, form: undefined })
    setBusy(true)
    try {
      if (approving) await accessApi.approveDraft(draft.id, reason === '' ? undefined : reason)
      else await accessApi.rejectDraft(draft.id, reason)
      onClose()
      toast({ title: approving ? 'The change is in force' : 'The change was rejected; nothing is different' })
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'tags' })
    } catch (error) {
      setProblems(formProblems(error, ['reason']))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="sm"
      title={approving ? 'Approve this change' : 'Reject this change'}
      description={
        approving
          ? 'It is in force at once, with your name beside theirs.'
          : 'Nothing changes. They see your reason and can take the change up again.'
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant={approving ? 'primary' : 'danger'} type="submit" form={formId} busy={busy}>
            {approving ? 'Approve' : 'Reject'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label={approving ? 'Remark' : 'Reason'} error={problems.fields['reason']}>
          {(control) => <TextArea {...control} name="reason" rows={2} maxLength={1000} autoFocus />}
        </Field>
        <FormProblem message={problems.form} />
      </form>
    </Dialog>
  )
}
