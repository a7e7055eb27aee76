import { Popover as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'

export const floatClasses = 'z-50 rounded-lg border border-line bg-raised text-ink shadow-pop animate-rise focus:outline-none'

// Never modal: the modal form locks scrolling by a style element, which the content security policy forbids.
export function Popover(props: Omit<ComponentProps<typeof Radix.Root>, 'modal'>) {
  return <Radix.Root {...props} modal={false} />
}

export const PopoverTrigger = Radix.Trigger
export const PopoverAnchor = Radix.Anchor

export function PopoverContent({ className, children, ...rest }: ComponentProps<typeof Radix.Content> & { children: ReactNode }) {
  return (
    <Radix.Portal>
      <Radix.Content align="start" sideOffset={4} collisionPadding={8} className={classes(floatClasses, 'p-3', className)} {...rest}>
        {children}
      </Radix.Content>
    </Radix.Portal>
  )
}
