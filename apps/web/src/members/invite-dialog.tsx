import { useQueryClient } from '@tanstack/react-query'
import { Check, Copy } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { api } from '../api.ts'
import type { NewInvitation } from '@freehold/client'
import type { Member, Role } from '../api-types.ts'
import { formatExactTime } from '../format.ts'
import { Button, Dialog, Field, Input } from '../kit/index.ts'
import { invitationsQuery, membersQuery } from '../queries.ts'
import { FormProblem } from '../session/entrance.tsx'
import { formProblems, noProblems } from '../session/form-problems.ts'
import { RoleSelect } from './role-select.tsx'

/** Makes an invitation, then shows its link: the only time that anybody sees it. */
export function InviteDialog({ member, onClose }: { member: Member | undefined; onClose: () => void }) {
  const [made, setMade] = useState<NewInvitation>()
  if (made !== undefined) return <LinkDialog invitation={made} onClose={onClose} />
  return <InviteForm member={member} onMade={setMade} onClose={onClose} />
}

function InviteForm({
  member,
  onMade,
  onClose,
}: {
  member: Member | undefined
  onMade: (made: NewInvitation) => void
  onClose: () => void
}) {
  const client = useQueryClient()
  const formId = useId()
  const [role, setRole] = useState<Role>(member?.role ?? 'member')
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email')).trim()
    if (!/^\S+@\S+$/.test(email)) return setProblems({ fields: { email: 'Enter an email address, like ana@example.com' }, form: undefined })
    setBusy(true)
    try {
      onMade(await api.createInvitation({ body: { email, role, ...(member !== undefined && { memberId: member.id }) } }))
      await Promise.all([membersQuery, invitationsQuery].map((query) => client.invalidateQueries({ queryKey: query.queryKey })))
    } catch (error) {
      setProblems(formProblems(error, ['email', 'role']))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="sm"
      title={member === undefined ? 'Invite somebody' : `Invite ${member.name}`}
      description={
        member === undefined
          ? 'You get a link to send them. It works once, for this address.'
          : 'They keep the records they own. You get a link to send them.'
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            Create link
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label="Email" error={problems.fields['email']}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="off" autoFocus defaultValue={member?.email ?? ''} />}
        </Field>
        <Field label="Role" error={problems.fields['role']}>
          {(control) => <RoleSelect id={control.id} value={role} onChange={setRole} />}
        </Field>
        <FormProblem message={problems.form} />
      </form>
    </Dialog>
  )
}

function LinkDialog({ invitation, onClose }: { invitation: NewInvitation; onClose: () => void }) {
  const [copied, setCopied] = useState(false)
  const fieldId = useId()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(invitation.link)
      setCopied(true)
    } catch {
      // Without the clipboard's permission: the text is selected, for the person's own copy.
      document.querySelector<HTMLInputElement>(`[id="${fieldId}"]`)?.select()
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Send this link"
      description={
        <>
          To <b className="font-medium text-ink">{invitation.email}</b>. It is shown this once and works until{' '}
          {formatExactTime(invitation.expiresAt)}.
        </>
      }
      actions={<Button onClick={onClose}>Done</Button>}
    >
      <div className="flex gap-2">
        <Input
          id={fieldId}
          aria-label="Invitation link"
          readOnly
          value={invitation.link}
          onFocus={(event) => event.target.select()}
          className="font-mono text-xs"
        />
        <Button variant="primary" autoFocus onClick={() => void copy()}>
          {copied ? <Check /> : <Copy />}
          {copied ? 'Copied' : 'Copy link'}
        </Button>
      </div>
    </Dialog>
  )
}
