import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { Button, Dialog, Field, Input, TextArea } from '../../kit/index.ts'
import { FormProblem } from '../../session/entrance.tsx'
import { formProblems, noProblems } from '../../session/form-problems.ts'

interface Named {
  name: string
  description: string | null
}

interface NameDialogProps {
  title: string
  intro?: ReactNode
  verb: string
  value?: Partial<Named>
  width?: 'sm' | 'md'
  /** Without: the thing has a name alone. */
  described?: boolean
  /** Further controls above the buttons. */
  children?: ReactNode
  /** Rejects with what the API refused; stands beside its field. */
  onSave: (value: Named) => Promise<void>
  onClose: () => void
}

/** Asks for a name, and perhaps for what the thing is for. */
export function NameDialog({ title, intro, verb, value = {}, described = true, width = 'sm', children, onSave, onClose }: NameDialogProps) {
  const formId = useId()
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)
  // Until somebody writes one, the name is what the choices below propose.
  const [written, setWritten] = useState<string>()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const name = String(data.get('name')).trim()
    const description = String(data.get('description') ?? '').trim() || null
    if (name === '') return setProblems({ fields: { name: 'Enter a name' }, form: undefined })
    setBusy(true)
    try {
      await onSave({ name, description })
      onClose()
    } catch (error) {
      setProblems(formProblems(error, ['name', 'description']))
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onOpenChange={onClose}
      width={width}
      title={title}
      {...(intro !== undefined && { description: intro })}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} busy={busy}>
            {verb}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={problems.fields['name']}>
          {(control) => (
            <Input
              {...control}
              name="name"
              autoComplete="off"
              autoFocus
              maxLength={120}
              value={written ?? value.name ?? ''}
              onChange={(event) => setWritten(event.target.value)}
            />
          )}
        </Field>
        {described && (
          <Field label="Description" error={problems.fields['description']}>
            {(control) => (
              <TextArea
                {...control}
                name="description"
                rows={2}
                maxLength={500}
                className="min-h-14"
                defaultValue={value.description ?? ''}
              />
            )}
          </Field>
        )}
        {children}
        <FormProblem message={problems.form} />
      </form>
    </Dialog>
  )
}
