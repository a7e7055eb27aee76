import type { Field } from '../definition/field.ts'

/** What a value is shown with: names of referenced records by id, the record's currency. */
export interface DisplayContext {
  readonly names: ReadonlyMap<string, string>
  /** Undefined where it may not be seen: amounts are shown as the number of smallest units, which is all that they say then. */
  readonly currency: string | undefined
  /** Objects and targets of which not every name may be seen. */
  readonly guarded?: ReadonlySet<string>
}

/** A stored value as a person reads it; null where empty. */
export function displayValue(field: Field, value: unknown, { names, currency, guarded }: DisplayContext): string | null {
  if (value === null || value === undefined) return null
  switch (field.type) {
    case 'money':
      return currency === undefined ? Number(value).toLocaleString('en') : money(Number(value), currency)
    case 'integer':
      return field.min !== undefined && field.min >= 1000 ? String(value) : Number(value).toLocaleString('en')
    case 'date':
      return date.format(new Date(`${String(value)}T00:00:00Z`))
    case 'dateTime':
      return dateTime.format(new Date(String(value)))
    case 'choice':
      return field.choices?.find((one) => one.value === value)?.label ?? String(value)
    case 'reference':
      return (
        names.get(String(value)) ??
        (guarded?.has(field.reference ?? '') === true ? 'a record that you may not see' : 'a record that is gone')
      )
    case 'tags':
      return Array.isArray(value) && value.length > 0 ? value.join(', ') : null
    default:
      return String(value)
  }
}

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' })
const dateTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })
const moneyFormats = new Map<string, Intl.NumberFormat>()

function money(minor: number, currency: string): string {
  let format = moneyFormats.get(currency)
  if (format === undefined) {
    format = new Intl.NumberFormat('en', { style: 'currency', currency })
    moneyFormats.set(currency, format)
  }
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
