import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton, Menu, MenuContent, MenuTrigger } from '../../kit/index.ts'

/** Over the people of a group: its name, what it is for, and what can be done with it. */
export function GroupHeading({ name, note, children }: { name: string; note: ReactNode; children: ReactNode }) {
  return (
    <header className="flex items-start gap-2 px-4 pt-4 pb-3">
      <div className="min-w-0 flex-1">
        <h2 className="text-lg font-semibold break-words">
          <bdi>{name}</bdi>
        </h2>
        <p className="text-sm text-pretty text-muted">{note}</p>
      </div>
      <Menu>
        <MenuTrigger asChild>
          <IconButton label={`Actions for ${name}`} icon={<Ellipsis />} size="sm" side="left" />
        </MenuTrigger>
        <MenuContent align="end" className="max-w-72">
          {children}
        </MenuContent>
      </Menu>
    </header>
  )
}
