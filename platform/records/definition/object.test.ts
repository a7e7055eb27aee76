import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import {
  choice,
  createSchema,
  currency,
  defineObject,
  integer,
  money,
  objectMeta,
  recordSchema,
  reference,
  tags,
  text,
  updateSchema,
} from '../index.ts'

const options = {
  name: 'boat',
  plural: 'boats',
  label: 'Boat',
  pluralLabel: 'Boats',
  icon: 'sailboat',
  table: 'harbour.boat',
  nameField: 'name',
  searchFields: ['name'],
  sums: ['price'],
  defaultColumns: ['name', 'updatedAt'],
  defaultSort: 'name',
  fields: {
    name: text('Name', { required: true, max: 5 }),
    berth: integer('Berth', { min: 1 }),
    price: money('Price'),
    currency: currency('Currency', { required: true, defaulted: true }),
    kind: choice('Kind', [{ value: 'sail', label: 'Sail', hue: 'blue' }]),
    pierId: reference('Pier', 'pier'),
    inspectorId: reference('Inspector', 'member', { readOnly: true }),
    tags: tags('Tags'),
  },
} as const

const boat = defineObject(options)

function faults(schema: z.ZodObject, value: unknown): Record<string, string> {
  const result = schema.safeParse(value)
  return result.success ? {} : Object.fromEntries(result.error.issues.map((issue) => [issue.path.join('.'), issue.message]))
}

describe('defineObject', () => {
  it('refuses contradictions', () => {
    expect(() => defineObject({ ...options, fields: { ...options.fields, version: integer('Version') } })).toThrow('boat.version')
    expect(() => defineObject({ ...options, sums: ['name'] })).toThrow('only numbers')
    expect(() => defineObject({ ...options, defaultColumns: ['colour'] })).toThrow('boat.colour')
  })
})

describe('schemas of an object', () => {
  it('say what is wrong and what is allowed', () => {
    expect(
      faults(createSchema(boat), {
        name: 'Albatross',
        berth: 0,
        price: 0.5,
        kind: 'motor',
        pierId: 'north',
        tags: ['a,b'],
        currency: 'euro',
      }),
    ).toEqual({
      name: 'Name has at most 5 characters.',
      berth: 'Berth is a whole number from 1 to 2147483647.',
      price: "Price is a whole number of cents (the currency's smallest unit), from 0 to 9007199254740991.",
      kind: 'Kind is one of: sail.',
      pierId: 'Pier is the id of a pier.',
      'tags.0': 'A tag has 1 to 60 characters, no commas and no line breaks.',
      currency: expect.any(String) as string,
    })
    expect(faults(createSchema(boat), {})).toEqual({ name: 'Name is required.' })
    expect(faults(updateSchema(boat), { name: null, berth: null })).toEqual({ name: 'Name is required.' })
    expect(faults(createSchema(boat), { name: 'A', colour: 'red', inspectorId: null })['']).toContain('no field colour, inspectorId')
  })

  it('count characters as people and the database do, trim, and keep each tag once', () => {
    expect(createSchema(boat).parse({ name: '  ⛵️⛵️ ', tags: ['b', ' a ', 'b'] })).toEqual({ name: '⛵️⛵️', tags: ['b', 'a'] })
    expect(faults(createSchema(boat), { name: '😀😀😀😀😀' })).toEqual({})
  })

  it('describe themselves to programs and pages', () => {
    expect(z.toJSONSchema(createSchema(boat))).toMatchObject({
      $defs: { BoatCreate: { additionalProperties: false, properties: { name: { type: 'string', maxLength: 5 } } } },
    })
    expect(Object.keys(recordSchema(boat).shape)).toEqual(expect.arrayContaining(['pierId', 'pier', 'inspector', 'deletedAt']))
    const fields = Object.fromEntries(objectMeta(boat, {}).fields.map((field) => [field.name, field]))
    expect(fields['pierId']).toMatchObject({
      type: 'reference',
      reference: 'pier',
      sortable: false,
      operators: ['eq', 'ne', 'in', 'empty'],
    })
    expect(fields['name']?.operators).toEqual(['eq', 'ne', 'in', 'contains', 'startsWith'])
    expect(fields['inspectorId']).toMatchObject({ readOnly: true, importable: false })
  })
})
