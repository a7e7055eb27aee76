import { formatNumber } from '../format.ts'
import { classes } from '../kit/index.ts'

export interface Count {
  label: string
  value: number
  tone?: 'good' | 'attention' | 'plain'
}

const tones = { good: 'text-accent-text', attention: 'text-amber', plain: 'text-ink' }

/** What rows became, or will become: numbers large enough to be read across a desk. */
export function ImportCounts({ counts }: { counts: readonly Count[] }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {counts.map(({ label, value, tone = 'plain' }) => (
        <div key={label} className="flex flex-col-reverse">
          <dt className="text-sm text-muted">{label}</dt>
          <dd className={classes('text-2xl font-semibold tracking-tight tabular', value === 0 ? 'text-faint' : tones[tone])}>
            {formatNumber(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
