import { defineObject, email, reference, text } from '@freehold/records'

/**
 * Members as a file has them: people of the directory. Who may sign in, and with which role, is never imported; the
 * database lets nobody change that but the register of users.
 */
export const importedMember = defineObject({
  name: 'member',
  plural: 'members',
  label: 'Member',
  pluralLabel: 'Members',
  icon: 'users',
  table: 'identity.member',
  nameField: 'name',
  uniques: ['email'],
  defaultColumns: ['name', 'email', 'managerId', 'office'],
  defaultSort: 'name',
  fields: {
    name: text('Name', { required: true, aliases: ['sales agent', 'agent', 'employee', 'full name', 'salesperson', 'sales rep', 'user'] }),
    email: email('Email', { aliases: ['e-mail', 'email address', 'mail'] }),
    managerId: reference('Manager', 'member', { aliases: ['manager', 'reports to', 'supervisor', 'team lead'] }),
    office: text('Office', { aliases: ['regional office', 'region', 'branch', 'location'] }),
  },
})
