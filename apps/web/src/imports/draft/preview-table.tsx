import { CircleAlert } from 'lucide-react'
import type { FieldMeta, ObjectMeta } from '../../api-types.ts'
import { formatDate, formatMoney, formatNumber } from '../../format.ts'
import { Badge, Tooltip, classes } from '../../kit/index.ts'
import { useSession } from '../../session/session.ts'
import type { Import, ImportPreview, PreviewRow } from '../import-types.ts'

interface PreviewTableProps {
  draft: Import
  rows: readonly PreviewRow[]
  failures: ImportPreview['failures']
  object: ObjectMeta
}

/** Rows of the file as the records they become; a cell that cannot be read says why. */
export function PreviewTable({ draft, rows, failures, object }: PreviewTableProps) {
  const columns = draft.mapping.flatMap(({ column, field: name }) => {
    const field = object.fields.find((candidate) => candidate.name === name)
    return field === undefined ? [] : [{ column, field }]
  })
  const reasons = new Map(failures.map((failure) => [failure.number, failure.reasons.join(' ')]))
  return (
    <div className="overflow-x-auto rounded-lg border border-line" tabIndex={0} role="region" aria-label="Preview of the first rows">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr className="text-left text-xs text-muted [&>th]:h-8 [&>th]:border-b [&>th]:px-3 [&>th]:font-medium [&>th]:whitespace-nowrap">
            <th scope="col" className="w-14 text-right">
              Row
            </th>
            {columns.map(({ column, field }) => (
              <th key={column} scope="col" className={classes(isNumber(field) && 'text-right')}>
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number} className="[&:not(:last-child)>td]:border-b [&>td]:h-9 [&>td]:border-line [&>td]:px-3">
              <td className="text-right text-faint tabular">
                <RowNumber number={row.number} reason={reasons.get(row.number)} />
              </td>
              {columns.map(({ column, field }) => (
                <Cell key={column} field={field} row={row} column={column} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowNumber({ number, reason }: { number: number; reason: string | undefined }) {
  if (reason === undefined) return formatNumber(number)
  return (
    <Tooltip content={reason} side="right">
      <span tabIndex={0}>
        <Badge tone="attention">{formatNumber(number)}</Badge>
        <span className="sr-only">For the error file: {reason}</span>
      </span>
    </Tooltip>
  )
}

function isNumber(field: FieldMeta): boolean {
  return field.type === 'money' || field.type === 'integer'
}

function Cell({ field, row, column }: { field: FieldMeta; row: PreviewRow; column: number }) {
  const { currency } = useSession().organization
  const problem = row.problems.find((candidate) => candidate.column === column)
  if (problem !== undefined) {
    return (
      <td className="bg-red-soft">
        <Tooltip content={problem.message}>
          <span tabIndex={0} className="flex max-w-56 items-center gap-1.5 text-red">
            <CircleAlert className="size-3.5!" aria-hidden />
            <span className="truncate">{row.cells[column]}</span>
            <span className="sr-only">{problem.message}</span>
          </span>
        </Tooltip>
      </td>
    )
  }
  return (
    <td className={classes('max-w-56 truncate', isNumber(field) && 'text-right tabular')} title={row.cells[column]}>
      <bdi>{shown(field, row, currency)}</bdi>
    </td>
  )
}

function shown(field: FieldMeta, row: PreviewRow, organizationCurrency: string): string {
  const value = row.values[field.name]
  if (value === null || value === undefined) return ''
  if (field.type === 'money' && typeof value === 'number')
    return formatMoney(value, typeof row.values['currency'] === 'string' ? row.values['currency'] : organizationCurrency)
  if (field.name !== 'foundedYear' && field.type === 'integer' && typeof value === 'number') return formatNumber(value)
  if (field.type === 'date' && typeof value === 'string') return formatDate(value)
  return Array.isArray(value) ? value.join(', ') : String(value)
}
