import { useParams } from '@tanstack/react-router'
import { ListView } from './list-view.tsx'

/** The list of an object. Another object is another page: nothing chosen in one means anything in the other. */
export function ListPage() {
  const { plural } = useParams({ from: '/frame/$plural' })
  return <ListView key={plural} />
}
