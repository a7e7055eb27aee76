import { initialsOf } from '../format.ts'
import { classes } from './classes.ts'
import { hueOf } from './tag.tsx'

const sizes = { sm: 'size-5 text-[10px]', md: 'size-6 text-[11px]', lg: 'size-9 text-sm' }

/** Initials on a hue of the name. Squares are organizations, circles are people. */
export function Avatar({
  name,
  size = 'md',
  square = false,
  className,
}: {
  name: string
  size?: keyof typeof sizes
  square?: boolean
  className?: string
}) {
  return (
    <span
      aria-hidden
      data-hue={hueOf(name)}
      className={classes(
        'hue-solid inline-flex shrink-0 items-center justify-center font-semibold select-none',
        square ? 'rounded-md' : 'rounded-full',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}
