import { Link } from '@tanstack/react-router'
import type { ObjectMeta } from '../api-types.ts'
import { ObjectIcon } from '../frame/object-icon.tsx'
import { paths } from '../paths.ts'
import { useRecents } from '../palette/recents.ts'

export function RecentRecords({ objects }: { objects: readonly ObjectMeta[] }) {
  const recents = useRecents()
  const shown = recents.flatMap((recent) => {
    const object = objects.find((candidate) => candidate.name === recent.object)
    return object === undefined ? [] : [{ recent, object }]
  })
  return (
    <section>
      <h3 className="mb-2 text-sm font-medium text-muted">Opened last</h3>
      {shown.length === 0 && (
        <p className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-sm text-muted">
          Records that you open appear here.
        </p>
      )}
      <ul className="flex flex-col">
        {shown.map(({ recent, object }) => (
          <li key={recent.id}>
            <Link
              to={paths.list(object.plural)}
              search={{ record: recent.id }}
              className="-mx-2 flex h-9 items-center gap-2.5 rounded-md px-2 text-sm hover:bg-hover max-sm:h-11"
            >
              <ObjectIcon icon={object.icon} className="text-muted" />
              <span className="min-w-0 flex-1 truncate">
                <bdi>{recent.name}</bdi>
              </span>
              <span className="text-xs text-faint">{object.label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
