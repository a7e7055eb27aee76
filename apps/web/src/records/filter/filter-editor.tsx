import { useQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent } from 'react'
import type { FieldMeta } from '../../api-types.ts'
import { Button, Field, HueDot, Input, OptionList, Select, hueOf, type Option } from '../../kit/index.ts'
import { tagsQuery } from '../../queries.ts'
import { useSession } from '../../session/session.ts'
import { datePresets } from '../model/calendar.ts'
import { within, type Filter } from '../model/list-state.ts'
import { parseValue } from '../model/values.ts'
import { useReferenceOptions } from '../value/reference-options.tsx'
import { editableFilterText, isChosen, operatorChoices } from './operator-words.ts'

interface FilterEditorProps {
  field: FieldMeta
  filter: Filter | undefined
  /** Takes effect at once; `done` when nothing more is to be said. */
  onChange: (filter: Filter, done: boolean) => void
}

/** Operator and value of one filter. With a list, Enter takes one and is done; a click (or Shift-Enter) takes several. */
export function FilterEditor({ field, filter, onChange }: FilterEditorProps) {
  const choices = operatorChoices(field)
  const [key, setKey] = useState(() => initialKey(filter, choices[0]?.key ?? 'eq'))
  const [operator = 'eq', fixed] = key.split('.')
  const value = filter?.operator === operator ? filter.value : ''
  const changeKey = (next: string) => {
    setKey(next)
    const [nextOperator = 'eq', nextFixed] = next.split('.')
    if (nextFixed !== undefined) onChange({ field: field.name, operator: nextOperator, value: nextFixed }, true)
    else if (filter !== undefined && sameKind(operator, nextOperator)) onChange({ field: field.name, operator: nextOperator, value }, false)
  }
  const change = (next: string, done: boolean) => onChange({ field: field.name, operator, value: next }, done)
  return (
    <div className="flex w-72 flex-col">
      <div className="flex items-center gap-2 border-b border-line p-2">
        <span className="shrink-0 pl-1 text-sm font-medium">{field.label}</span>
        <Select
          label="Comparison"
          value={key}
          options={choices.map((choice) => ({ value: choice.key, label: choice.label }))}
          onChange={changeKey}
          className="h-7"
        />
      </div>
      {fixed === undefined &&
        (operator === within ? (
          <PresetValues value={value} onChange={change} />
        ) : isChosen(field) ? (
          <ChosenValues field={field} value={value} several={operator === 'in'} onChange={change} />
        ) : (
          <TypedValue key={operator} field={field} value={value} onChange={change} />
        ))}
    </div>
  )
}

function initialKey(filter: Filter | undefined, first: string): string {
  if (filter === undefined) return first
  if (filter.operator === 'empty') return `empty.${filter.value}`
  return filter.operator === 'eq' && first === 'in' ? 'in' : filter.operator
}

/** Values that one operator took can be given to the other. */
function sameKind(a: string, b: string): boolean {
  return a !== within && b !== within && a !== 'empty' && b !== 'empty' && a !== 'in' && b !== 'in'
}

type Change = (value: string, done: boolean) => void

function PresetValues({ value, onChange }: { value: string; onChange: Change }) {
  const options = Object.entries(datePresets).map(([preset, label]) => ({ value: preset, label }))
  return (
    <OptionList options={options} value={value} placeholder="This month, last 30 days …" onChoose={(preset) => onChange(preset, true)} />
  )
}

function ChosenValues({ field, value, several, onChange }: { field: FieldMeta; value: string; several: boolean; onChange: Change }) {
  const chosen = value === '' ? [] : value.split(',')
  const [text, setText] = useState('')
  const { options, remote, searching } = useFilterOptions(field, text)
  const closing = useRef(false)
  const choose = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]
    onChange(several ? next.join(',') : id, closing.current || !several)
  }
  const noteEnter = (event: KeyboardEvent) => {
    if (event.key === 'Enter') closing.current = !event.shiftKey
  }
  return (
    <div
      onKeyDownCapture={noteEnter}
      onPointerDownCapture={() => {
        closing.current = false
      }}
    >
      <OptionList
        options={options.map((option) => ({
          ...option,
          icon: (
            <span className="flex items-center gap-2">
              <Mark on={chosen.includes(option.value)} />
              {option.icon}
            </span>
          ),
        }))}
        placeholder={`Find ${field.label.toLowerCase()}`}
        searching={searching}
        onChoose={choose}
        {...(remote && { onSearch: setText })}
      />
    </div>
  )
}

function Mark({ on }: { on: boolean }) {
  return (
    <span
      aria-hidden
      className={on ? 'size-3.5 rounded-sm border-4 border-accent bg-raised' : 'size-3.5 rounded-sm border border-control'}
    />
  )
}

function useFilterOptions(field: FieldMeta, text: string): { options: readonly Option[]; remote: boolean; searching: boolean } {
  const references = useReferenceOptions(field, text, field.type === 'reference')
  const { data: tags = [] } = useQuery({ ...tagsQuery, enabled: field.type === 'tags' })
  if (field.type === 'tags')
    return { options: tags.map((tag) => ({ value: tag, label: tag, icon: <HueDot hue={hueOf(tag)} /> })), remote: false, searching: false }
  if (field.type === 'choice')
    return {
      options: (field.choices ?? []).map((choice) => ({
        value: choice.value,
        label: choice.label,
        icon: <HueDot hue={choice.hue ?? 'grey'} />,
      })),
      remote: false,
      searching: false,
    }
  const own = field.reference === 'member' && text === '' ? [{ value: 'me', label: 'Me' }] : []
  return { ...references, options: [...own, ...references.options] }
}

function TypedValue({ field, value, onChange }: { field: FieldMeta; value: string; onChange: Change }) {
  const { currency } = useSession().organization
  const [text, setText] = useState(() => editableFilterText(field, value, currency))
  const [message, setMessage] = useState<string>()
  const apply = () => {
    // A moment is asked for by its day.
    const parsed = parseValue(
      { ...field, required: true, ...(field.type === 'dateTime' && { type: 'date' }), ...(field.type === 'email' && { type: 'text' }) },
      text,
      currency,
    )
    if (!parsed.ok) return setMessage(parsed.message)
    onChange(field.type === 'dateTime' ? new Date(`${String(parsed.value)}T00:00:00`).toISOString() : String(parsed.value), true)
  }
  return (
    <form
      className="flex items-start gap-2 p-2"
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <div className="flex-1">
        <Field label="Value" error={message}>
          {(control) => (
            <Input
              {...control}
              autoFocus
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setMessage(undefined)
              }}
            />
          )}
        </Field>
      </div>
      <Button type="submit" variant="primary" className="mt-6">
        Apply
      </Button>
    </form>
  )
}
