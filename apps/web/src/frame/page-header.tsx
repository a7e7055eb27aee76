import type { ReactNode } from 'react'
import { classes } from '../kit/index.ts'
import { useTitle } from './page-title.tsx'

interface PageHeaderProps {
  title: ReactNode
  /** Quiet text after the title: `8,800`. */
  count?: ReactNode
  /** View tabs. */
  children?: ReactNode
  /** The tabs need a line of their own on a phone. */
  wide?: boolean
  /** The primary one last. */
  actions?: ReactNode
}

/** The one line over every page: title, view tabs, count, primary action at the right. */
export function PageHeader({ title, count, children, wide = false, actions }: PageHeaderProps) {
  useTitle(typeof title === 'string' ? title : undefined)
  return (
    <header
      className={classes('flex min-h-12 shrink-0 items-center gap-x-3 border-b border-line px-4 max-sm:px-3', wide && 'max-sm:flex-wrap')}
    >
      <div className="flex min-w-0 items-baseline gap-2 max-sm:h-12 max-sm:items-center">
        <h1 className="truncate text-base font-semibold">{title}</h1>
        {count !== undefined && <span className="shrink-0 text-sm text-muted tabular">{count}</span>}
      </div>
      {children !== undefined && (
        <div
          className={classes(
            'flex min-w-0 items-center',
            wide && 'max-sm:order-last max-sm:basis-full max-sm:-mx-1 max-sm:overflow-x-auto max-sm:px-1 max-sm:pt-1 max-sm:pb-2',
          )}
        >
          {children}
        </div>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
    </header>
  )
}
