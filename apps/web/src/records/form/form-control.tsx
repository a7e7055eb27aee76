import { useState } from 'react'
import type { FieldMeta } from '../../api-types.ts'
import { Combobox, HueDot, Input, Select, TextArea, hueOf } from '../../kit/index.ts'
import { isNumeric } from '../model/metadata.ts'
import { useReferenceOptions } from '../value/reference-options.tsx'

interface FormControlProps {
  field: FieldMeta
  value: string
  currency: string
  autoFocus: boolean
  /** What ties the control to its label and its error. */
  control: { id: string; 'aria-invalid': true | undefined; 'aria-describedby': string | undefined; 'aria-required': true | undefined }
  onChange: (value: string) => void
}

/** The control for a field in a form; its value is text, of a reference the id. */
export function FormControl({ field, value, currency, autoFocus, control, onChange }: FormControlProps) {
  switch (field.type) {
    case 'reference':
      return <ReferenceControl field={field} value={value} control={control} onChange={onChange} />
    case 'choice':
      return (
        <Select
          {...selectable(control)}
          value={value === '' ? undefined : value}
          options={(field.choices ?? []).map((choice) => ({
            value: choice.value,
            label: choice.label,
            icon: <HueDot hue={choice.hue ?? hueOf(choice.value)} />,
          }))}
          onChange={onChange}
        />
      )
    case 'longText':
      return (
        <TextArea
          {...control}
          autoFocus={autoFocus}
          dir="auto"
          value={value}
          maxLength={field.maxLength}
          onChange={(event) => onChange(event.target.value)}
        />
      )
    default:
      return (
        <Input
          {...control}
          autoFocus={autoFocus}
          dir="auto"
          value={value}
          maxLength={field.maxLength}
          inputMode={isNumeric(field.type) ? 'decimal' : undefined}
          placeholder={placeholder(field, currency)}
          onChange={(event) => onChange(event.target.value)}
        />
      )
  }
}

function ReferenceControl({ field, value, control, onChange }: Pick<FormControlProps, 'field' | 'value' | 'control' | 'onChange'>) {
  const [text, setText] = useState('')
  // The chosen one keeps its name when another search no longer finds it.
  const [chosen, setChosen] = useState<string>()
  const { options, searching, remote, referenceOf } = useReferenceOptions(field, text)
  return (
    <Combobox
      {...selectable(control)}
      value={value === '' ? undefined : value}
      shown={value === '' ? undefined : chosen}
      options={options}
      searching={searching}
      onChange={(id) => {
        setChosen(referenceOf(id).name)
        onChange(id)
      }}
      {...(remote && { onSearch: setText })}
    />
  )
}

/** A button knows nothing of being required; the label says it. */
function selectable(control: FormControlProps['control']) {
  const { id, 'aria-invalid': invalid, 'aria-describedby': describedBy } = control
  return { id, 'aria-invalid': invalid, 'aria-describedby': describedBy }
}

function placeholder(field: FieldMeta, currency: string): string | undefined {
  switch (field.type) {
    case 'money':
      return currency
    case 'date':
      return '2026-03-31, +7, tomorrow'
    case 'tags':
      return 'Separated by commas'
    case 'currency':
      return currency
    default:
      return field.defaulted === true ? field.description : undefined
  }
}
