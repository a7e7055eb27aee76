import type { RemarkSource } from '@freehold/records'
import { isNoteSubject, notesAboutQuery } from './note-queries.ts'

/** Notes, as timelines show them. */
export const noteRemarks: RemarkSource = {
  async read(tx, { object, record, before, limit }) {
    return isNoteSubject(object) ? tx.all(notesAboutQuery(object, record, before, limit)) : []
  },
}
