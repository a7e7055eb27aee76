import { useState } from 'react'
import type { Holder } from '../../api-types.ts'
import { Avatar, Input } from '../../kit/index.ts'
import { useSession } from '../../session/session.ts'

/** Fewer than these are found by looking. */
const filterFrom = 6

/** Everybody who can see a record and what lets them, found by name or by reason. */
export function WhoCanSee({ title, holders }: { title: string; holders: readonly Holder[] }) {
  const { member: own } = useSession()
  const [text, setText] = useState('')
  const words = text.trim().toLocaleLowerCase().split(/\s+/)
  const shown = holders.filter((holder) => {
    const searched = `${holder.member.name} ${holder.sentence}`.toLocaleLowerCase()
    return words.every((word) => searched.includes(word))
  })
  return (
    <>
      <h2 className="px-4 pt-3 text-sm font-semibold">{title}</h2>
      {holders.length >= filterFrom && (
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
      <ul className="mt-1 max-h-80 overflow-y-auto overscroll-contain px-4 pb-2">
        {shown.map(({ member, sentence }) => (
          <li key={member.id} className="flex items-start gap-2.5 py-1.5">
            <Avatar name={member.name} />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-sm" dir="auto">
                {member.name}
                {member.id === own.id && <span className="text-muted"> (you)</span>}
              </span>
              <span className="block text-xs text-pretty break-words text-muted">{sentence}</span>
            </span>
          </li>
        ))}
        {shown.length === 0 && <li className="py-3 text-sm text-muted">Nobody fits “{text.trim()}”</li>}
      </ul>
    </>
  )
}
