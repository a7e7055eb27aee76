import { useParams } from '@tanstack/react-router'
import { NotForYou } from '../frame/not-for-you.tsx'
import { useDenied } from '../session/session.ts'
import { useObject } from './list-address.ts'
import { ListView } from './list-view.tsx'
import { ValueFactsProvider } from './value/value-facts.tsx'

/** The list of an object. Another object is another page: nothing chosen in one means anything in the other. */
export function ListPage() {
  const { plural } = useParams({ from: '/frame/$plural' })
  const { pluralLabel } = useObject(plural)
  const denied = useDenied()('read', plural)
  if (denied !== undefined) return <NotForYou title={pluralLabel} reason={denied} />
  return (
    <ValueFactsProvider>
      <ListView key={plural} />
    </ValueFactsProvider>
  )
}
