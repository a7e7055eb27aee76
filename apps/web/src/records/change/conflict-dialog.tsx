import { useState } from 'react'
import type { RecordRow } from '../../api-types.ts'
import { formatTime } from '../../format.ts'
import { Button, classes, Dialog } from '../../kit/index.ts'
import { findField, nameOf, referenceMember, type Changes } from '../model/metadata.ts'
import { conflictingFields, type Conflict } from '../store/record-writer.ts'
import { ValueView } from '../value/value-view.tsx'
import { closeConflict, useConflict } from './conflict-state.ts'
import { useRecordActions } from './use-record-actions.ts'

/** Shown when somebody changed the same field after the reader saw it: both sides, field by field, and a choice. */
export function ConflictDialog() {
  const conflict = useConflict((state) => state.waiting[0])
  return conflict === undefined ? null : <Choices key={`${conflict.current.id} ${conflict.current.version}`} conflict={conflict} />
}

function Choices({ conflict }: { conflict: Conflict }) {
  const { meta, current, changes } = conflict
  const actions = useRecordActions(meta)
  const fields = conflictingFields(conflict)
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(fields))
  const choose = (name: string, own: boolean) => setMine(new Set(own ? [...mine, name] : [...mine].filter((other) => other !== name)))
  const save = () => {
    closeConflict()
    const chosen = chosenChanges(changes, fields, mine)
    if (Object.keys(chosen).length > 0) void actions.change(current.id, chosen)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) closeConflict()
      }}
      width="lg"
      title="Somebody changed this while you did"
      description={`${nameOf(current, meta)} was saved by somebody else ${formatTime(current.updatedAt).toLowerCase()}. Nothing of yours is saved yet.`}
      actions={
        <>
          <Button onClick={closeConflict}>Keep theirs</Button>
          <Button variant="primary" onClick={save}>
            {mine.size === fields.length ? 'Use mine' : 'Save this choice'}
          </Button>
        </>
      }
    >
      <table className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-left text-xs text-muted">
            <th className="w-32 py-1 font-medium">Field</th>
            <th className="py-1 font-medium">Theirs</th>
            <th className="py-1 font-medium">Yours</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((name) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal text-muted">
                {findField(meta, name)?.label ?? name}
              </th>
              <Side
                name={name}
                conflict={conflict}
                record={current}
                chosen={!mine.has(name)}
                onChoose={() => choose(name, false)}
                side="theirs"
              />
              <Side
                name={name}
                conflict={conflict}
                record={{ ...current, ...changes }}
                chosen={mine.has(name)}
                onChoose={() => choose(name, true)}
                side="yours"
              />
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  )
}

interface SideProps {
  name: string
  conflict: Conflict
  record: RecordRow
  chosen: boolean
  onChoose: () => void
  side: 'theirs' | 'yours'
}

function Side({ name, conflict, record, chosen, onChoose, side }: SideProps) {
  const field = findField(conflict.meta, name)
  if (field === undefined) return null
  return (
    <td className="py-1 pr-2">
      <label
        className={classes(
          'flex min-h-8 items-center gap-2 rounded-md border px-2',
          chosen ? 'border-accent bg-accent-soft' : 'border-line',
        )}
      >
        <input
          type="radio"
          name={`conflict-${name}`}
          checked={chosen}
          onChange={onChoose}
          aria-label={`${field.label}: ${side}`}
          className="accent-(--accent)"
        />
        <span className="min-w-0 truncate">
          <ValueView field={field} record={record} empty="Empty" />
        </span>
      </label>
    </td>
  )
}

function chosenChanges(changes: Changes, fields: readonly string[], mine: ReadonlySet<string>): Changes {
  const kept = new Set(fields.filter((name) => mine.has(name)).flatMap((name) => [name, referenceMember(name)]))
  return Object.fromEntries(Object.entries(changes).filter(([name]) => kept.has(name)))
}
