import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

interface TabsProps<V extends string> {
  value: V
  onChange: (value: V) => void
  tabs: readonly { value: V; label: string; icon?: ReactNode }[]
  label: string
}

/** Changes what the page below shows; arrow keys move. The page is the panel, so the tabs name none of their own. */
export function Tabs<V extends string>({ value, onChange, tabs, label }: TabsProps<V>) {
  const known = (next: string) => {
    const tab = tabs.find((candidate) => candidate.value === next)
    if (tab !== undefined) onChange(tab.value)
  }
  return (
    <Radix.Root value={value} onValueChange={known}>
      <Radix.List aria-label={label} className="flex gap-1">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            aria-controls={undefined}
            className="flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:bg-hover hover:text-ink data-[state=active]:bg-pressed data-[state=active]:text-ink max-sm:h-9 max-sm:px-3"
          >
            {tab.icon}
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
    </Radix.Root>
  )
}
