import { Problem } from '@freehold/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice, date, defineObject, integer, money, reference, tags, text } from '../index.ts'
import { parseSelection } from './filter.ts'
import { parseSort } from './sort.ts'

const boat = defineObject({
  name: 'boat',
  plural: 'boats',
  label: 'Boat',
  pluralLabel: 'Boats',
  icon: 'sailboat',
  table: 'harbour.boat',
  nameField: 'name',
  searchFields: ['name'],
  defaultColumns: ['name'],
  defaultSort: '-updatedAt',
  fields: {
    name: text('Name', { required: true }),
    berth: integer('Berth'),
    price: money('Price'),
    launchedOn: date('Launched'),
    kind: choice('Kind', [{ value: 'sail', label: 'Sail', hue: 'blue' }]),
    ownerId: reference('Owner', 'member'),
    tags: tags('Tags'),
  },
})

const id = '0198f0b4-0000-7000-8000-000000000001'
const select = (query: Record<string, unknown>, me?: string) => parseSelection(boat, query, me).filters
const faults = (query: Record<string, unknown>): unknown => {
  try {
    return select(query)
  } catch (error) {
    return (error as Problem).extra.errors?.map((one) => one.path)
  }
}

describe('parseSelection', () => {
  it('reads values in the type of their field', () => {
    expect(
      select({ 'price.gte': '5000', 'launchedOn.lt': '2020-02-29', kind: 'sail', 'berth.empty': 'true', limit: 5, sort: 'name' }),
    ).toEqual([
      { field: 'berth', operator: 'empty', value: true },
      { field: 'kind', operator: 'eq', value: 'sail' },
      { field: 'launchedOn', operator: 'lt', value: '2020-02-29' },
      { field: 'price', operator: 'gte', value: 5000 },
    ])
  })

  it('knows who "me" is', () => {
    expect(select({ ownerId: 'me' }, id)).toEqual([{ field: 'ownerId', operator: 'eq', value: id }])
    expect(select({ 'ownerId.in': `me,${id.toUpperCase()}` }, 'm')).toEqual([{ field: 'ownerId', operator: 'in', value: ['m', id] }])
    expect(faults({ ownerId: 'me' })).toEqual(['ownerId'])
  })

  it('names every wrong value', () => {
    expect(
      faults({
        price: 'ten',
        launchedOn: '2023-02-29',
        kind: 'motor',
        ownerId: 'anna',
        'berth.empty': 'maybe',
        'name.contains': '',
        'berth.in': ',',
      }),
    ).toEqual(['price', 'launchedOn', 'kind', 'ownerId', 'berth.empty', 'name.contains', 'berth.in'])
    expect(faults({ 'berth.in': Array.from({ length: 201 }, (_, i) => i).join(',') })).toEqual(['berth.in'])
  })

  it('means the same however the query is ordered', () => {
    expect(select({ 'price.lt': '9', 'berth.gt': '1' })).toEqual(select({ 'berth.gt': '1', 'price.lt': '9' }))
  })

  it('never throws anything but a Problem', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('price', 'berth.in', 'launchedOn.gte', 'createdAt.lt', 'ownerId.ne', 'name.contains', 'tags.in', 'q'),
        fc.string({ unit: 'binary' }),
        (key, value) => {
          try {
            parseSelection(boat, { [key]: value })
          } catch (error) {
            expect(error).toBeInstanceOf(Problem)
          }
        },
      ),
    )
  })
})

describe('parseSort', () => {
  it('takes up to three sortable fields', () => {
    expect(parseSort(boat, '-price,name')).toEqual([
      { field: 'price', descending: true, nullable: true },
      { field: 'name', descending: false, nullable: false },
    ])
    expect(parseSort(boat, undefined)).toEqual([{ field: 'updatedAt', descending: true, nullable: false }])
    for (const wrong of ['ownerId', 'tags', 'nothing', 'name,-name', 'name,price,berth,kind', '', 'id', 'constructor']) {
      expect(() => parseSort(boat, wrong), wrong).toThrow(Problem)
    }
  })
})
