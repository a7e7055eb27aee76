import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Star, X } from 'lucide-react'
import { Avatar, Badge, IconButton, Skeleton } from '../../kit/index.ts'
import { paths } from '../../paths.ts'
import { membersQuery } from '../../queries.ts'

interface PeopleListProps {
  people: readonly { memberId: string; lead?: boolean }[]
  denied: string | undefined
  onRemove: (memberId: string, name: string) => void
  /** Where one of them can lead the others. */
  onLead?: (memberId: string, name: string, lead: boolean) => void
}

export function PeopleList({ people, denied, onRemove, onLead }: PeopleListProps) {
  const members = useQuery(membersQuery).data
  if (members === undefined) return <Skeleton className="my-2 w-40" />
  const names = new Map(members.map((member) => [member.id, member.name]))
  const shown = people
    .map((person) => ({ ...person, name: names.get(person.memberId) ?? 'Somebody who left' }))
    .toSorted((a, b) => Number(b.lead === true) - Number(a.lead === true) || a.name.localeCompare(b.name))
  return (
    <ul className="divide-y divide-line">
      {shown.map(({ memberId, name, lead }) => (
        <li key={memberId} className="group flex h-11 items-center gap-3 px-4">
          <Avatar name={name} />
          <Link to={paths.person(memberId)} className="min-w-0 truncate text-sm hover:underline">
            <bdi>{name}</bdi>
          </Link>
          {lead === true && <Badge tone="good">Lead</Badge>}
          <span className="ml-auto flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100">
            {onLead !== undefined && (
              <IconButton
                label={lead === true ? `${name} no longer leads` : `Let ${name} lead`}
                size="sm"
                side="left"
                denied={denied}
                icon={<Star className={lead === true ? 'fill-current text-accent-text' : ''} />}
                onClick={() => onLead(memberId, name, lead !== true)}
              />
            )}
            <IconButton
              label={`Take ${name} out`}
              size="sm"
              side="left"
              denied={denied}
              icon={<X />}
              onClick={() => onRemove(memberId, name)}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
