import { defineObject, email, phone, reference, tags, text } from '@freehold/records'
import { accessFields } from '../record-access.ts'

export const contact = defineObject({
  name: 'contact',
  plural: 'contacts',
  label: 'Contact',
  pluralLabel: 'Contacts',
  icon: 'user',
  table: 'crm.contact',
  nameField: 'name',
  detailField: 'email',
  searchFields: ['name', 'email', 'title', 'externalId'],
  uniques: ['externalId'],
  belongsTo: ['companyId'],
  defaultColumns: ['name', 'title', 'companyId', 'email', 'phone', 'ownerId', 'tags', 'updatedAt'],
  defaultSort: 'name',
  fields: {
    name: text('Name', { required: true, aliases: ['full name', 'contact', 'contact name', 'contactname', 'person'] }),
    title: text('Title', { aliases: ['job title', 'position', 'contact title', 'contacttitle'] }),
    email: email('Email', { aliases: ['e-mail', 'email address', 'mail'] }),
    phone: phone('Phone', { aliases: ['telephone', 'mobile', 'phone number'] }),
    companyId: reference('Company', 'company', { aliases: ['account', 'company name', 'organization', 'companyname'] }),
    ownerId: reference('Owner', 'member', { aliases: ['contact owner', 'sales agent'] }),
    city: text('City', { aliases: ['town'] }),
    country: text('Country'),
    tags: tags('Tags'),
    ...accessFields,
    externalId: text('External id', {
      description: 'The id in the system that this came from',
      aliases: ['contact id', 'customer id', 'customerid'],
    }),
  },
})
