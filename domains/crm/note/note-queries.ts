import type { Remark } from '@freehold/records'
import type { SqlQuery } from '@freehold/tenancy'

const columns = { company: 'company_id', contact: 'contact_id', deal: 'deal_id', product: 'product_id' } as const

export type NoteSubject = keyof typeof columns

export function isNoteSubject(object: string): object is NoteSubject {
  return Object.hasOwn(columns, object)
}

/** Notes about a record, newest first, along the index note_of_…; ids are in order of time. */
export function notesAboutQuery(
  tenant: string,
  subject: NoteSubject,
  record: string,
  before: string | undefined,
  limit: number,
): SqlQuery<Remark> {
  const older = before === undefined ? '' : ' and n.id < $4'
  return {
    name: `notes-${subject}${before === undefined ? '' : '-before'}`,
    text: `select n.id, n.version, n.created_at as at, n.author_id as "authorId", m.name as "authorName", n.body
      from crm.note n left join identity.member m on m.tenant_id = $1 and m.id = n.author_id
      where n.tenant_id = $1 and n.${columns[subject]} = $2 and n.deleted_at is null${older} order by n.id desc limit $3`,
    values: before === undefined ? [tenant, record, limit] : [tenant, record, limit, before],
  }
}
