import { Lock } from 'lucide-react'
import { useWhomToAsk } from '../access-kit/whom-to-ask.ts'
import { EmptyState } from '../kit/index.ts'
import { PageHeader } from './page-header.tsx'

/** In place of a page that none of the reader's roles opens: says why, and whom to ask. */
export function NotForYou({ title, reason }: { title: string; reason: string }) {
  const ask = useWhomToAsk()
  const [why = reason] = reason.split(/(?<=\.) /)
  return (
    <>
      <PageHeader title={title} />
      <EmptyState icon={<Lock />} title="This is not open to you">
        {ask === undefined ? reason : `${why} ${ask}`}
      </EmptyState>
    </>
  )
}
