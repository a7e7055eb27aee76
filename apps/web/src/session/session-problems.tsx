import { create } from 'zustand'
import { observeProblems } from '../api.ts'
import { Button, Dialog } from '../kit/index.ts'
import { queryClient, sessionQuery } from '../queries.ts'
import { enter } from './entering.ts'

const useSwitched = create<{ switched: boolean }>()(() => ({ switched: false }))

/** Signed out elsewhere: back to sign-in. Another organization in another tab: say so before anything else happens. */
export function watchSessionProblems(): void {
  observeProblems((problem) => {
    if (problem.code === 'organization_switched') useSwitched.setState({ switched: true })
    const known = queryClient.getQueryData(sessionQuery.queryKey)
    if (problem.code === 'not_signed_in' && known != null)
      enter(`/sign-in?${new URLSearchParams({ to: location.pathname + location.search })}`)
  })
}

export function SwitchedElsewhere() {
  const switched = useSwitched((state) => state.switched)
  const reload = () => enter('/')
  return (
    <Dialog
      open={switched}
      onOpenChange={(open) => {
        if (!open) reload()
      }}
      title="You switched organization in another tab"
      description="What this tab shows belongs to the one you left, so nothing more was loaded or saved. Reload to go on in the organization you are in now."
      actions={
        <Button variant="primary" onClick={reload}>
          Reload
        </Button>
      }
    />
  )
}
