import { useNavigate, useRouter } from '@tanstack/react-router'
import { api } from '../api.ts'
import { toast } from '../kit/index.ts'
import { notifyProblem } from '../problem-notice.ts'
import { replaceSession } from '../queries.ts'
import { useSession } from '../session/session.ts'

/** After the session changed organization: start anew at home. */
export function useEnterOrganization(): () => void {
  const navigate = useNavigate()
  const router = useRouter()
  return () => {
    void navigate({ to: '/' }).then(() => router.invalidate())
  }
}

export function useSwitchOrganization(): (slug: string) => Promise<void> {
  const session = useSession()
  const enter = useEnterOrganization()
  return async (slug) => {
    if (slug === session.organization.slug) return
    try {
      const next = await api.switchOrganization({ body: { slug } })
      replaceSession(next)
      enter()
      toast({ title: `You are in ${next.organization?.name ?? slug} now`, tone: 'information' })
    } catch (error) {
      notifyProblem(error, 'You could not change over')
    }
  }
}

export function useSignOut(): () => Promise<void> {
  const navigate = useNavigate()
  return async () => {
    try {
      await api.signOut()
      await navigate({ to: '/sign-in' })
      replaceSession(null)
    } catch (error) {
      notifyProblem(error, 'You are still signed in')
    }
  }
}
