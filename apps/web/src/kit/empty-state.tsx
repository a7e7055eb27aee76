import type { ReactNode } from 'react'
import { classes } from './classes.ts'

interface EmptyStateProps {
  icon: ReactNode
  title: string
  /** What this place is for, in a sentence or two. */
  children?: ReactNode
  /** What to do first. */
  actions?: ReactNode
  className?: string
}

export function EmptyState({ icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={classes('flex flex-1 flex-col items-center justify-center px-6 py-12 text-center', className)}>
      <div className="mb-4 flex size-11 items-center justify-center rounded-lg border border-line bg-raised text-accent-text [&_svg]:size-5">
        {icon}
      </div>
      <h2 className="text-lg font-semibold">{title}</h2>
      {children !== undefined && <div className="mt-1 max-w-md text-base text-pretty text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
