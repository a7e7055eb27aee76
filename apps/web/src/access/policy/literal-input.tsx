import { minorUnits } from '../../format.ts'
import { Input } from '../../kit/index.ts'
import { useSession } from '../../session/session.ts'
import { asKept, asWritten } from '../model/amount.ts'
import type { Attribute, Literal } from '../types.ts'

interface LiteralInputProps {
  label: string
  attribute: Attribute
  value: Literal | undefined
  invalid: boolean
  onChange: (value: Literal | undefined) => void
}

const inputTypes: Partial<Record<Attribute['type'], string>> = { number: 'number', date: 'date', time: 'time' }

/** One value, written as people write it. Amounts stand in the organization's currency, whatever the record's own is. */
export function LiteralInput({ label, attribute, value, invalid, onChange }: LiteralInputProps) {
  const { type } = attribute
  const money = useMoney(attribute)
  const input = (
    <Input
      aria-label={money === undefined ? label : `${label} in ${money.currency}`}
      aria-invalid={invalid || undefined}
      type={inputTypes[type] ?? 'text'}
      {...(type === 'number' && { step: 'any' })}
      {...(type === 'dateTime' && { placeholder: '2026-01-31T08:00:00Z' })}
      value={value === undefined ? '' : String(asWritten(value, money?.units ?? 1))}
      onChange={(event) => onChange(literalFrom(type, event.target.value, money?.units ?? 1))}
    />
  )
  if (money === undefined) return input
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      {input}
      <span className="shrink-0 text-sm text-muted">{money.currency}</span>
    </span>
  )
}

/** Undefined where the attribute is no amount. `units`: how many minor units make one. */
export function useMoney({ unit }: Attribute): { currency: string; units: number } | undefined {
  const { currency } = useSession().organization
  return unit === 'minor units' ? { currency, units: minorUnits(currency) } : undefined
}

function literalFrom(type: Attribute['type'], text: string, units: number): Literal | undefined {
  if (text === '') return undefined
  return type === 'number' ? asKept(Number(text), units) : text
}
