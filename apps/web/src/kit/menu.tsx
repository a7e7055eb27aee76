import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'
import { floatClasses } from './popover.tsx'
import { refusalOf, type Denied } from './refusal.ts'

const menuItemClasses =
  'flex h-8 items-center gap-2 rounded-md px-2 text-sm outline-none select-none data-highlighted:bg-hover data-disabled:opacity-50 max-sm:h-11 [&_svg]:text-muted'

// Never modal: see popover.tsx.
export function Menu(props: Omit<ComponentProps<typeof Radix.Root>, 'modal'>) {
  return <Radix.Root {...props} modal={false} />
}

export const MenuTrigger = Radix.Trigger

export function MenuContent({ className, children, ...rest }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        align="start"
        sideOffset={4}
        collisionPadding={8}
        className={classes(floatClasses, 'max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto p-1', className)}
        {...rest}
      >
        {children}
      </Radix.Content>
    </Radix.Portal>
  )
}

interface MenuItemProps extends Omit<ComponentProps<typeof Radix.Item>, 'disabled'> {
  icon?: ReactNode
  shortcut?: string
  danger?: boolean
  /** Why not now; shown under the label. */
  denied?: Denied
}

export function MenuItem({ icon, shortcut, danger = false, denied, className, children, onSelect, ...rest }: MenuItemProps) {
  const refusal = refusalOf(denied)
  const explain = refusal?.explain
  const choose = (event: Event) => {
    if (refusal === undefined) onSelect?.(event)
    else if (event.currentTarget instanceof Element) explain?.(event.currentTarget)
  }
  return (
    <Radix.Item
      disabled={refusal !== undefined && explain === undefined}
      aria-disabled={refusal !== undefined || undefined}
      onSelect={choose}
      className={classes(
        menuItemClasses,
        danger && refusal === undefined && 'text-red [&_svg]:text-red',
        refusal !== undefined && 'h-auto max-w-72 py-1.5 text-muted',
        className,
      )}
      {...rest}
    >
      {icon}
      <span className="min-w-0 flex-1 truncate">
        {children}
        {refusal !== undefined && <span className="block text-xs whitespace-normal text-muted">{refusal.text}</span>}
      </span>
      {shortcut !== undefined && <Kbd keys={shortcut} className="text-muted" />}
    </Radix.Item>
  )
}

export function MenuChoice({
  chosen,
  icon,
  className,
  children,
  ...rest
}: ComponentProps<typeof Radix.Item> & { chosen: boolean; icon?: ReactNode }) {
  return (
    <Radix.CheckboxItem checked={chosen} className={classes(menuItemClasses, className)} {...rest}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      <Radix.ItemIndicator>
        <Check className="text-accent-text!" />
      </Radix.ItemIndicator>
    </Radix.CheckboxItem>
  )
}

export const MenuLine = () => <Radix.Separator className="my-1 h-px bg-line" />
export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Radix.Label className="px-2 py-1 text-xs text-muted">{children}</Radix.Label>
)
