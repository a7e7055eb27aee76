import type { RemarkSource } from '@freehold/records'

/** Notes, as timelines show them; read along the indexes note_of_…. */
export const noteRemarks: RemarkSource = {
  object: 'note',
  bodyField: 'body',
  authorField: 'authorId',
  subjects: { company: 'companyId', contact: 'contactId', deal: 'dealId', product: 'productId' },
}
