import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { api } from '../api.ts'
import type { Member } from '../api-types.ts'
import { Avatar, Button, Combobox, Dialog, Field, Input, toast } from '../kit/index.ts'
import { membersQuery } from '../queries.ts'
import { FormProblem } from '../session/entrance.tsx'
import { formProblems, noProblems } from '../session/form-problems.ts'

const nobody = 'nobody'

/** A person of the directory: made here without a sign-in, or changed. */
export function PersonDialog({
  member,
  members,
  onClose,
}: {
  member: Member | undefined
  members: readonly Member[]
  onClose: () => void
}) {
  const client = useQueryClient()
  const formId = useId()
  const [managerId, setManagerId] = useState(member?.managerId ?? null)
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name')).trim()
    const office = String(data.get('office')).trim() || null
    if (name === '') return setProblems({ fields: { name: 'Enter a name' }, form: undefined })
    setBusy(true)
    try {
      const saved =
        member === undefined
          ? await api.createMember({ body: { name, office, managerId } })
          : await api.updateMember({ params: { id: member.id }, version: member.version, body: { name, office, managerId } })
      await client.invalidateQueries({ queryKey: membersQuery.queryKey })
      toast({ title: member === undefined ? `${saved.name} can own records now` : `${saved.name} was changed` })
      onClose()
    } catch (error) {
      setProblems(formProblems(error, ['name', 'office', 'managerId']))
      setBusy(false)
    }
  }
  const others = members.filter((other) => other.id !== member?.id && other.status !== 'disabled')
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="sm"
      title={member === undefined ? 'Add a person' : `Edit ${member.name}`}
      description={member === undefined ? 'Somebody who owns records but does not sign in. You can invite them later.' : undefined}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {member === undefined ? 'Add person' : 'Save changes'}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={problems.fields['name']}>
          {(control) => <Input {...control} name="name" autoComplete="off" autoFocus defaultValue={member?.name ?? ''} />}
        </Field>
        <Field label="Office" error={problems.fields['office']}>
          {(control) => <Input {...control} name="office" autoComplete="off" defaultValue={member?.office ?? ''} />}
        </Field>
        <Field label="Manager" error={problems.fields['managerId']}>
          {(control) => (
            <Combobox
              id={control.id}
              value={managerId ?? nobody}
              onChange={(value) => setManagerId(value === nobody ? null : value)}
              options={[
                { value: nobody, label: 'Nobody' },
                ...others.map((other) => ({ value: other.id, label: other.name, icon: <Avatar name={other.name} size="sm" /> })),
              ]}
              placeholder="Find a person"
            />
          )}
        </Field>
        <FormProblem message={problems.form} />
      </form>
    </Dialog>
  )
}
