import type { FieldMeta, RecordRow } from '../../api-types.ts'
import { useSession } from '../../session/session.ts'
import { currencyOf, valueOf, type Changes } from '../model/metadata.ts'
import { OptionEditor, TagsEditor } from './option-editor.tsx'
import { TextEditor, type Onward } from './text-editor.tsx'

export interface ValueEditorProps {
  field: FieldMeta
  record: RecordRow
  /** What was typed to begin, or what the server refused. */
  text?: string | undefined
  problem?: string | undefined
  onDone: (changes: Changes, onward: Onward) => void
  onCancel: () => void
  className?: string
}

/** The editor that fits a field, in place of its value. Fills the positioned box it stands in. */
export function ValueEditor({ field, record, text, problem, onDone, onCancel, className }: ValueEditorProps) {
  const currency = currencyOf(record, useSession().organization.currency)
  const value = valueOf(record, field.name)
  switch (field.type) {
    case 'reference':
    case 'choice':
      return <OptionEditor field={field} value={value} text={text} onDone={onDone} onCancel={onCancel} />
    case 'tags':
      return <TagsEditor field={field} value={value} text={text} onDone={onDone} onCancel={onCancel} />
    default:
      return (
        <TextEditor
          field={field}
          value={value}
          currency={currency}
          text={text}
          problem={problem}
          onDone={(next, onward) => onDone({ [field.name]: next }, onward)}
          onCancel={onCancel}
          {...(className !== undefined && { className })}
        />
      )
  }
}
