import { useState } from 'react'
import type { FieldMeta, ObjectMeta, RecordRow } from '../../api-types.ts'
import { Button } from '../../kit/index.ts'
import { isHidden } from '../access/record-denied.ts'
import { isEmptyValue, valueOf } from '../model/metadata.ts'
import { FieldRow } from './field-row.tsx'

interface FieldGroup {
  readonly title: string
  readonly fields: readonly FieldMeta[]
}

/** Empty fields beyond this many wait behind a press: a panel is read more often than filled. */
const emptyShown = 3

export function RecordFields({ meta, record }: { meta: ObjectMeta; record: RecordRow }) {
  const [all, setAll] = useState(false)
  const groups = fieldGroups(meta)
  const empty = groups
    .flatMap(({ fields }) => fields)
    .filter((field) => isEmptyValue(valueOf(record, field.name)) && !isHidden(record, field.name))
  const folded = new Set(all || empty.length <= emptyShown ? [] : empty.filter((field) => !meta.defaultColumns.includes(field.name)))
  return (
    <div data-fields className="flex flex-col gap-3">
      {groups.map(({ title, fields }) => {
        const shown = fields.filter((field) => !folded.has(field))
        if (shown.length === 0) return null
        return (
          <section key={title} aria-label={title}>
            {shown.map((field) => (
              <FieldRow key={field.name} meta={meta} field={field} record={record} />
            ))}
          </section>
        )
      })}
      {folded.size > 0 && (
        <Button size="sm" variant="ghost" className="-ml-2 self-start text-muted" onClick={() => setAll(true)}>
          Show {folded.size} empty {folded.size === 1 ? 'field' : 'fields'}
        </Button>
      )}
    </div>
  )
}

/** What it is and whose; amounts and days; the rest. The name stands in the header, what Freehold keeps at the end. */
function fieldGroups(meta: ObjectMeta): FieldGroup[] {
  const own = meta.fields.filter((field) => field.name !== meta.nameField)
  const links = own.filter((field) => field.type === 'reference')
  const figures = own.filter((field) => ['money', 'integer', 'date', 'currency'].includes(field.type))
  const kept = own.filter((field) => field.readOnly && field.type === 'dateTime')
  const taken = new Set([...links, ...figures, ...kept])
  return [
    { title: 'People and places', fields: links },
    { title: 'Figures and days', fields: figures },
    { title: 'Details', fields: own.filter((field) => !taken.has(field)) },
    { title: 'History', fields: kept },
  ]
}
