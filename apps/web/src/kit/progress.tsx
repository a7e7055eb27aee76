import { Progress as Radix } from 'radix-ui'

/** `value` of `total`; without a total the work has no known end yet. */
export function Progress({ value, total, label }: { value: number; total?: number | undefined; label: string }) {
  const share = total === undefined || total === 0 ? undefined : Math.min(1, value / total)
  return (
    <Radix.Root
      value={share === undefined ? null : Math.round(share * 100)}
      aria-label={label}
      className="h-1.5 overflow-hidden rounded-full bg-pressed"
    >
      <Radix.Indicator
        // A new bar when the end becomes known: the old one would shrink into place and look like loss.
        key={share === undefined ? 'open' : 'known'}
        className="h-full origin-left rounded-full bg-accent transition-transform duration-300 data-[state=indeterminate]:bg-line-strong data-[state=indeterminate]:animate-glow"
        style={{ transform: `scaleX(${share ?? 1})` }}
      />
    </Radix.Root>
  )
}
