import { useNavigate } from '@tanstack/react-router'
import { api } from '../api.ts'
import { Button } from '../kit/index.ts'
import { replaceSession } from '../queries.ts'
import { Entrance } from './entrance.tsx'
import { OrganizationForm } from './organization-form.tsx'

/** For a user who belongs to no organization. */
export function OrganizationPage() {
  const navigate = useNavigate()
  const leave = async () => {
    await api.signOut()
    replaceSession(null)
    await navigate({ to: '/sign-in' })
  }
  return (
    <Entrance
      title="Create an organization"
      intro="You belong to none yet. If you expected one, open the invitation link you were sent."
      footer={
        <Button variant="ghost" className="-ml-3 text-muted" onClick={() => void leave()}>
          Sign out
        </Button>
      }
    >
      <OrganizationForm onCreated={() => void navigate({ to: '/' })} />
    </Entrance>
  )
}
