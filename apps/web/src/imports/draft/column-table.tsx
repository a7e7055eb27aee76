import type { ObjectMeta } from '../../api-types.ts'
import { Badge, Combobox, type Option, Tooltip, classes } from '../../kit/index.ts'
import type { ColumnMapping, ColumnProfile, Import } from '../import-types.ts'
import { ColumnReading } from './column-reading.tsx'
import type { DraftChanges } from './use-draft.ts'

const leaveOut = 'leave-out'

/** One line for each column of the file: what stands in it, where it goes, how it is read. */
export function ColumnTable({ draft, object, changes }: { draft: Import; object: ObjectMeta; changes: DraftChanges }) {
  const taken = new Map(draft.mapping.flatMap((column) => (column.field === null ? [] : [[column.field, column.name]])))
  return (
    <div role="table" aria-label="Columns of the file" className="rounded-lg border border-line">
      <div
        role="row"
        className="grid grid-cols-[minmax(0,1fr)_15rem_minmax(0,17rem)] gap-4 border-b border-line px-4 py-2 text-xs font-medium text-muted max-lg:hidden"
      >
        <span role="columnheader">In the file</span>
        <span role="columnheader">Goes into</span>
        <span role="columnheader">Read as</span>
      </div>
      {draft.mapping.map((mapping) => (
        <ColumnRow
          key={mapping.column}
          mapping={mapping}
          profile={draft.detection.columns[mapping.column]}
          rows={draft.detection.rows}
          object={object}
          taken={taken}
          onChange={(change) => changes.column(mapping.column, change)}
        />
      ))}
    </div>
  )
}

interface ColumnRowProps {
  mapping: ColumnMapping
  profile: ColumnProfile | undefined
  rows: number
  object: ObjectMeta
  /** Field → heading of the column that goes into it. */
  taken: Map<string, string>
  onChange: (changes: Partial<ColumnMapping>) => void
}

function ColumnRow({ mapping, profile, rows, object, taken, onChange }: ColumnRowProps) {
  const field = object.fields.find((candidate) => candidate.name === mapping.field)
  const options: Option[] = [
    { value: leaveOut, label: 'Leave out' },
    ...object.fields
      .filter((candidate) => candidate.importable && (candidate.name === mapping.field || !taken.has(candidate.name)))
      .map((candidate) => ({ value: candidate.name, label: candidate.label })),
  ]
  return (
    <div
      role="row"
      className="grid items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-0 max-lg:grid-cols-1 lg:grid-cols-[minmax(0,1fr)_15rem_minmax(0,17rem)]"
    >
      <div role="cell" className={classes('min-w-0', field === undefined && 'text-muted')}>
        <p className="flex items-center gap-2 text-sm font-medium">
          <span className="truncate">{mapping.name}</span>
          <Sureness mapping={mapping} />
        </p>
        <p className="truncate text-xs text-muted">
          <bdi>{samples(profile, rows)}</bdi>
        </p>
      </div>
      <div role="cell">
        <Combobox
          label={`${mapping.name} goes into`}
          value={mapping.field ?? leaveOut}
          options={options}
          onChange={(value) => onChange({ field: value === leaveOut ? null : value, confidence: 1, remembered: false })}
          placeholder="Find a field"
          className={classes(field === undefined && 'text-muted')}
        />
      </div>
      <div role="cell">
        {field !== undefined && <ColumnReading mapping={mapping} field={field} profile={profile} onChange={onChange} />}
      </div>
    </div>
  )
}

function samples(profile: ColumnProfile | undefined, rows: number): string {
  if (profile === undefined || profile.filled === 0) return 'Nothing in this column'
  const empty = rows - profile.filled
  const share = empty > 0 ? ` · ${Math.max(1, Math.round((empty / rows) * 100))} % empty` : ''
  return profile.samples.slice(0, 3).join(', ') + share
}

function Sureness({ mapping }: { mapping: ColumnMapping }) {
  if (mapping.field === null) return null
  if (mapping.remembered)
    return (
      <Tooltip content="As in the last import with such a column">
        <span>
          <Badge tone="good">Remembered</Badge>
        </span>
      </Tooltip>
    )
  if (mapping.confidence >= 0.9) return null
  return (
    <Tooltip content="By likeness of name and values. Check it.">
      <span>
        <Badge tone="attention">{mapping.confidence >= 0.75 ? 'Likely' : 'Guess'}</Badge>
      </span>
    </Tooltip>
  )
}
