import { classes } from '../../kit/index.ts'
import type { Extent } from '../types.ts'

/** All, some, none: a full, a half, an empty disc. Said in words too, for whoever cannot see them. */
export function ExtentMark({ extent }: { extent: Extent }) {
  return (
    <span
      aria-hidden
      className={classes(
        'inline-block size-3 shrink-0 overflow-hidden rounded-full border',
        extent === 'none' ? 'size-1.5 border-transparent bg-line-strong' : 'border-accent',
        extent === 'all' && 'bg-accent',
      )}
    >
      {extent === 'some' && <span className="block h-full w-1/2 bg-accent" />}
    </span>
  )
}

export const extentWords: Record<Extent, string> = { all: 'all', some: 'some', none: 'none' }

export function ExtentLegend() {
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
      <span className="flex items-center gap-1.5">
        <ExtentMark extent="all" /> all
      </span>
      <span className="flex items-center gap-1.5">
        <ExtentMark extent="some" /> some, by record or moment
      </span>
      <span className="flex items-center gap-1.5">
        <ExtentMark extent="none" /> none
      </span>
    </p>
  )
}
