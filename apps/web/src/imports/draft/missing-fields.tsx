import { useQuery } from '@tanstack/react-query'
import type { FieldMeta, ObjectMeta } from '../../api-types.ts'
import { Field, Input, Select } from '../../kit/index.ts'
import { pipelinesQuery } from '../../queries.ts'
import type { Import } from '../import-types.ts'
import type { DraftChanges } from './use-draft.ts'

/** Fields that a record cannot be without, that nothing fills and no column goes into. */
export function missingFields(draft: Import, object: ObjectMeta): FieldMeta[] {
  const chosen = new Set(draft.mapping.map((column) => column.field))
  return object.fields.filter(
    (field) => field.required && field.defaulted !== true && !field.readOnly && field.importable && !chosen.has(field.name),
  )
}

/** One value for all rows where the file has no column. */
export function MissingFields({ draft, object, changes }: { draft: Import; object: ObjectMeta; changes: DraftChanges }) {
  const missing = missingFields(draft, object)
  if (missing.length === 0) return null
  const choose = (field: string, value: string) => changes.options({ defaults: { ...draft.options.defaults, [field]: value } })
  return (
    <section className="rounded-lg border border-line px-4 py-3">
      <h2 className="text-sm font-medium">Not in the file, the same for all rows</h2>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        {missing.map((field) => (
          <Field key={field.name} label={field.label}>
            {(control) => (
              <DefaultInput
                field={field}
                id={control.id}
                value={draft.options.defaults[field.name]}
                onChange={(value) => choose(field.name, value)}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  )
}

function DefaultInput({
  field,
  id,
  value,
  onChange,
}: {
  field: FieldMeta
  id: string
  value: string | undefined
  onChange: (value: string) => void
}) {
  const pipelines = useQuery({ ...pipelinesQuery, enabled: field.reference === 'stage' }).data
  const stages = pipelines?.[0]?.stages.map((stage) => ({ value: stage.name, label: stage.name }))
  const options = field.choices?.map((choice) => ({ value: choice.value, label: choice.label })) ?? stages
  if (options !== undefined) return <Select id={id} value={value} options={options} onChange={onChange} />
  return (
    <Input
      id={id}
      defaultValue={value ?? ''}
      onBlur={(event) => {
        const text = event.target.value.trim()
        if (text !== '') onChange(text)
      }}
    />
  )
}
