import { classes } from './classes.ts'

/** The shape of what is coming. Give it the size of the thing. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={classes('block h-3 rounded-sm bg-pressed animate-glow', className)} />
}
