import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Select, type Option } from '../../kit/index.ts'
import { currencies } from '../../session/currency-guess.ts'
import { useSession } from '../../session/session.ts'
import type { Import } from '../import-types.ts'
import type { DraftChanges } from './use-draft.ts'

const delimiters: Option[] = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Vertical bar' },
]
const encodings: Option[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'iso-8859-2', label: 'Central European (ISO 8859-2)' },
  { value: 'windows-1250', label: 'Central European (Windows-1250)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'utf-16le', label: 'UTF-16' },
  { value: 'shift_jis', label: 'Japanese (Shift JIS)' },
  { value: 'gb18030', label: 'Chinese (GB 18030)' },
]

/** How the file was read, each point changeable. */
export function FileFacts({ draft, changes }: { draft: Import; changes: DraftChanges }) {
  const { detection } = draft
  const headers: Option[] = [
    { value: '0', label: 'None: columns are numbered' },
    ...Array.from({ length: Math.max(5, detection.header) }, (_, at) => ({ value: String(at + 1), label: `Row ${at + 1}` })),
  ]
  return (
    <section aria-label="How the file is read" className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        {detection.format === 'csv' && (
          <>
            <Fact label="Delimiter">
              <Select
                label="Delimiter"
                value={detection.delimiter}
                options={including(delimiters, detection.delimiter)}
                onChange={(delimiter) => changes.file({ delimiter })}
              />
            </Fact>
            <Fact label="Encoding">
              <Select
                label="Encoding"
                value={detection.encoding.toLowerCase()}
                options={including(encodings, detection.encoding.toLowerCase())}
                onChange={(encoding) => changes.file({ encoding })}
              />
            </Fact>
          </>
        )}
        {detection.format === 'xlsx' && (
          <Fact label="Sheet">
            <Select
              label="Sheet"
              value={detection.sheet ?? undefined}
              options={detection.sheets.map((sheet) => ({ value: sheet, label: sheet }))}
              onChange={(sheet) => changes.file({ sheet })}
            />
          </Fact>
        )}
        <Fact label="Headings">
          <Select
            label="Headings"
            value={String(detection.header)}
            options={headers}
            onChange={(row) => changes.file({ header: Number(row) })}
          />
        </Fact>
        <Fact label="Amounts without a currency are in">
          <CurrencySelect draft={draft} changes={changes} />
        </Fact>
      </div>
      {detection.warnings.length > 0 && (
        <ul className="flex flex-col gap-1.5 rounded-lg bg-amber-soft px-3 py-2.5 text-sm text-ink">
          {detection.warnings.map((warning) => (
            <li key={warning} className="flex gap-2">
              <TriangleAlert className="mt-0.5 text-amber" aria-hidden />
              <span>{warning}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden className="text-xs font-medium text-muted">
        {label}
      </span>
      {children}
    </div>
  )
}

/** The detected value is always among the choices. */
function including(options: Option[], value: string): Option[] {
  return value === '' || options.some((option) => option.value === value) ? options : [{ value, label: value }, ...options]
}

function CurrencySelect({ draft, changes }: { draft: Import; changes: DraftChanges }) {
  const own = useSession().organization.currency
  const value = draft.options.currency ?? own
  const options = including(
    currencies.map((currency) => ({ value: currency, label: currency })),
    value,
  )
  return (
    <Select
      label="Currency of amounts without one"
      value={value}
      options={options}
      onChange={(currency) => changes.options({ currency })}
    />
  )
}
