import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Kbd, Tooltip, classes } from '../kit/index.ts'

interface SideLinkProps {
  /** Within the page. */
  to?: string
  /** Outside of the router: opens in a tab of its own. */
  href?: string
  /** Marked only at exactly this address. */
  exact?: boolean
  icon: ReactNode
  label: string
  shortcut?: string
  collapsed: boolean
}

const look =
  'group flex h-8 shrink-0 items-center gap-2.5 rounded-md px-2 text-sm text-muted transition-colors hover:bg-hover hover:text-ink'
const here = { className: 'bg-pressed font-medium text-ink! [&_svg]:text-accent-text', 'aria-current': 'page' as const }

export function SideLink({ to, href, exact = false, icon, label, shortcut, collapsed }: SideLinkProps) {
  const inner = (
    <>
      {icon}
      <span className={classes('min-w-0 flex-1 truncate', collapsed && 'sr-only')}>{label}</span>
      {!collapsed && shortcut !== undefined && (
        <Kbd keys={shortcut} className="hidden text-faint group-hover:inline-flex group-focus-visible:inline-flex" />
      )}
    </>
  )
  const className = classes(look, collapsed && 'w-9 justify-center px-0')
  const link =
    to === undefined ? (
      <a href={href} target="_blank" rel="noreferrer" className={className}>
        {inner}
      </a>
    ) : (
      <Link to={to} className={className} activeProps={here} activeOptions={{ exact, includeSearch: false }}>
        {inner}
      </Link>
    )
  return collapsed ? (
    <Tooltip
      side="right"
      content={
        <span className="flex items-center gap-2">
          {label}
          {shortcut !== undefined && <Kbd keys={shortcut} />}
        </span>
      }
    >
      {link}
    </Tooltip>
  ) : (
    link
  )
}
