import { choice, currency, defineObject, longText, money, tags, text } from '@freehold/records'

export const product = defineObject({
  name: 'product',
  plural: 'products',
  label: 'Product',
  pluralLabel: 'Products',
  icon: 'package',
  table: 'crm.product',
  nameField: 'name',
  detailField: 'code',
  searchFields: ['name', 'code', 'series'],
  uniques: ['code'],
  defaultColumns: ['name', 'code', 'series', 'price', 'status', 'tags', 'updatedAt'],
  defaultSort: 'name',
  fields: {
    name: text('Name', { required: true, aliases: ['product', 'product name', 'item'] }),
    code: text('Code', { max: 60, aliases: ['sku', 'article number', 'product id'] }),
    series: text('Series', { aliases: ['family', 'line'] }),
    description: longText('Description'),
    price: money('Price', { aliases: ['sales price', 'list price', 'unit price'] }),
    currency: currency('Currency', { required: true, defaulted: true }),
    status: choice(
      'Status',
      [
        { value: 'active', label: 'Active', hue: 'green' },
        { value: 'retired', label: 'Retired', hue: 'grey' },
      ],
      { required: true, defaulted: true },
    ),
    tags: tags('Tags'),
  },
})
