import { crmTables } from '../crm-tables.ts'

const columns = { company: 'company_id', contact: 'contact_id', deal: 'deal_id', product: 'product_id' } as const

export type NoteSubject = keyof typeof columns

export function isNoteSubject(object: string): object is NoteSubject {
  return Object.hasOwn(columns, object)
}

/** Notes about a record, newest first, along the index note_of_…; ids are in order of time. */
export function notesAboutQuery(subject: NoteSubject, record: string, before: string | undefined, limit: number) {
  return crmTables
    .selectFrom('crm.note as n')
    .leftJoin('identity.member as m', 'm.id', 'n.author_id')
    .select(['n.id', 'n.version', 'n.created_at as at', 'n.author_id as authorId', 'm.name as authorName', 'n.body'])
    .where(`n.${columns[subject]}`, '=', record)
    .where('n.deleted_at', 'is', null)
    .$if(before !== undefined, (query) => query.where('n.id', '<', before ?? ''))
    .orderBy('n.id', 'desc')
    .limit(limit)
}
