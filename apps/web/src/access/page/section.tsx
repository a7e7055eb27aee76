import type { ReactNode } from 'react'
import { classes } from '../../kit/index.ts'

interface SectionProps {
  title: string
  /** Quiet text beside the title. */
  note?: ReactNode
  action?: ReactNode
  /** The content has its own padding. */
  flush?: boolean
  children: ReactNode
}

/** A framed part of a page that one reads. */
export function Section({ title, note, action, flush = false, children }: SectionProps) {
  return (
    <section aria-label={title} className="rounded-lg border border-line bg-raised">
      <header className="flex min-h-11 items-center gap-3 border-b border-line px-4 py-1.5">
        <h2 className="text-sm font-semibold">{title}</h2>
        {note !== undefined && <span className="min-w-0 flex-1 truncate text-sm text-muted">{note}</span>}
        {action !== undefined && <div className="ml-auto flex shrink-0 items-center gap-2">{action}</div>}
      </header>
      <div className={classes(!flush && 'px-4 py-3')}>{children}</div>
    </section>
  )
}
