import { ChevronRight, CirclePlus, History, Pencil, StickyNote, Trash2, Undo2, UserPlus } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import type { TimelineEntry } from '../../api-types.ts'
import { formatExactTime, formatTime } from '../../format.ts'
import { classes } from '../../kit/index.ts'

const icons: Readonly<Record<string, ReactNode>> = {
  created: <CirclePlus />,
  updated: <Pencil />,
  deleted: <Trash2 />,
  restored: <Undo2 />,
  shared: <UserPlus />,
  noted: <StickyNote />,
}

/** The frame of an entry: what kind it is, who and when, and what it holds. */
export function EntryFrame({ entry, children }: { entry: TimelineEntry; children: ReactNode }) {
  return (
    <li className="relative flex gap-3 pb-3 before:absolute before:top-6 before:bottom-0 before:left-[11px] before:w-px before:bg-line last:before:hidden">
      <span className="flex size-6 shrink-0 items-center justify-center rounded-full border border-line bg-raised text-muted [&_svg]:size-3.5">
        {icons[entry.action] ?? <History />}
      </span>
      <div className="min-w-0 flex-1 pt-0.5">{children}</div>
    </li>
  )
}

export function EntryTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={formatExactTime(at)} className="shrink-0 text-xs text-faint tabular">
      {formatTime(at)}
    </time>
  )
}

/** A change in words; opened, what each field was and became. */
export function ChangeEntry({ entry }: { entry: TimelineEntry }) {
  const [open, setOpen] = useState(false)
  const expandable = entry.changes.length > 0
  const lastWord = entry.sentence.lastIndexOf(' ') + 1
  return (
    <EntryFrame entry={entry}>
      <div className="flex items-baseline gap-2 text-sm">
        {expandable ? (
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="group/entry min-w-0 flex-1 rounded-sm text-left break-words hover:text-accent-text"
          >
            {entry.sentence.slice(0, lastWord)}
            {/* One piece with the last word: alone on a line the arrow would belong to nothing. */}
            <span className="whitespace-nowrap">
              {entry.sentence.slice(lastWord)}
              <ChevronRight
                aria-hidden
                className={classes('ml-1 inline size-3.5! align-text-bottom text-faint transition-transform', open && 'rotate-90')}
              />
            </span>
          </button>
        ) : (
          <span className="min-w-0 flex-1 break-words">{entry.sentence}</span>
        )}
        <EntryTime at={entry.at} />
      </div>
      {open && <Differences entry={entry} />}
    </EntryFrame>
  )
}

function Differences({ entry }: { entry: TimelineEntry }) {
  return (
    <table className="mt-1.5 w-full table-fixed rounded-md border border-line text-xs">
      <thead className="sr-only">
        <tr>
          <th>Field</th>
          <th>Before</th>
          <th>After</th>
        </tr>
      </thead>
      <tbody>
        {entry.changes.map((change) => (
          <tr key={change.field} className="border-line not-first:border-t">
            <th scope="row" className="w-28 truncate px-2 py-1 text-left font-normal text-muted">
              {change.label}
            </th>
            <td className="px-2 py-1 break-words text-muted" dir="auto">
              {change.before === null ? <span className="text-faint">Empty</span> : <del className="no-underline">{change.before}</del>}
            </td>
            <td className="px-2 py-1 break-words" dir="auto">
              {change.after === null ? <span className="text-faint">Empty</span> : <ins className="no-underline">{change.after}</ins>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
