import { useQueries, useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { records } from '../../api.ts'
import type { FieldMeta } from '../../api-types.ts'
import { Popover, PopoverContent, PopoverTrigger } from '../../kit/index.ts'
import { membersQuery, objectsQuery, pipelinesQuery } from '../../queries.ts'
import { useSession } from '../../session/session.ts'
import type { Filter } from '../model/list-state.ts'
import { nameOf } from '../model/metadata.ts'
import { useGroupOptions } from '../value/group-options.tsx'
import { FilterEditor } from './filter-editor.tsx'
import { filterWords } from './operator-words.ts'

interface FilterChipProps {
  field: FieldMeta
  filter: Filter
  onChange: (filter: Filter) => void
  onRemove: () => void
  /** After the editor closed: where the keyboard goes on. */
  onClosed: () => void
}

/** One filter as a sentence; pressed, it opens for change. */
export function FilterChip({ field, filter, onChange, onRemove, onClosed }: FilterChipProps) {
  const [open, setOpen] = useState(false)
  const { currency } = useSession().organization
  const names = useNames(field, filter)
  const words = filterWords(field, filter, currency, (id) => names.get(id) ?? id)
  const change = (next: Filter, done: boolean) => {
    if (next.value === '') onRemove()
    else onChange(next)
    if (done) setOpen(false)
  }
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <span className="inline-flex h-7 max-w-96 items-center rounded-md border border-line-strong bg-raised text-sm">
        <PopoverTrigger asChild>
          <button type="button" className="flex h-full min-w-0 items-center gap-1.5 rounded-l-md pr-1.5 pl-2 hover:bg-hover">
            <span className="whitespace-nowrap text-muted">
              {field.label} {words.operator}
            </span>
            {words.value !== '' && <span className="truncate font-medium">{words.value}</span>}
          </button>
        </PopoverTrigger>
        <button
          type="button"
          aria-label={`Remove the filter on ${field.label.toLowerCase()}`}
          onClick={onRemove}
          className="flex h-full items-center rounded-r-md border-l border-line px-1.5 text-muted hover:bg-hover hover:text-ink"
        >
          <X className="size-3.5!" />
        </button>
      </span>
      <PopoverContent
        className="p-0"
        aria-label={`Filter by ${field.label.toLowerCase()}`}
        onCloseAutoFocus={(event) => {
          event.preventDefault()
          onClosed()
        }}
      >
        <FilterEditor field={field} filter={filter} onChange={change} />
      </PopoverContent>
    </Popover>
  )
}

/** What chosen values are called. Ids of records are read one by one: a chip holds few. */
function useNames(field: FieldMeta, filter: Filter): ReadonlyMap<string, string> {
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: field.reference === 'member' })
  const { data: pipelines = [] } = useQuery({ ...pipelinesQuery, enabled: field.reference === 'stage' || field.reference === 'pipeline' })
  const groups = useGroupOptions(field.reference)
  const { data: objects = [] } = useQuery(objectsQuery)
  const target = field.type === 'reference' ? objects.find((meta) => meta.name === field.reference) : undefined
  const found = useQueries({
    queries:
      target === undefined || filter.operator === 'empty'
        ? []
        : filter.value.split(',').map((id) => ({
            queryKey: ['records', target.plural, 'name', id],
            queryFn: () => records(target.plural).get(id),
          })),
  })
  const named: [string, string][] = found.flatMap(({ data }) =>
    data === undefined || target === undefined ? [] : [[data.id, nameOf(data, target)] as [string, string]],
  )
  return new Map([
    ['me', 'me'],
    ...members.map(({ id, name }): [string, string] => [id, name]),
    ...pipelines.flatMap((pipeline) => [pipeline, ...pipeline.stages]).map(({ id, name }): [string, string] => [id, name]),
    ...groups.map(({ value, name }): [string, string] => [value, name]),
    ...(field.choices ?? []).map(({ value, label }): [string, string] => [value, label]),
    ...named,
  ])
}
