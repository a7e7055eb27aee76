import { CircleAlert } from 'lucide-react'
import type { FieldMeta, ObjectMeta } from '../../api-types.ts'
import { formatDate, formatMoney, formatNumber } from '../../format.ts'
import { Badge, Tooltip, type Tone, classes } from '../../kit/index.ts'
import type { PreviewCell, PreviewRow } from '../import-types.ts'

const outcomes: Record<NonNullable<PreviewRow['outcome']>, { label: string; tone: Tone }> = {
  create: { label: 'New', tone: 'good' },
  merge: { label: 'Merge', tone: 'information' },
  skip: { label: 'Skip', tone: 'neutral' },
  report: { label: 'Error file', tone: 'attention' },
}

/** Rows of the file as the records they become; a cell that cannot be read says why. */
export function PreviewTable({ rows, object }: { rows: readonly PreviewRow[]; object: ObjectMeta }) {
  const fields = object.fields.filter(field => rows.some(row => row.cells.some(cell => cell.field === field.name)))
  return (
    <div className="overflow-x-auto rounded-lg border border-line" tabIndex={0} role="region" aria-label="Preview of the first rows">
      <table className="w-full border-separate border-spacing-0 text-sm">
        <thead>
          <tr className="text-left text-xs text-muted [&>th]:h-8 [&>th]:border-b [&>th]:px-3 [&>th]:font-medium [&>th]:whitespace-nowrap">
            <th scope="col" className="w-14 text-right">Row</th>
            <th scope="col">Becomes</th>
            {fields.map(field => <th key={field.name} scope="col" className={classes(isNumber(field) && 'text-right')}>{field.label}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={row.number} className="[&:not(:last-child)>td]:border-b [&>td]:h-9 [&>td]:border-line [&>td]:px-3">
              <td className="text-right text-faint tabular">{row.number}</td>
              <td>{row.outcome !== undefined && <Badge tone={outcomes[row.outcome].tone}>{outcomes[row.outcome].label}</Badge>}</td>
              {fields.map(field => <Cell key={field.name} field={field} cell={row.cells.find(cell => cell.field === field.name)} row={row} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function isNumber(field: FieldMeta): boolean {
  return field.type === 'money' || field.type === 'integer'
}

function Cell({ field, cell, row }: { field: FieldMeta; cell: PreviewCell | undefined; row: PreviewRow }) {
  if (cell === undefined) return <td />
  if (cell.problem !== undefined) {
    return (
      <td className="bg-red-soft">
        <Tooltip content={cell.problem}>
          <span tabIndex={0} className="flex max-w-56 items-center gap-1.5 text-red"><CircleAlert className="size-3.5!" aria-hidden /><span className="truncate">{cell.text}</span><span className="sr-only">{cell.problem}</span></span>
        </Tooltip>
      </td>
    )
  }
  return <td className={classes('max-w-56 truncate', isNumber(field) && 'text-right tabular')} dir={isNumber(field) ? undefined : 'auto'}>{shown(field, cell, row)}</td>
}

function shown(field: FieldMeta, cell: PreviewCell, row: PreviewRow): string {
  const { value } = cell
  if (value === null || value === undefined) return ''
  if (field.type === 'money' && typeof value === 'number') {
    const currency = row.cells.find(other => other.field === 'currency')?.value
    return formatMoney(value, typeof currency === 'string' ? currency : 'USD')
  }
  if (field.type === 'integer' && typeof value === 'number') return formatNumber(value)
  if (field.type === 'date' && typeof value === 'string') return formatDate(value)
  return Array.isArray(value) ? value.join(', ') : cell.text
}
