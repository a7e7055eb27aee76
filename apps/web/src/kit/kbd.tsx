import { classes } from './classes.ts'

const onMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent)
const symbols: Record<string, string> = {
  mod: onMac ? '⌘' : 'Ctrl',
  shift: onMac ? '⇧' : 'Shift',
  alt: onMac ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  space: 'Space',
  tab: 'Tab',
  backspace: '⌫',
  delete: 'Del',
}

/** Keys as they stand on the keyboard: `mod+k`, `g d` (one after the other). */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classes('inline-flex items-center gap-1', className)}>
      {keys
        .split(' ')
        .flatMap((step) => step.split('+'))
        .map((key, at) => (
          <kbd
            key={at}
            className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-current/20 bg-current/5 px-1 font-sans text-[11px] leading-none"
          >
            {symbols[key.toLowerCase()] ?? (key.length === 1 ? key.toUpperCase() : key)}
          </kbd>
        ))}
    </span>
  )
}
