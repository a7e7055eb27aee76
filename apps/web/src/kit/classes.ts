import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({ extend: { theme: { text: ['xs', 'sm', 'base', 'lg', 'xl', '2xl'], shadow: ['pop', 'sheet'] } } })

/** Class names, the later winning over the earlier. */
export function classes(...values: ClassValue[]): string {
  return merge(clsx(values))
}
