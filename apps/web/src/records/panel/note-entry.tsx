import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { TimelineEntry } from '../../api-types.ts'
import { IconButton } from '../../kit/index.ts'
import { useRefusal } from '../../access-kit/use-refusal.tsx'
import { NoteForm } from './note-form.tsx'
import { EntryFrame, EntryTime } from './timeline-entry.tsx'
import { useNotes, type NoteSubject } from './use-notes.ts'

type Note = NonNullable<TimelineEntry['note']>

/** A note among the changes: read, reworded, deleted. */
export function NoteEntry({ entry, note, subject }: { entry: TimelineEntry; note: Note; subject: NoteSubject }) {
  const [editing, setEditing] = useState(false)
  const notes = useNotes(subject)
  const save = async (body: string) => {
    await notes.change(note, body)
    setEditing(false)
  }
  return (
    <EntryFrame entry={entry}>
      <div className="group/note">
        <div className="flex h-6 items-center gap-2 text-sm">
          <span className="min-w-0 flex-1 truncate">{entry.sentence}</span>
          {!editing && <NoteActions onEdit={() => setEditing(true)} onDelete={() => void notes.remove(note)} />}
          <EntryTime at={entry.at} />
        </div>
        {editing ? (
          <NoteForm label="Change the note" body={note.body} verb="Save note" onCancel={() => setEditing(false)} onSave={save} />
        ) : (
          <p className="mt-1 rounded-md border border-line bg-raised px-3 py-2 text-sm break-words whitespace-pre-wrap" dir="auto">
            {note.body}
          </p>
        )}
      </div>
    </EntryFrame>
  )
}

function NoteActions({ onEdit, onDelete }: { onEdit: () => void; onDelete: () => void }) {
  const denied = useRefusal()
  return (
    <span className="flex opacity-0 group-focus-within/note:opacity-100 group-hover/note:opacity-100 max-sm:opacity-100">
      <IconButton label="Change the note" size="sm" icon={<Pencil />} denied={denied('update', 'notes')} onClick={onEdit} />
      <IconButton label="Delete the note" size="sm" icon={<Trash2 />} denied={denied('delete', 'notes')} onClick={onDelete} />
    </span>
  )
}
