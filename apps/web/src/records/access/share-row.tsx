import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Share, ShareChange } from '../../api-types.ts'
import { Avatar, classes, type Denied, IconButton, Select } from '../../kit/index.ts'
import { TeamMark } from './grantees.tsx'
import { endOf, inheritedWords, levelLabel, levels, terms, untilWords, type Term } from './share-words.ts'

interface ShareRowProps {
  share: Share
  name: string
  /** Of the record it was given on, when that is another one. */
  source: ReactNode
  /** Why it cannot be changed. */
  denied: Denied
  onChange: (change: ShareChange) => void
  onRemove: () => void
}

/** Somebody who has access by a share: how much, until when, from where. */
export function ShareRow({ share, name, source, denied, onChange, onRemove }: ShareRowProps) {
  const fixed = denied !== undefined || share.inheritedFrom !== null
  const until = untilWords(share)
  const facts = [
    share.inheritedFrom === null ? undefined : (source ?? inheritedWords(share.inheritedFrom)),
    fixed ? until : undefined,
    share.grantedBy === null || share.inheritedFrom !== null ? undefined : `by ${share.grantedBy.name}`,
  ].filter((fact) => fact !== undefined)
  return (
    <li className={classes('flex min-h-11 items-center gap-2.5 py-1 max-sm:py-2', !fixed && 'max-sm:flex-wrap')}>
      {share.memberId === null ? <TeamMark large /> : <Avatar name={name} />}
      <span className={classes('min-w-0 flex-1', !fixed && 'max-sm:basis-[calc(100%-2.5rem)]')}>
        <span className="block truncate text-sm font-medium">
          <bdi>{name}</bdi>
        </span>
        {facts.length > 0 && (
          <span className="block truncate text-xs text-muted">
            {facts.map((fact, at) => (
              <span key={at}>
                {at > 0 && ' · '}
                {fact}
              </span>
            ))}
          </span>
        )}
      </span>
      {fixed ? (
        <span className="shrink-0 pr-2 text-sm text-muted">{levelLabel(share.level)}</span>
      ) : (
        <>
          <Select
            label={`Access of ${name}`}
            value={share.level}
            options={levels}
            onChange={(level) => onChange({ level })}
            className="h-7 w-32 shrink-0 max-sm:ml-8.5 max-sm:w-auto max-sm:flex-1"
          />
          <Select
            label={`How long ${name} has access`}
            value={share.expiresAt === null ? 'open' : 'kept'}
            options={termsOf(until)}
            onChange={(term) => {
              const expiresAt = term === 'kept' ? undefined : endOf(term, '')
              if (expiresAt !== undefined) onChange({ expiresAt })
            }}
            className="h-7 w-32 shrink-0 max-sm:w-auto max-sm:flex-1"
          />
          <IconButton label={`Stop sharing with ${name}`} size="sm" icon={<X />} onClick={onRemove} />
        </>
      )}
    </li>
  )
}

/** The present end first, where there is one; a day of one's own is chosen when it is shared anew. */
function termsOf(until: string | undefined): readonly { value: Exclude<Term, 'day'> | 'kept'; label: string }[] {
  const plain = terms.flatMap(({ value, label }) => (value === 'day' ? [] : [{ value, label }]))
  return until === undefined ? plain : [{ value: 'kept', label: until.charAt(0).toUpperCase() + until.slice(1) }, ...plain]
}
