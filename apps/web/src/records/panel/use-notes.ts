import { useQueryClient } from '@tanstack/react-query'
import { records } from '../../api.ts'
import type { ObjectMeta } from '../../api-types.ts'
import { toast } from '../../kit/index.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { timelineKey } from './timeline-query.ts'

/** The record that notes are about. */
export interface NoteSubject {
  readonly meta: ObjectMeta
  readonly id: string
}

interface KnownNote {
  readonly id: string
  readonly version: number
}

/** Writing on a record. Throws what the server refuses, for the form to say; deleting says it in a message. */
export function useNotes({ meta, id }: NoteSubject) {
  const client = useQueryClient()
  const notes = records('notes')
  const refresh = () => client.invalidateQueries({ queryKey: timelineKey(meta, id) })
  return {
    write: async (body: string): Promise<void> => {
      await notes.create({ body, [`${meta.name}Id`]: id })
      await refresh()
    },
    change: async (note: KnownNote, body: string): Promise<void> => {
      await notes.update(note, { body })
      await refresh()
    },
    remove: async (note: KnownNote): Promise<void> => {
      const restore = () =>
        void notes.restore(note.id).then(refresh, (error: unknown) => notifyProblem(error, 'The note did not come back'))
      try {
        await notes.remove(note)
        toast({ title: 'Note deleted', action: { label: 'Undo', run: restore } })
      } catch (error) {
        notifyProblem(error, 'The note was not deleted')
      }
      await refresh()
    },
  }
}
