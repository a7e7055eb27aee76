import { Link, useSearch } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { ApiProblem, api } from '../api.ts'
import { Button, Field, Input } from '../kit/index.ts'
import { enter } from './entering.ts'
import { Entrance, FormProblem, entranceLink } from './entrance.tsx'
import { formProblems, noProblems } from './form-problems.ts'
import { PasswordInput } from './password-input.tsx'

const fields = ['email', 'password'] as const

export function SignInPage() {
  const { to } = useSearch({ from: '/sign-in' })
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const email = String(data.get('email')).trim()
    const password = String(data.get('password'))
    const missing = {
      ...(email === '' && { email: 'Enter your email address' }),
      ...(password === '' && { password: 'Enter your password' }),
    }
    if (Object.keys(missing).length > 0) return setProblems({ fields: missing, form: undefined })
    setBusy(true)
    try {
      await api.signIn({ body: { email, password } })
      enter(to ?? '/')
    } catch (error) {
      const form =
        error instanceof ApiProblem && error.code === 'sign_in_failed'
          ? 'This address and password do not match. Nothing was changed; check both and try again.'
          : undefined
      setProblems(form === undefined ? formProblems(error, fields) : { fields: {}, form })
      setBusy(false)
    }
  }

  return (
    <Entrance
      title="Sign in"
      footer={
        <>
          New here?{' '}
          <Link to="/register" className={entranceLink}>
            Create an organization
          </Link>
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label="Email" error={problems.fields['email']}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="username" autoFocus className="h-10 text-base" />}
        </Field>
        <Field label="Password" error={problems.fields['password']}>
          {(control) => <PasswordInput {...control} name="password" autoComplete="current-password" />}
        </Field>
        <FormProblem message={problems.form} />
        <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1 w-full">
          Sign in
        </Button>
      </form>
    </Entrance>
  )
}
