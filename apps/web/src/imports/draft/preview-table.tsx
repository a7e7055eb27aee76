import { CircleAlert } from 'lucide-react'
import type { FieldMeta, ObjectMeta } from '../../api-types.ts'
import { formatDate, formatMoney, formatNumber } from '../../format.ts'
import { Badge, Tooltip, type Tone, classes } from '../../kit/index.ts'
import { useSession } from '../../session/session.ts'
import type { PreviewCell, PreviewRow } from '../import-types.ts'

const outcomes: Record<PreviewRow['outcome'], { label: string; tone: Tone }> = {
  create: { label: 'New', tone: 'good' },
  merge: { label: 'Merge', tone: 'information' },
  skip: { label: 'Skip', tone: 'neutral' },
  report: { label: 'Error file', tone: 'attention' },
}

/** Rows of the file as the records they become; a cell that cannot be read says why. */
export function PreviewTable({ rows, object }: { rows: readonly PreviewRow[]; object: ObjectMeta }) {
  const fields = (rows[0]?.cells ?? []).flatMap((cell) => object.fields.filter((field) => field.name === cell.field))
  return (
    <div className="overflow-x-auto rounded-lg border border-line" tabIndex={0} role="region" aria-label="Preview of the first rows">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr className="text-left text-xs text-muted [&>th]:h-8 [&>th]:border-b [&>th]:px-3 [&>th]:font-medium [&>th]:whitespace-nowrap">
            <th scope="col" className="w-14 text-right">
              Row
            </th>
            <th scope="col">Becomes</th>
            {fields.map((field) => (
              <th key={field.name} scope="col" className={classes(isNumber(field) && 'text-right')}>
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.number} className="[&:not(:last-child)>td]:border-b [&>td]:h-9 [&>td]:border-line [&>td]:px-3">
              <td className="text-right text-faint tabular">{formatNumber(row.number)}</td>
              <td>
                <Outcome row={row} />
              </td>
              {fields.map((field) => (
                <Cell key={field.name} field={field} cell={row.cells.find((cell) => cell.field === field.name)} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Outcome({ row }: { row: PreviewRow }) {
  const { label, tone } = outcomes[row.outcome]
  if (row.problems.length === 0) return <Badge tone={tone}>{label}</Badge>
  const reasons = row.problems.join(' ')
  return (
    <Tooltip content={reasons} side="right">
      <span tabIndex={0}>
        <Badge tone={tone}>{label}</Badge>
        <span className="sr-only">{reasons}</span>
      </span>
    </Tooltip>
  )
}

function isNumber(field: FieldMeta): boolean {
  return field.type === 'money' || field.type === 'integer'
}

function Cell({ field, cell, row }: { field: FieldMeta; cell: PreviewCell | undefined; row: PreviewRow }) {
  const { currency } = useSession().organization
  if (cell === undefined) return <td />
  if (cell.problem !== undefined) {
    return (
      <td className="bg-red-soft">
        <Tooltip content={cell.problem}>
          <span tabIndex={0} className="flex max-w-56 items-center gap-1.5 text-red">
            <CircleAlert className="size-3.5!" aria-hidden />
            <span className="truncate">{cell.text}</span>
            <span className="sr-only">{cell.problem}</span>
          </span>
        </Tooltip>
      </td>
    )
  }
  return (
    <td className={classes('max-w-56 truncate', isNumber(field) && 'text-right tabular')} title={cell.text}>
      <bdi>{shown(field, cell, row, currency)}</bdi>
    </td>
  )
}

function shown(field: FieldMeta, { value, text }: PreviewCell, row: PreviewRow, organizationCurrency: string): string {
  if (value === null || value === undefined) return ''
  if (field.type === 'money' && typeof value === 'number') {
    const own = row.cells.find((other) => other.field === 'currency')?.value
    return formatMoney(value, typeof own === 'string' ? own : organizationCurrency)
  }
  if (field.type === 'date' && typeof value === 'string') return formatDate(value)
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'string' ? value : text
}
