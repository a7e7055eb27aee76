import { useParams } from '@tanstack/react-router'
import { ListView } from './list-view.tsx'
import { ValueFactsProvider } from './value/value-facts.tsx'

/** The list of an object. Another object is another page: nothing chosen in one means anything in the other. */
export function ListPage() {
  const { plural } = useParams({ from: '/frame/$plural' })
  return (
    <ValueFactsProvider>
      <ListView key={plural} />
    </ValueFactsProvider>
  )
}
