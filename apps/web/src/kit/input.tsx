import type { ComponentProps } from 'react'
import { classes } from './classes.ts'

export const controlClasses =
  'w-full rounded-md border border-line-strong bg-raised text-ink transition-colors hover:border-control focus-visible:border-accent focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-accent/35 aria-invalid:border-red disabled:opacity-60'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input className={classes(controlClasses, 'h-8 px-2.5 text-sm max-sm:h-10 max-sm:text-lg', className)} {...rest} />
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea className={classes(controlClasses, 'min-h-20 px-2.5 py-1.5 text-sm max-sm:text-lg', className)} {...rest} />
}
