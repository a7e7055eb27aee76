import type { FieldMeta } from '../../api-types.ts'
import { Select } from '../../kit/index.ts'
import type { ColumnMapping, ColumnProfile, DateOrder, UnknownChoice } from '../import-types.ts'

interface ColumnReadingProps {
  mapping: ColumnMapping
  field: FieldMeta
  profile: ColumnProfile | undefined
  onChange: (changes: Partial<ColumnMapping>) => void
}

const dateOrders: { value: DateOrder; label: string }[] = [
  { value: 'ymd', label: 'Year, month, day' },
  { value: 'mdy', label: 'Month, day, year' },
  { value: 'dmy', label: 'Day, month, year' },
]
const decimals = [
  { value: '.' as const, label: '1,234.50' },
  { value: ',' as const, label: '1.234,50' },
]
const scales = [
  { value: '1', label: 'In ones' },
  { value: '1000', label: 'In thousands' },
  { value: '1000000', label: 'In millions' },
] as const
const scaleValues = { '1': 1, '1000': 1000, '1000000': 1_000_000 } as const

/** How the values of one column are understood; only what matters for its field. */
export function ColumnReading({ mapping, field, profile, onChange }: ColumnReadingProps) {
  // Whole numbers need no choice unless 1.234 could be either.
  if (field.type === 'integer' && profile?.decimalAmbiguous !== true && mapping.scale === 1) return null
  switch (field.type) {
    case 'date':
    case 'dateTime':
      return (
        <Choice attention={profile?.dateAmbiguous === true ? 'Both orders fit every value' : undefined}>
          <Select
            label={`Dates in ${mapping.name}`}
            value={mapping.dateOrder}
            options={dateOrders}
            onChange={(dateOrder) => onChange({ dateOrder })}
          />
        </Choice>
      )
    case 'money':
    case 'integer':
      return (
        <Choice attention={profile?.decimalAmbiguous === true ? 'Both marks fit every value' : undefined}>
          <div className="flex gap-2">
            <Select
              label={`Numbers in ${mapping.name}`}
              value={mapping.decimal}
              options={decimals}
              onChange={(decimal) => onChange({ decimal })}
            />
            <Select
              label={`Unit of ${mapping.name}`}
              value={asScale(mapping.scale)}
              options={scales}
              onChange={(scale) => onChange({ scale: scaleValues[scale] })}
            />
          </div>
        </Choice>
      )
    case 'reference':
      return (
        <Select
          label={`Unknown names in ${mapping.name}`}
          value={mapping.unknown}
          options={unknownOptions(field)}
          onChange={(unknown) => onChange({ unknown })}
        />
      )
    default:
      return null
  }
}

function asScale(scale: ColumnMapping['scale']): keyof typeof scaleValues {
  return scale === 1 ? '1' : scale === 1000 ? '1000' : '1000000'
}

function Choice({ attention, children }: { attention: string | undefined; children: React.ReactNode }) {
  return (
    <>
      {children}
      {attention !== undefined && <p className="mt-1 text-xs text-amber">{attention}. Check this one.</p>}
    </>
  )
}

/** Stages and pipelines are set up by people; a file does not make new ones. */
function unknownOptions(field: FieldMeta): { value: UnknownChoice; label: string }[] {
  const report = { value: 'report' as const, label: 'Report unknown names' }
  const blank = { value: 'blank' as const, label: 'Leave unknown names empty' }
  const creatable = field.reference !== 'stage' && field.reference !== 'pipeline'
  return creatable ? [{ value: 'create', label: 'Create unknown names' }, report, blank] : [report, blank]
}
