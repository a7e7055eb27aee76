import { Share2 } from 'lucide-react'
import { useWhomToAsk } from '../access-kit/whom-to-ask.ts'
import { EmptyState } from '../kit/index.ts'
import { useSession } from '../session/session.ts'

/** For whom nothing was shared and no role was given yet, and who could not begin anything either. */
export function NothingOpen() {
  const { organization } = useSession()
  const ask = useWhomToAsk() ?? `Ask an owner or admin of ${organization.name}.`
  return (
    <EmptyState icon={<Share2 />} title="Nothing is open to you yet" className="flex-none">
      Records appear here as soon as somebody shares one with you, or gives you a role that opens some. {ask}
    </EmptyState>
  )
}
