import { formatNumber } from '../../format.ts'
import type { ImportPreview } from '../import-types.ts'

const shown = 6

/** Why rows will not be imported, as the error file will say it. */
export function FailureList({ failures, all }: { failures: ImportPreview['failures']; all: number }) {
  return (
    <>
      <ul className="divide-y divide-line rounded-lg border border-line">
        {failures.slice(0, shown).map(({ number, reasons }) => (
          <li key={number} className="flex gap-4 px-4 py-2 text-sm">
            <span className="w-20 shrink-0 text-muted tabular">Row {formatNumber(number)}</span>
            <span className="min-w-0">{reasons.join(' ')}</span>
          </li>
        ))}
      </ul>
      {all > shown && (
        <p className="mt-2 text-sm text-muted">
          And {formatNumber(all - Math.min(shown, failures.length))} more. The error file names each with its reason.
        </p>
      )}
    </>
  )
}
