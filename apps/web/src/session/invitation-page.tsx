import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { api } from '../api.ts'
import type { InvitationOffer } from '../api-types.ts'
import { Button, Field, Input, Skeleton } from '../kit/index.ts'
import { messageOf } from '../problem-notice.ts'
import { enter } from './entering.ts'
import { Entrance, FormProblem, entranceLink } from './entrance.tsx'
import { formProblems, noProblems } from './form-problems.ts'
import { PasswordInput } from './password-input.tsx'

export function InvitationPage() {
  const { token } = useParams({ from: '/invitations/$token' })
  const offer = useQuery({ queryKey: ['invitation', token], queryFn: () => api.getInvitationOffer({ params: { token } }), retry: false })
  if (offer.isPending)
    return (
      <Entrance title="Your invitation">
        <Skeleton className="h-40" />
      </Entrance>
    )
  if (offer.isError) {
    return (
      <Entrance title="This invitation cannot be used" intro={messageOf(offer.error)}>
        <p className="text-base text-muted">
          Invitations work once and for a limited time. Ask whoever invited you for a new link, or{' '}
          <Link to="/sign-in" className={entranceLink}>
            sign in
          </Link>
          .
        </p>
      </Entrance>
    )
  }
  return <Acceptance token={token} offer={offer.data} />
}

function Acceptance({ token, offer }: { token: string; offer: InvitationOffer }) {
  const [problems, setProblems] = useState(noProblems)
  const [busy, setBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const password = String(data.get('password'))
    const name = String(data.get('name') ?? '').trim()
    const found = {
      ...(!offer.hasAccount && name === '' && { name: 'Enter your name' }),
      ...(password === '' && { password: offer.hasAccount ? 'Enter your password' : 'Choose a password' }),
    }
    if (Object.keys(found).length > 0) return setProblems({ fields: found, form: undefined })
    setBusy(true)
    try {
      await api.acceptInvitation({ params: { token }, body: offer.hasAccount ? { password } : { name, password } })
      enter('/')
    } catch (error) {
      setProblems(formProblems(error, ['name', 'password']))
      setBusy(false)
    }
  }

  return (
    <Entrance
      title={`Join ${offer.organization.name}`}
      intro={
        <>
          {offer.invitedBy ?? 'Somebody there'} invited <b className="font-medium text-ink">{offer.email}</b> as {offer.role}.
          {offer.hasAccount && ' You have an account with this address already: enter its password to join.'}
        </>
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="email" autoComplete="username" value={offer.email} readOnly />
        {!offer.hasAccount && (
          <Field label="Your name" error={problems.fields['name']}>
            {(control) => (
              <Input {...control} name="name" autoComplete="name" autoFocus defaultValue={offer.name ?? ''} className="h-10 text-base" />
            )}
          </Field>
        )}
        <Field
          label="Password"
          error={problems.fields['password']}
          hint={offer.hasAccount ? undefined : 'Several unrelated words, 15 characters or more.'}
        >
          {(control) => (
            <PasswordInput
              {...control}
              name="password"
              autoFocus={offer.hasAccount}
              autoComplete={offer.hasAccount ? 'current-password' : 'new-password'}
            />
          )}
        </Field>
        <FormProblem message={problems.form} />
        <Button type="submit" variant="primary" size="lg" busy={busy} className="mt-1 w-full">
          Join {offer.organization.name}
        </Button>
      </form>
    </Entrance>
  )
}
