import { signOut } from '../frame/use-organization.ts'
import { Button } from '../kit/index.ts'
import { enter } from './entering.ts'
import { Entrance } from './entrance.tsx'
import { OrganizationForm } from './organization-form.tsx'

/** For a user who belongs to no organization. */
export function OrganizationPage() {
  return (
    <Entrance
      title="Create an organization"
      intro="You belong to none yet. If you expected one, open the invitation link you were sent."
      footer={
        <Button variant="ghost" className="-ml-3 text-muted" onClick={() => void signOut()}>
          Sign out
        </Button>
      }
    >
      <OrganizationForm onCreated={() => enter('/')} />
    </Entrance>
  )
}
