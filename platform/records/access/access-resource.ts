import { type Attribute, type Attributes, type LeastRoles, minorUnits, type ResourceModel } from '@freehold/access'
import type { Catalog } from '../catalog.ts'
import type { Field, FieldType } from '../definition/field.ts'
import { columnOf, type ObjectDefinition, systemFields } from '../definition/object.ts'

/**
 * An object as permissions know it: attributes are its fields (but long text, which no condition compares) and when it was made and
 * changed; what it belongs to is what its definition says. Throws where that is no object of the catalog.
 */
export function accessResource(catalog: Catalog, object: ObjectDefinition, least: LeastRoles): ResourceModel {
  return {
    name: object.plural,
    area: object.table.split('.')[0] ?? '',
    singular: object.label.toLowerCase(),
    plural: object.pluralLabel.toLowerCase(),
    least,
    record: {
      table: object.table,
      object: object.name,
      attributes: attributesOf(object),
      fields: Object.fromEntries(Object.entries(object.fields).map(([name, field]) => [name, field.label])),
      parents: object.belongsTo.map((attribute) => ({
        attribute,
        resource: catalog.type(object.fields[attribute]?.reference ?? '').object.plural,
      })),
      embedded: catalog.type(object.name).embedded,
    },
  }
}

function attributesOf(object: ObjectDefinition): Attributes {
  const { createdAt, updatedAt } = systemFields
  const fields: [string, Field][] = Object.entries<Field>({ ...object.fields, createdAt, updatedAt })
  return Object.fromEntries([
    ['id', { type: 'id', label: 'Id', refers: object.name, column: 'id' }],
    ...fields.flatMap(([name, field]) => (field.type === 'longText' ? [] : [[name, attributeOf(name, field)]])),
  ]) as Attributes
}

const types: Record<FieldType, Attribute['type']> = {
  text: 'text',
  longText: 'text',
  email: 'text',
  phone: 'text',
  url: 'text',
  currency: 'text',
  integer: 'number',
  money: 'number',
  date: 'date',
  dateTime: 'dateTime',
  choice: 'choice',
  reference: 'id',
  tags: 'list',
}

function attributeOf(name: string, field: Field): Attribute {
  return {
    type: types[field.type],
    label: field.label,
    column: columnOf(name),
    ...(field.type === 'money' ? { unit: minorUnits } : {}),
    ...(field.choices === undefined ? {} : { values: field.choices.map((choice) => choice.value) }),
    ...(field.ordered === undefined ? {} : { ordered: field.ordered }),
    ...(field.reference === undefined ? {} : { refers: field.reference }),
  }
}
