import { defineObject, longText, reference } from '@freehold/records'

export const note = defineObject({
  name: 'note',
  plural: 'notes',
  label: 'Note',
  pluralLabel: 'Notes',
  icon: 'sticky-note',
  table: 'crm.note',
  nameField: 'body',
  belongsTo: ['companyId', 'contactId', 'dealId', 'productId'],
  defaultColumns: ['body', 'authorId', 'createdAt'],
  defaultSort: '-createdAt',
  fields: {
    body: longText('Note', { required: true, max: 10_000 }),
    companyId: reference('Company', 'company'),
    contactId: reference('Contact', 'contact'),
    dealId: reference('Deal', 'deal'),
    productId: reference('Product', 'product'),
    authorId: reference('Author', 'member', { readOnly: true }),
  },
})
