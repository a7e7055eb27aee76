import type { TimelineEntry } from '@freehold/ledger'
import { columnOf, type ObjectDefinition } from '../definition/object.ts'
import { type DisplayContext, displayValue } from './display.ts'

/** One field of one change, as people read it; null where empty. */
export interface FieldChange {
  field: string
  label: string
  before: string | null
  after: string | null
}

/** What an entry changed of the object's fields, in order of definition. */
export function changesOf(
  object: ObjectDefinition,
  entry: Pick<TimelineEntry, 'before' | 'after'>,
  context: DisplayContext,
): FieldChange[] {
  return Object.entries(object.fields).flatMap(([name, field]) => {
    const column = columnOf(name)
    if (entry.before?.[column] === undefined && entry.after?.[column] === undefined) return []
    const before = displayValue(field, entry.before?.[column], context)
    const after = displayValue(field, entry.after?.[column], context)
    return before === after ? [] : [{ field: name, label: field.label, before, after }]
  })
}

/** "Anna moved this from Engaging to Won", "Anna changed amount from €1,200.00 to €1,054.00 and changed 2 more fields". */
export function sentenceOf(
  object: ObjectDefinition,
  entry: Pick<TimelineEntry, 'action' | 'actorName' | 'operationId'>,
  changes: readonly FieldChange[],
): string {
  const label = object.label.toLowerCase()
  switch (entry.action) {
    case 'created':
      return `${entry.actorName} ${entry.operationId === null ? 'added' : 'imported'} this ${label}`
    case 'deleted':
      return `${entry.actorName} moved this ${label} to the trash`
    case 'restored':
      return `${entry.actorName} restored this ${label} from the trash`
    case 'purged':
      return `${entry.actorName} removed this ${label} for good`
    case 'updated':
      return `${entry.actorName} ${updates(object, changes)}${entry.operationId === null ? '' : ' by import'}`
  }
}

function updates(object: ObjectDefinition, changes: readonly FieldChange[]): string {
  const first = changes.find((change) => object.fields[change.field]?.moves) ?? changes[0]
  if (first === undefined) return `changed this ${object.label.toLowerCase()}`
  const others = changes.length - 1
  return one(object, first) + (others === 0 ? '' : ` and changed ${others} more field${others === 1 ? '' : 's'}`)
}

const longest = 60

function one(object: ObjectDefinition, { field, label, before, after }: FieldChange): string {
  if (object.fields[field]?.moves) return `moved this from ${before ?? 'nowhere'} to ${after ?? 'nowhere'}`
  const name = label.toLowerCase()
  if (object.fields[field]?.type === 'longText') return `${before === null ? 'wrote' : after === null ? 'cleared' : 'changed'} ${name}`
  if (after === null) return `cleared ${name}, which was ${short(before)}`
  return before === null ? `set ${name} to ${short(after)}` : `changed ${name} from ${short(before)} to ${short(after)}`
}

function short(text: string | null): string {
  if (text === null) return 'empty'
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`
}
