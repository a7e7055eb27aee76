import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../api.ts'
import { Button, Combobox, Field, Input } from '../kit/index.ts'
import { currencyOptions, guessCurrency, ownTimeZone } from './currency-guess.ts'
import { enter } from './entering.ts'
import { Entrance, FormProblem, entranceLink } from './entrance.tsx'
import { formProblems, noProblems } from './form-problems.ts'
import { PasswordInput } from './password-input.tsx'

const fields = ['organizationName', 'currency', 'name', 'email', 'password'] as const
type Form = Record<'organizationName' | 'name' | 'email' | 'password', string>

/** What can be known before asking the server; the server decides. */
function missing(form: Form): Partial<Form> {
  return {
    ...(form.organizationName === '' && { organizationName: 'Name the organization you work for' }),
    ...(form.name === '' && { name: 'Enter your name' }),
    ...(!/^\S+@\S+$/.test(form.email) && { email: 'Enter an email address, like ana@example.com' }),
    ...(form.password === '' && { password: 'Choose a password' }),
  }
}

export function RegistrationPage() {
  const [problems, setProblems] = useState(noProblems)
  const [currency, setCurrency] = useState(() => guessCurrency(navigator.language))
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const read = (name: string) => String(data.get(name) ?? '')
    const form: Form = {
      organizationName: read('organizationName').trim(),
      name: read('name').trim(),
      email: read('email').trim(),
      password: read('password'),
    }
    const found = missing(form)
    if (Object.keys(found).length > 0) return setProblems({ fields: found, form: undefined })
    setBusy(true)
    try {
      await api.register({ body: { ...form, currency, timeZone: ownTimeZone() } })
      enter('/')
    } catch (error) {
      setProblems(formProblems(error, fields))
      setBusy(false)
    }
  }

  return (
    <Entrance
      title="Create your organization"
      intro="You become its owner. You can invite others and bring your data in a minute."
      footer={
        <>
          Already registered?{' '}
          <Link to="/sign-in" className={entranceLink}>
            Sign in
          </Link>
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label="Organization" error={problems.fields['organizationName']} hint="As your colleagues know it.">
          {(control) => <Input {...control} name="organizationName" autoComplete="organization" autoFocus className="h-10 text-base" />}
        </Field>
        <Field label="Currency" error={problems.fields['currency']} hint="Of amounts that do not say another.">
          {(control) => (
            <Combobox {...control} value={currency} options={currencyOptions} onChange={setCurrency} className="h-10 text-base" />
          )}
        </Field>
        <Field label="Your name" error={problems.fields['name']}>
          {(control) => <Input {...control} name="name" autoComplete="name" className="h-10 text-base" />}
        </Field>
        <Field label="Email" error={problems.fields['email']}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" className="h-10 text-base" />}
        </Field>
        <Field label="Password" error={problems.fields['password']} hint="Several unrelated words, 15 characters or more.">
          {(control) => <PasswordInput {...control} name="password" autoComplete="new-password" />}
        </Field>
        <FormProblem message={problems.form} />
        <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1 w-full">
          Create organization
        </Button>
      </form>
    </Entrance>
  )
}
