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

/** The one line over every page: title, view tabs, count, primary action at the right. */
export function PageHeader({ title, count, children, actions }: PageHeaderProps) {
  return (
    <header className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4 max-sm:px-3">
      <div className="flex min-w-0 items-baseline gap-2">
        <h1 className="truncate text-base font-semibold">{title}</h1>
        {count !== undefined && <span className="shrink-0 text-sm text-muted tabular">{count}</span>}
      </div>
      {children}
      <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
    </header>
  )
}
