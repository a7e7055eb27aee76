import { currency, defineObject, integer, money, phone, reference, tags, text, url } from '@freehold/records'
import { accessFields } from '../record-access.ts'

export const company = defineObject({
  name: 'company',
  plural: 'companies',
  label: 'Company',
  pluralLabel: 'Companies',
  icon: 'building-2',
  table: 'crm.company',
  nameField: 'name',
  detailField: 'domain',
  searchFields: ['name', 'domain', 'city', 'externalId'],
  sums: ['employees'],
  uniques: ['externalId'],
  defaultColumns: ['name', 'domain', 'industry', 'country', 'employees', 'annualRevenue', 'ownerId', 'tags', 'updatedAt'],
  defaultSort: 'name',
  fields: {
    name: text('Name', {
      required: true,
      aliases: ['account', 'company', 'company name', 'account name', 'organization', 'companyname', 'security'],
    }),
    domain: url('Website', { aliases: ['domain', 'url', 'homepage', 'web'] }),
    industry: text('Industry', { aliases: ['sector', 'gics sector', 'branch'] }),
    country: text('Country', { aliases: ['office location', 'land'] }),
    city: text('City', { aliases: ['town', 'headquarters location'] }),
    address: text('Address', { max: 500, aliases: ['street'] }),
    postalCode: text('Postal code', { max: 20, aliases: ['zip', 'zip code', 'postcode'] }),
    phone: phone('Phone', { aliases: ['telephone', 'phone number'] }),
    employees: integer('Employees', { min: 0, aliases: ['headcount', 'number of employees'] }),
    annualRevenue: money('Annual revenue', { aliases: ['revenue', 'turnover'] }),
    currency: currency('Currency', { required: true, defaulted: true }),
    foundedYear: integer('Founded', { min: 1000, max: 2100, aliases: ['year established', 'founded year'] }),
    parentId: reference('Parent company', 'company', { aliases: ['subsidiary of', 'parent'] }),
    ownerId: reference('Owner', 'member', { aliases: ['account manager', 'account owner'] }),
    tags: tags('Tags'),
    ...accessFields,
    externalId: text('External id', {
      description: 'The id in the system that this came from',
      aliases: ['customer id', 'customerid', 'cik', 'account id'],
    }),
  },
})
