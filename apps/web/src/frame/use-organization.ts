import { api } from '../api.ts'
import { notifyProblem } from '../problem-notice.ts'
import { enter } from '../session/entering.ts'
import { useSession } from '../session/session.ts'

export function useSwitchOrganization(): (slug: string) => Promise<void> {
  const session = useSession()
  return async (slug) => {
    if (slug === session.organization.slug) return
    try {
      await api.switchOrganization({ body: { slug } })
      enter('/')
    } catch (error) {
      notifyProblem(error, 'You could not change over')
    }
  }
}

export async function signOut(): Promise<void> {
  try {
    await api.signOut()
    enter('/sign-in')
  } catch (error) {
    notifyProblem(error, 'You are still signed in')
  }
}
