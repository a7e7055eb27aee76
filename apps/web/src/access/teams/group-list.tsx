import type { UseQueryResult } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, EmptyState } from '../../kit/index.ts'
import { useDenied } from '../../session/session.ts'
import { ListAndDetail } from '../page/list-and-detail.tsx'
import { RowsSkeleton, Unread } from '../page/reading.tsx'
import { GroupRow } from './group-row.tsx'

/** Which group is open, for the page that keeps it in its address. */
export interface OpenGroup {
  open: string | undefined
  onOpen: (id: string | undefined) => void
  onAdd: () => void
}

export interface GroupLine {
  id: string
  name: string
  description: string | null
  memberIds: readonly string[]
  /** Groups above it. */
  depth?: number
}

interface GroupListProps<G extends { id: string }> extends OpenGroup {
  /** `team`. */
  noun: string
  /** `Teams`. */
  title: string
  icon: ReactNode
  /** What they are good for, said where there is none. */
  about: string
  groups: UseQueryResult<readonly G[]>
  /** In the order of the list. */
  lines: (groups: readonly G[]) => readonly GroupLine[]
  detail: (group: G) => ReactNode
}

/** Teams or territories, and the one that is open beside them. */
export function GroupList<G extends { id: string }>(props: GroupListProps<G>) {
  const { noun, title, icon, about, groups, lines, detail, open, onOpen, onAdd } = props
  const denied = useDenied()('create', 'teams')
  if (groups.isPending) return <RowsSkeleton />
  if (groups.isError) return <Unread what={`The ${title.toLowerCase()}`} error={groups.error} retry={() => void groups.refetch()} />
  if (groups.data.length === 0)
    return (
      <EmptyState
        icon={icon}
        title={`No ${title.toLowerCase()} yet`}
        actions={
          <Button variant="primary" denied={denied} onClick={onAdd}>
            <Plus /> New {noun}
          </Button>
        }
      >
        {about}
      </EmptyState>
    )
  const chosen = groups.data.find((group) => group.id === open)
  return (
    <ListAndDetail
      back={title}
      onBack={() => onOpen(undefined)}
      list={
        <ul aria-label={title}>
          {lines(groups.data).map((line) => (
            <GroupRow key={line.id} {...line} chosen={line.id === open} onChoose={() => onOpen(line.id === open ? undefined : line.id)} />
          ))}
        </ul>
      }
      detail={chosen && detail(chosen)}
    />
  )
}
