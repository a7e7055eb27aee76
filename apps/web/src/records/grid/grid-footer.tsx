import type { FieldMeta, ObjectMeta, Totals } from '../../api-types.ts'
import { countOf, formatMoney, formatNumber } from '../../format.ts'
import type { Column } from '../model/columns.ts'
import { gutterWidth, rowHeight, tailWidth } from './geometry.ts'

interface GridFooterProps {
  meta: ObjectMeta
  columns: readonly Column[]
  totals: Totals | undefined
  currency: string
  width: number
  onExact: () => void
}

/** How many and how much, under the columns they belong to. A count that stopped at 10,000 goes on when asked. */
export function GridFooter({ meta, columns, totals, currency, width, onExact }: GridFooterProps) {
  return (
    <div
      style={{ width, height: rowHeight }}
      className="sticky bottom-0 z-10 mt-auto flex min-w-full shrink-0 border-t border-line bg-sunken text-xs text-muted"
      role="presentation"
    >
      {columns.map((column, index) => {
        const { field } = column
        if (index === 0) {
          return (
            <div
              key={field.name}
              style={{ width: gutterWidth + column.width }}
              className="sticky left-0 z-1 flex shrink-0 items-center border-r border-line bg-sunken pr-2 pl-12 tabular"
            >
              <Count meta={meta} totals={totals} onExact={onExact} />
            </div>
          )
        }
        return (
          <div
            key={field.name}
            style={{ width: column.width }}
            className="flex shrink-0 items-center justify-end px-2 font-medium text-ink tabular"
          >
            <Sum field={field} totals={totals} currency={currency} />
          </div>
        )
      })}
      <div style={{ minWidth: tailWidth }} className="flex-1" />
    </div>
  )
}

/** Amounts of several currencies have no sum; one for each is told on hover. */
function Sum({ field, totals, currency }: { field: FieldMeta; totals: Totals | undefined; currency: string }) {
  const sum = totals?.sums?.[field.name]
  if (sum === undefined) return null
  const shown = (amount: number, of: string) => (field.type === 'money' ? formatMoney(amount, of) : formatNumber(amount))
  if (sum === null) {
    const each = Object.entries(totals?.byCurrency ?? {}).map(([of, { sums }]) => shown(sums[field.name] ?? 0, of))
    return (
      <span title={each.join(' + ')} className="truncate font-normal text-muted">
        Several currencies
      </span>
    )
  }
  return (
    <span title={`Sum of ${field.label.toLowerCase()}`} className="truncate">
      {shown(sum, totals?.currency ?? currency)}
    </span>
  )
}

function Count({ meta, totals, onExact }: { meta: ObjectMeta; totals: Totals | undefined; onExact: () => void }) {
  if (totals === undefined) return null
  const text = countOf(totals.count, meta.label, meta.pluralLabel, totals.capped)
  if (!totals.capped) return <span>{text}</span>
  return (
    <button
      type="button"
      onClick={onExact}
      title="Count exactly"
      className="rounded-sm underline decoration-dotted underline-offset-2 hover:text-ink"
    >
      {text}
    </button>
  )
}
