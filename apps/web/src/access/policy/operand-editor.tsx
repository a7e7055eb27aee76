import { Combobox, Input, type Option, Select } from '../../kit/index.ts'
import { asKept, asWritten } from '../model/amount.ts'
import { comparableWith, isAttribute, literalsOf, type NamedAttribute } from '../model/conditions.ts'
import type { Names } from '../model/names.ts'
import { capital } from '../model/permissions.ts'
import { ManyOf } from '../page/many-of.tsx'
import type { Comparison, Literal, Operand } from '../types.ts'
import { LiteralInput, useMoney } from './literal-input.tsx'

interface OperandEditorProps {
  comparison: Comparison
  left: NamedAttribute
  all: readonly NamedAttribute[]
  names: Names
  invalid: boolean
  onChange: (value: Operand | undefined) => void
}

/** Before an attribute's path, to tell it from a value in one list of choices. */
const mark = '@'

/** The right side of a comparison: typed as the left side is, or another attribute. */
export function OperandEditor(props: OperandEditorProps) {
  const { comparison, left } = props
  if (comparison.operator === 'between') return <BetweenEditor {...props} />
  if (comparison.operator === 'within') return <NetworksEditor {...props} />
  const chosen = left.attribute.refers !== undefined || left.attribute.values !== undefined
  if (left.attribute.type === 'boolean') return <BooleanEditor {...props} />
  if (chosen || isAttribute(comparison.value)) return comparison.operator === 'in' ? <ManyEditor {...props} /> : <OneEditor {...props} />
  if (comparison.operator === 'in') return <WordsEditor {...props} />
  return <TypedEditor {...props} />
}

function optionsOf({ comparison, left, all, names }: OperandEditorProps): Option[] {
  const attributes = comparableWith(left, comparison.operator, all).map(({ path, attribute }) => ({
    value: mark + path,
    label: capital(attribute.label),
  }))
  const { refers, values } = left.attribute
  const literals =
    values?.map((value) => ({ value, label: capital(value) })) ??
    (left.path === 'subject.roles' ? names.choices('role') : names.choices(refers)).map((choice) => ({ ...choice }))
  return [...attributes, ...literals]
}

function OneEditor(props: OperandEditorProps) {
  const { comparison, left, names, invalid, onChange } = props
  const { value } = comparison
  const current = isAttribute(value) ? mark + value.attribute : value === undefined ? undefined : String(literalsOf(value)[0] ?? '')
  return (
    <Combobox
      label="Value"
      value={current}
      options={optionsOf(props)}
      shown={current === undefined ? undefined : names.of(left.attribute.refers, current)}
      placeholder="Choose a value"
      {...(invalid && { 'aria-invalid': true })}
      onChange={(next) => onChange(next.startsWith(mark) ? { attribute: next.slice(mark.length) } : next)}
    />
  )
}

function ManyEditor(props: OperandEditorProps) {
  const { comparison, left, names, invalid, onChange } = props
  const { value } = comparison
  const current = isAttribute(value) ? [mark + value.attribute] : literalsOf(value).map(String)
  const change = (next: string[]) => {
    const attribute = next.findLast((one) => one.startsWith(mark) && !current.includes(one))
    if (attribute !== undefined) return onChange({ attribute: attribute.slice(mark.length) })
    onChange(next.filter((one) => !one.startsWith(mark)))
  }
  return (
    <ManyOf
      label="value"
      values={current}
      options={optionsOf(props)}
      nameOf={(one) => names.of(left.attribute.refers, one)}
      invalid={invalid}
      onChange={change}
    />
  )
}

function BooleanEditor({ comparison, onChange }: OperandEditorProps) {
  return (
    <Select
      label="Value"
      value={literalsOf(comparison.value)[0] === false ? 'false' : 'true'}
      options={[
        { value: 'true', label: 'yes' },
        { value: 'false', label: 'no' },
      ]}
      onChange={(next) => onChange(next === 'true')}
    />
  )
}

function TypedEditor({ comparison, left, invalid, onChange }: OperandEditorProps) {
  const [value] = literalsOf(comparison.value)
  return <LiteralInput label="Value" attribute={left.attribute} value={value} invalid={invalid} onChange={onChange} />
}

function BetweenEditor({ comparison, left, invalid, onChange }: OperandEditorProps) {
  const { type } = left.attribute
  const [from, to] = literalsOf(comparison.value)
  const input = (label: string, value: Literal | undefined, change: (next: Literal | undefined) => void) => (
    <LiteralInput label={label} attribute={left.attribute} value={value} invalid={invalid} onChange={change} />
  )
  const blank = type === 'number' ? 0 : type === 'time' ? '00:00' : ''
  return (
    <span className="flex items-center gap-2">
      {input('From', from, (next) => onChange([next ?? blank, to ?? blank]))}
      <span className="text-sm text-muted">and</span>
      {input('To', to, (next) => onChange([from ?? blank, next ?? blank]))}
    </span>
  )
}

/** Words or networks, separated by commas. */
function WordsEditor({ comparison, left, invalid, onChange }: OperandEditorProps) {
  const numbers = left.attribute.type === 'number'
  const money = useMoney(left.attribute)
  const units = money?.units ?? 1
  const parsed = (text: string) =>
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '')
      .map((word) => (numbers ? asKept(Number(word), units) : word))
  return (
    <Input
      aria-label={money === undefined ? 'Values, separated by commas' : `Values in ${money.currency}, separated by commas`}
      aria-invalid={invalid || undefined}
      placeholder={numbers ? '1000, 2000' : 'one, two, three'}
      defaultValue={literalsOf(comparison.value)
        .map((value) => asWritten(value, units))
        .join(', ')}
      onBlur={(event) => onChange(parsed(event.target.value))}
    />
  )
}

function NetworksEditor({ comparison, invalid, onChange }: OperandEditorProps) {
  return (
    <Input
      aria-label="Networks, separated by commas"
      aria-invalid={invalid || undefined}
      placeholder="10.0.0.0/8, 2001:db8::/32"
      className="font-mono text-xs"
      defaultValue={literalsOf(comparison.value).join(', ')}
      onBlur={(event) =>
        onChange(
          event.target.value
            .split(',')
            .map((word) => word.trim())
            .filter((word) => word !== ''),
        )
      }
    />
  )
}
