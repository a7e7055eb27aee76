import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

const hues = ['red', 'orange', 'amber', 'lime', 'green', 'teal', 'cyan', 'blue', 'indigo', 'violet', 'pink', 'grey'] as const
export type Hue = (typeof hues)[number]

/** The same text has the same hue, on every machine. Grey is kept for what has none. */
export function hueOf(text: string): Hue {
  let sum = 7
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return hues[sum % 11] ?? 'grey'
}

interface TagProps {
  hue?: string | undefined
  dot?: boolean
  onRemove?: () => void
  className?: string
  children: ReactNode
}

/** A choice, a stage, a tag of a record. */
export function Tag({ hue = 'grey', dot = false, onRemove, className, children }: TagProps) {
  return (
    <span
      data-hue={hue}
      className={classes('tag inline-flex h-5 max-w-full items-center gap-1.5 rounded-sm px-1.5 text-xs font-medium', className)}
    >
      {dot && <HueDot hue={hue} />}
      <span className="truncate">{children}</span>
      {onRemove !== undefined && (
        <button
          type="button"
          aria-label={`Remove ${typeof children === 'string' ? children : 'tag'}`}
          onClick={onRemove}
          className="-mr-1 rounded-sm opacity-70 hover:opacity-100"
        >
          <X className="size-3!" />
        </button>
      )}
    </span>
  )
}

export function HueDot({ hue = 'grey', className }: { hue?: string | undefined; className?: string }) {
  return <span aria-hidden data-hue={hue} className={classes('hue-dot size-2 shrink-0 rounded-full', className)} />
}

export type Tone = 'neutral' | 'good' | 'attention' | 'loss' | 'information'
const tones: Record<Tone, string> = {
  neutral: 'bg-pressed text-muted',
  good: 'bg-accent-soft text-accent-text',
  attention: 'bg-amber-soft text-amber',
  loss: 'bg-red-soft text-red',
  information: 'bg-blue-soft text-blue',
}

/** A state of the program's own: invited, running, failed. */
export function Badge({ tone = 'neutral', className, children }: { tone?: Tone; className?: string; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex h-5 items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
