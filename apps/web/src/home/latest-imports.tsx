import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import { formatTime } from '../format.ts'
import { importsQuery } from '../imports/import-api.ts'
import { ImportStateBadge } from '../imports/import-state.tsx'
import { paths } from '../paths.ts'
import { useDenied } from '../session/session.ts'

export function LatestImports() {
  const denied = useDenied()('read', 'imports')
  const { data } = useQuery({ ...importsQuery, enabled: denied === undefined })
  if (denied !== undefined) return null
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium text-muted">Latest imports</h3>
      {data?.length === 0 && (
        <p className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-sm text-muted">
          <Link to={paths.newImport()} className="font-medium text-accent-text hover:underline">
            Import a file
          </Link>{' '}
          to bring more data.
        </p>
      )}
      <ul className="flex flex-col">
        {data?.slice(0, 8).map((item) => (
          <li key={item.id}>
            <Link
              to={paths.import(item.id)}
              className="-mx-2 flex h-9 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover max-sm:h-11"
            >
              <FileUp className="text-muted" />
              <span className="min-w-0 flex-1 truncate">{item.filename}</span>
              <ImportStateBadge state={item.state} />
              <span className="text-xs text-faint max-sm:hidden">{formatTime(item.createdAt)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
