import { type FormEvent, useState } from 'react'
import { api } from '../api.ts'
import { Button, Combobox, Field, Input } from '../kit/index.ts'
import { currencyOptions, guessCurrency, ownTimeZone } from './currency-guess.ts'
import { FormProblem } from './entrance.tsx'
import { formProblems, noProblems } from './form-problems.ts'

/** One name makes an organization, and the maker its owner. */
export function OrganizationForm({ onCreated }: { onCreated: () => void }) {
  const [problems, setProblems] = useState(noProblems)
  const [currency, setCurrency] = useState(() => guessCurrency(navigator.language))
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name')).trim()
    if (name === '') return setProblems({ fields: { name: 'Enter a name' }, form: undefined })
    setBusy(true)
    try {
      await api.createOrganization({ body: { name, currency, timeZone: ownTimeZone() } })
      onCreated()
    } catch (error) {
      setProblems(formProblems(error, ['name', 'currency']))
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <Field label="Name" error={problems.fields['name']} hint="Its data is kept apart from every other organization.">
        {(control) => <Input {...control} name="name" autoComplete="organization" autoFocus />}
      </Field>
      <Field label="Currency" error={problems.fields['currency']} hint="Of amounts that do not say another.">
        {(control) => <Combobox {...control} value={currency} options={currencyOptions} onChange={setCurrency} />}
      </Field>
      <FormProblem message={problems.form} />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" busy={busy}>
          Create organization
        </Button>
      </div>
    </form>
  )
}
