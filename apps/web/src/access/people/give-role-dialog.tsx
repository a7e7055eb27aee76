import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { Button, Combobox, Dialog, Field, Input, toast } from '../../kit/index.ts'
import { FormProblem } from '../../session/entrance.tsx'
import { formProblems, noProblems } from '../../session/form-problems.ts'
import { accessApi } from '../access-api.ts'
import { accessKey, rolesQuery } from '../access-queries.ts'
import { useNames } from '../model/names.ts'

interface GiveRoleDialogProps {
  /** Exactly one of the ids. */
  person: { memberId?: string; teamId?: string; name: string }
  onClose: () => void
}

const everywhere = 'everywhere'

/** A role on top of the built-in one; everywhere or at a place, for good or for a time. */
export function GiveRoleDialog({ person, onClose }: GiveRoleDialogProps) {
  const client = useQueryClient()
  const formId = useId()
  const names = useNames()
  const roles = useQuery(rolesQuery).data ?? []
  const [role, setRole] = useState<string>()
  const [place, setPlace] = useState(everywhere)
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const until = String(new FormData(event.currentTarget).get('until'))
    if (role === undefined) return setProblems({ fields: { role: 'Choose a role' }, form: undefined })
    setBusy(true)
    try {
      await accessApi.giveRole({
        role,
        memberId: person.memberId ?? null,
        teamId: person.teamId ?? null,
        nodeId: place === everywhere ? null : place,
        expiresAt: until === '' ? null : new Date(until).toISOString(),
      })
      await client.invalidateQueries({ queryKey: accessKey })
      toast({ title: `${person.name} has the role ${roles.find((one) => one.key === role)?.name ?? role} now` })
      onClose()
    } catch (error) {
      setProblems(formProblems(error, ['role', 'nodeId', 'expiresAt']))
      setBusy(false)
    }
  }
  const custom = roles.filter((one) => !one.builtIn)
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width="sm"
      title={`Give ${person.name} a role`}
      description="It comes on top of what they have already."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            Give role
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field
          label="Role"
          error={problems.fields['role']}
          hint={
            custom.length === 0
              ? 'There are no roles of your own yet; make one on the Roles page.'
              : roles.find((one) => one.key === role)?.description
          }
        >
          {(control) => (
            <Combobox
              {...control}
              value={role}
              onChange={setRole}
              options={[...custom, ...roles.filter((one) => one.builtIn)].map((one) => ({ value: one.key, label: one.name }))}
              placeholder="Find a role"
            />
          )}
        </Field>
        <Field label="Where" error={problems.fields['nodeId']} hint="There and below.">
          {(control) => (
            <Combobox
              {...control}
              value={place}
              onChange={setPlace}
              options={[{ value: everywhere, label: 'The whole organization' }, ...names.choices('node')]}
              placeholder="Find a place"
            />
          )}
        </Field>
        <Field label="Until" error={problems.fields['expiresAt']} hint="Empty: until somebody takes it away.">
          {(control) => <Input {...control} name="until" type="datetime-local" />}
        </Field>
        <FormProblem message={problems.form} />
      </form>
    </Dialog>
  )
}
