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
        className="h-full origin-left rounded-full bg-accent transition-transform duration-300 data-[state=indeterminate]:animate-glow"
        style={{ transform: `scaleX(${share ?? 1})` }}
      />
    </Radix.Root>
  )
}
