import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FieldMeta } from '../../api-types.ts'
import { HueDot, OptionList, Popover, PopoverAnchor, PopoverContent, Tag, hueOf, type Option } from '../../kit/index.ts'
import { tagsQuery } from '../../queries.ts'
import { referenceMember, type Changes, type FieldValue } from '../model/metadata.ts'
import { useReferenceOptions } from './reference-options.tsx'
import type { Onward } from './text-editor.tsx'

export interface OptionEditorProps {
  field: FieldMeta
  value: FieldValue
  /** What was typed on the cell. */
  text?: string | undefined
  onDone: (changes: Changes, onward: Onward) => void
  onCancel: () => void
}

const nothing = ''

/** One of what a reference points to, or of a field's choices. */
export function OptionEditor(props: OptionEditorProps) {
  return props.field.type === 'reference' ? <ReferenceEditor {...props} /> : <ChoiceEditor {...props} />
}

function ReferenceEditor({ field, value, text: begin, onDone, onCancel }: OptionEditorProps) {
  const [text, setText] = useState(begin ?? '')
  const { options, searching, remote, referenceOf } = useReferenceOptions(field, text)
  const choose = (id: string) =>
    onDone({ [field.name]: id === nothing ? null : id, [referenceMember(field.name)]: id === nothing ? null : referenceOf(id) }, 'stay')
  return (
    <Floating label={field.label} onCancel={onCancel}>
      <OptionList
        initialText={begin}
        options={withNothing(options, field, value)}
        value={typeof value === 'string' ? value : undefined}
        placeholder={`Find ${field.label.toLowerCase()}`}
        empty={`No ${field.label.toLowerCase()} of that name`}
        onChoose={choose}
        searching={searching}
        {...(remote && { onSearch: setText })}
      />
    </Floating>
  )
}

function ChoiceEditor({ field, value, text: begin, onDone, onCancel }: OptionEditorProps) {
  const options = (field.choices ?? []).map((choice) => ({
    value: choice.value,
    label: choice.label,
    icon: <HueDot hue={choice.hue ?? hueOf(choice.value)} />,
  }))
  return (
    <Floating label={field.label} onCancel={onCancel}>
      <OptionList
        initialText={begin}
        options={withNothing(options, field, value)}
        value={typeof value === 'string' ? value : undefined}
        placeholder={`Find ${field.label.toLowerCase()}`}
        onChoose={(chosen) => onDone({ [field.name]: chosen === nothing ? null : chosen }, 'stay')}
      />
    </Floating>
  )
}

/** A value that may be empty can be emptied, when it is not. */
function withNothing(options: readonly Option[], field: FieldMeta, value: FieldValue): readonly Option[] {
  return field.required || value === null ? options : [...options, { value: nothing, label: `No ${field.label.toLowerCase()}` }]
}

/** Several words, known ones offered; saved together when the editor is left. */
export function TagsEditor({ field, value, text: begin, onDone, onCancel }: OptionEditorProps) {
  const before = Array.isArray(value) ? value : []
  const [tags, setTags] = useState<readonly string[]>(before)
  const { data: known = [] } = useQuery(tagsQuery)
  const toggle = (tag: string) => setTags(tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag])
  const options = known.filter((tag) => !tags.includes(tag)).map((tag) => ({ value: tag, label: tag, icon: <HueDot hue={hueOf(tag)} /> }))
  const end = () =>
    tags.length === before.length && tags.every((tag, at) => tag === before[at]) ? onCancel() : onDone({ [field.name]: tags }, 'stay')
  return (
    <Floating label={field.label} onCancel={end}>
      {tags.length > 0 && (
        <span className="flex max-w-72 flex-wrap gap-1 border-b border-line p-2">
          {tags.map((tag) => (
            <Tag key={tag} hue={hueOf(tag)} onRemove={() => toggle(tag)}>
              {tag}
            </Tag>
          ))}
        </span>
      )}
      <OptionList
        key={tags.length}
        initialText={tags.length === before.length ? begin : undefined}
        options={options}
        placeholder="Find or add a tag"
        empty="No tags yet"
        onChoose={toggle}
        onCreate={toggle}
      />
    </Floating>
  )
}

function Floating({ label, onCancel, children }: { label: string; onCancel: () => void; children: React.ReactNode }) {
  return (
    <Popover
      open
      onOpenChange={(open) => {
        if (!open) onCancel()
      }}
    >
      <PopoverAnchor className="absolute inset-0" />
      <PopoverContent
        aria-label={label}
        className="w-72 p-0"
        onCloseAutoFocus={(event) => event.preventDefault()}
        onKeyDown={(event) => event.stopPropagation()}
      >
        {children}
      </PopoverContent>
    </Popover>
  )
}
