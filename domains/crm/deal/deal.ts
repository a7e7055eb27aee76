import { currency, date, defineObject, money, reference, tags, text } from '@freehold/records'
import { accessFields } from '../record-access.ts'

export const deal = defineObject({
  name: 'deal',
  plural: 'deals',
  label: 'Deal',
  pluralLabel: 'Deals',
  icon: 'handshake',
  table: 'crm.deal',
  nameField: 'name',
  detailField: 'companyId',
  searchFields: ['name', 'externalId'],
  sums: ['amount'],
  uniques: ['externalId'],
  belongsTo: ['companyId'],
  defaultColumns: ['name', 'companyId', 'productId', 'stageId', 'amount', 'ownerId', 'engagedOn', 'closedOn', 'updatedAt'],
  defaultSort: '-updatedAt',
  fields: {
    name: text('Name', {
      required: true,
      defaulted: true,
      description: 'Company and product, unless given',
      aliases: ['deal', 'deal name', 'opportunity', 'opportunity name'],
    }),
    companyId: reference('Company', 'company', { aliases: ['account', 'company name', 'customer', 'account name'] }),
    contactId: reference('Contact', 'contact', { aliases: ['contact name', 'person'] }),
    productId: reference('Product', 'product', { aliases: ['product name', 'item'] }),
    pipelineId: reference('Pipeline', 'pipeline', { required: true, defaulted: true }),
    stageId: reference('Stage', 'stage', { required: true, moves: true, aliases: ['deal stage', 'sales stage', 'status'] }),
    ownerId: reference('Owner', 'member', { aliases: ['sales agent', 'agent', 'deal owner', 'sales rep', 'salesperson'] }),
    amount: money('Amount', { aliases: ['close value', 'value', 'deal value', 'deal amount'] }),
    margin: money('Margin', {
      description: 'What is left of the amount',
      aliases: ['deal margin', 'gross margin', 'profit', 'contribution margin'],
    }),
    currency: currency('Currency', { required: true, defaulted: true }),
    engagedOn: date('Engaged', { aliases: ['engage date', 'engaged on'] }),
    expectedCloseOn: date('Expected close', { aliases: ['expected close date'] }),
    closedOn: date('Closed', {
      description: 'Set when the deal enters a won or lost stage, cleared when it is reopened',
      aliases: ['close date', 'closed on', 'closed date'],
    }),
    tags: tags('Tags'),
    ...accessFields,
    externalId: text('External id', { description: 'The id in the system that this came from', aliases: ['opportunity id', 'deal id'] }),
  },
})
