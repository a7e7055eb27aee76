import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Holder, ObjectMeta } from '../../api-types.ts'
import { Avatar, Input, Skeleton } from '../../kit/index.ts'
import { messageOf } from '../../problem-notice.ts'
import { useSession } from '../../session/session.ts'
import { holdersQuery } from './access-queries.ts'

/** Fewer than these are found by looking. */
const filterFrom = 6

interface WhoCanSeeProps {
  title?: string
  meta: ObjectMeta
  id: string
}

/** Everybody who can see a record and what lets them, found by name or by reason. */
export function WhoCanSee({ title, meta, id }: WhoCanSeeProps) {
  const { data: holders, error } = useQuery(holdersQuery(meta, id))
  const [text, setText] = useState('')
  const words = text.trim().toLocaleLowerCase().split(/\s+/)
  const shown = (holders ?? []).filter((holder) => {
    const searched = `${holder.member.name} ${reasonOf(holder)}`.toLocaleLowerCase()
    return words.every((word) => searched.includes(word))
  })
  return (
    <>
      {title !== undefined && <h2 className="px-4 pt-3 text-sm font-semibold">{title}</h2>}
      {holders !== undefined && holders.length >= filterFrom && (
        <div className="px-4 pt-2">
          <Input
            autoFocus
            aria-label="Find by name or reason"
            placeholder="Find by name or reason"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
      )}
      {holders === undefined && (error === null ? <HoldersSkeleton /> : <p className="px-4 py-3 text-sm text-muted">{messageOf(error)}</p>)}
      <ul className="mt-1 max-h-80 overflow-y-auto overscroll-contain px-4 pb-2">
        {shown.map((holder) => (
          <HolderRow key={holder.member.id} holder={holder} />
        ))}
        {holders !== undefined && shown.length === 0 && <li className="py-3 text-sm text-muted">Nobody fits “{text.trim()}”</li>}
      </ul>
    </>
  )
}

function HolderRow({ holder }: { holder: Holder }) {
  const own = useSession().member.id === holder.member.id
  return (
    <li className="flex items-start gap-2.5 py-1.5">
      <Avatar name={holder.member.name} />
      <span className="min-w-0 flex-1">
        <span className="block truncate text-sm">
          <bdi>{holder.member.name}</bdi>
          {own && <span className="text-muted"> (you)</span>}
        </span>
        <span className="block text-xs text-pretty break-words text-muted">{reasonOf(holder)}</span>
      </span>
    </li>
  )
}

/** The rule in words; for those who may not read rules, its kind. */
function reasonOf({ sentence, reason }: Holder): string {
  return sentence ?? (reason === 'shared' ? 'It is shared with them' : 'By a role or a rule of the organization')
}

function HoldersSkeleton() {
  return (
    <div aria-hidden className="px-4 pt-2">
      {[45, 60, 50].map((width) => (
        <span key={width} className="flex h-12 items-center gap-2.5">
          <Skeleton className="size-6 rounded-full" />
          <span style={{ width: `${width}%` }}>
            <Skeleton className="w-full" />
          </span>
        </span>
      ))}
    </div>
  )
}
