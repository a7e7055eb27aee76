import { Tabs as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

interface TabsProps<V extends string> {
  value: V
  onChange: (value: V) => void
  tabs: readonly { value: V; label: string; icon?: ReactNode }[]
  label: string
  children?: ReactNode
}

/** The row of tabs; contents go into `children` as TabPanel. */
export function Tabs<V extends string>({ value, onChange, tabs, label, children }: TabsProps<V>) {
  const known = (next: string) => {
    const tab = tabs.find((candidate) => candidate.value === next)
    if (tab !== undefined) onChange(tab.value)
  }
  return (
    <Radix.Root value={value} onValueChange={known} className="flex min-h-0 flex-col">
      <Radix.List aria-label={label} className="flex gap-1">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.value}
            value={tab.value}
            className="flex h-7 shrink-0 items-center gap-1.5 rounded-md px-2 max-sm:h-9 max-sm:px-3 text-sm font-medium whitespace-nowrap text-muted transition-colors hover:bg-hover hover:text-ink data-[state=active]:bg-pressed data-[state=active]:text-ink"
          >
            {tab.icon}
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  )
}

export const TabPanel = Radix.Content
