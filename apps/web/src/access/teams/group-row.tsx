import { useQuery } from '@tanstack/react-query'
import { countOf } from '../../format.ts'
import { Avatar, classes } from '../../kit/index.ts'
import { membersQuery } from '../../queries.ts'

interface GroupRowProps {
  name: string
  description: string | null
  memberIds: readonly string[]
  depth?: number
  chosen: boolean
  onChoose: () => void
}

/** A team or territory in its list: what it is called, and who is in it. */
export function GroupRow({ name, description, memberIds, depth = 0, chosen, onChoose }: GroupRowProps) {
  const members = useQuery(membersQuery).data ?? []
  const people = memberIds.flatMap((id) => members.filter((member) => member.id === id))
  return (
    <li>
      <button
        type="button"
        onClick={onChoose}
        aria-current={chosen || undefined}
        className={classes(
          'flex min-h-12 w-full items-center gap-3 border-b border-line px-4 py-1.5 text-left hover:bg-hover max-sm:px-3',
          chosen && 'bg-accent-soft hover:bg-accent-soft',
        )}
      >
        <span className="min-w-0 flex-1" style={{ paddingInlineStart: `${depth * 20}px` }}>
          <span className="block truncate text-sm font-medium">
            <bdi>{name}</bdi>
          </span>
          {description !== null && <span className="block truncate text-xs text-muted">{description}</span>}
        </span>
        <span className="flex -space-x-1.5 max-sm:hidden" aria-hidden>
          {people.slice(0, 5).map((person) => (
            <Avatar key={person.id} name={person.name} size="sm" className="ring-2 ring-canvas" />
          ))}
        </span>
        <span className="w-20 text-right text-sm text-muted tabular">{countOf(memberIds.length, 'person', 'people')}</span>
      </button>
    </li>
  )
}
