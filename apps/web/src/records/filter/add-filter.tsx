import { useQuery } from '@tanstack/react-query'
import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import type { FieldMeta, ObjectMeta } from '../../api-types.ts'
import { Avatar, Button, HueDot, OptionList, Popover, PopoverContent, PopoverTrigger, hueOf, type Option } from '../../kit/index.ts'
import { membersQuery, pipelinesQuery } from '../../queries.ts'
import { isGroup, type Group } from '../value/group-icon.tsx'
import { useGroupOptions } from '../value/group-options.tsx'
import type { Filter } from '../model/list-state.ts'
import { FilterEditor } from './filter-editor.tsx'

interface AddFilterProps {
  meta: ObjectMeta
  /** Opened from outside: a key, or a column that named its field. */
  open: boolean
  field: string | undefined
  onOpenChange: (open: boolean, field?: string) => void
  filters: readonly Filter[]
  onFilter: (filter: Filter) => void
  onClosed: () => void
}

/** Which field, then what of it. Typing a stage's or a person's name goes straight to the filter: `F`, "won", Enter. */
export function AddFilter({ meta, open, field: name, onOpenChange, filters, onFilter, onClosed }: AddFilterProps) {
  const fields = meta.fields.filter((field) => field.operators.length > 0)
  const field = fields.find((candidate) => candidate.name === name)
  const change = (filter: Filter, done: boolean) => {
    onFilter(filter)
    if (done) onOpenChange(false)
  }
  return (
    <Popover open={open} onOpenChange={(next) => onOpenChange(next)}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="sm" className="text-muted">
          <ListFilter /> <span className="max-lg:hidden">Filter</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent
        className="p-0"
        aria-label="Add a filter"
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          onClosed()
        }}
      >
        {field === undefined ? (
          <FieldOrValue fields={fields} onField={(chosen) => onOpenChange(true, chosen)} onFilter={(filter) => change(filter, true)} />
        ) : (
          <FilterEditor key={field.name} field={field} filter={filters.find((filter) => filter.field === field.name)} onChange={change} />
        )}
      </PopoverContent>
    </Popover>
  )
}

function FieldOrValue({
  fields,
  onField,
  onFilter,
}: {
  fields: readonly FieldMeta[]
  onField: (name: string) => void
  onFilter: (filter: Filter) => void
}) {
  const [text, setText] = useState('')
  const values = useValueOptions(fields)
  const wanted = text.trim().toLocaleLowerCase()
  const matching = (option: Option) => wanted.split(/\s+/).every((word) => option.label.toLocaleLowerCase().includes(word))
  const named = fields.map((field) => ({ value: field.name, label: field.label })).filter(matching)
  const found = wanted === '' ? [] : values.filter(matching).slice(0, 12)
  const choose = (value: string) => {
    const [name = '', chosen] = value.split('=')
    if (chosen === undefined) onField(name)
    else onFilter({ field: name, operator: 'in', value: chosen })
  }
  return (
    <div className="w-72">
      <OptionList options={[...named, ...found]} placeholder="Filter by field, stage or person" onSearch={setText} onChoose={choose} />
    </div>
  )
}

/** Few enough to offer by name: stages, people, choices. Records have too many. */
function useValueOptions(fields: readonly FieldMeta[]): readonly Option[] {
  const { data: members = [] } = useQuery(membersQuery)
  const { data: pipelines = [] } = useQuery(pipelinesQuery)
  const groups = useAllGroups(fields)
  return fields.flatMap((field) => {
    const option = (value: string, label: string, icon: Option['icon']): Option => ({
      value: `${field.name}=${value}`,
      label: `${field.label} is ${label}`,
      icon,
    })
    if (field.reference === 'stage')
      return pipelines.flatMap((pipeline) =>
        pipeline.stages.map((stage) => option(stage.id, stage.name, <HueDot hue={stage.hue ?? hueOf(stage.name)} />)),
      )
    if (field.reference === 'member')
      return [
        option('me', 'me', undefined),
        ...members.map((member) => option(member.id, member.name, <Avatar name={member.name} size="sm" />)),
      ]
    if (isGroup(field.reference)) return groups[field.reference].map(({ value, name, icon }) => option(value, name, icon))
    return (field.choices ?? []).map((choice) => option(choice.value, choice.label, <HueDot hue={choice.hue ?? 'grey'} />))
  })
}

function useAllGroups(fields: readonly FieldMeta[]) {
  const asked = (group: Group) => (fields.some((field) => field.reference === group) ? group : undefined)
  return {
    team: useGroupOptions(asked('team')),
    territory: useGroupOptions(asked('territory')),
    node: useGroupOptions(asked('node')),
  }
}
