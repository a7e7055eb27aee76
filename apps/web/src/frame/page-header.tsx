import type { ReactNode } from 'react'

interface PageHeaderProps {
  title: ReactNode
  /** Quiet text after the title: `8,800`. */
  count?: ReactNode
  /** View tabs. */
  children?: ReactNode
  /** The primary one last. */
  actions?: ReactNode
}

/** The one line over every page: title, view tabs, count, primary action at the right. On a phone the tabs take a line of their own. */
export function PageHeader({ title, count, children, actions }: PageHeaderProps) {
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-x-3 border-b border-line px-4 max-sm:flex-wrap max-sm:px-3">
      <div className="flex min-w-0 items-baseline gap-2 max-sm:h-12 max-sm:flex-1 max-sm:items-center">
        <h1 className="truncate text-base font-semibold">{title}</h1>
        {count !== undefined && <span className="shrink-0 text-sm text-muted tabular">{count}</span>}
      </div>
      {children !== undefined && (
        <div className="flex min-w-0 items-center max-sm:order-last max-sm:basis-full max-sm:overflow-x-auto max-sm:pb-2">{children}</div>
      )}
      <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
    </header>
  )
}
