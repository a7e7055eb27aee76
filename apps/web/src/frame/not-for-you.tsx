import { Lock } from 'lucide-react'
import { EmptyState } from '../kit/index.ts'
import { PageHeader } from './page-header.tsx'

/** In place of a page that the reader's role does not open: says which rule, and whom to ask. */
export function NotForYou({ title, reason }: { title: string; reason: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState icon={<Lock />} title="This is not open to your role">
        {reason}
      </EmptyState>
    </>
  )
}
