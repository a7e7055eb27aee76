import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

/**
 * A link within the page that costs what a plain one costs: the router's own keeps watch over the address, which hundreds of
 * cells need not. Opens in a new tab like every link.
 */
export function RecordLink({ to, tabbable, children }: { to: string; tabbable: boolean; children: ReactNode }) {
  const router = useRouter()
  const follow = (event: MouseEvent) => {
    event.stopPropagation()
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ to })
  }
  return (
    <a
      href={to}
      tabIndex={tabbable ? undefined : -1}
      onClick={follow}
      className="truncate hover:text-accent-text hover:underline"
      dir="auto"
    >
      {children}
    </a>
  )
}
