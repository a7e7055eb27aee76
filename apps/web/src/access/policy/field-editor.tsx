import { Select } from '../../kit/index.ts'
import { ManyOf } from '../page/many-of.tsx'
import type { FieldSelection } from '../types.ts'

type Scope = 'record' | 'only' | 'except'

interface FieldEditorProps {
  fields: FieldSelection | undefined
  /** Labels by name. */
  labels: Readonly<Record<string, string>>
  invalid: boolean
  onChange: (fields: FieldSelection | undefined) => void
}

/** Whether a rule is about whole records, some of their fields, or all fields but some. */
export function FieldEditor({ fields, labels, invalid, onChange }: FieldEditorProps) {
  const scope: Scope = fields === undefined ? 'record' : 'except' in fields ? 'except' : 'only'
  const names = fields === undefined ? [] : 'except' in fields ? fields.except : fields
  const put = (next: Scope, chosen: readonly string[]) =>
    onChange(next === 'record' ? undefined : next === 'only' ? [...chosen] : { except: [...chosen] })
  return (
    <div className="flex flex-col gap-1.5">
      <Select
        label="Whole records or fields"
        value={scope}
        options={[
          { value: 'record', label: 'the whole record' },
          { value: 'only', label: 'only the fields' },
          { value: 'except', label: 'all fields but' },
        ]}
        onChange={(next) => put(next, names)}
      />
      {scope !== 'record' && (
        <ManyOf
          label="field"
          values={names}
          options={Object.entries(labels).map(([value, label]) => ({ value, label }))}
          invalid={invalid}
          onChange={(next) => put(scope, next)}
        />
      )}
    </div>
  )
}
