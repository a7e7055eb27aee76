import { describe, expect, it } from 'vitest'
import { date, defineObject, longText, money, reference, tags, text } from '../index.ts'
import { changesOf, sentenceOf } from './sentence.ts'

const boat = defineObject({
  name: 'boat',
  plural: 'boats',
  label: 'Boat',
  pluralLabel: 'Boats',
  icon: 'sailboat',
  table: 'harbour.boat',
  nameField: 'name',
  defaultColumns: ['name'],
  defaultSort: 'name',
  fields: {
    name: text('Name', { required: true }),
    pierId: reference('Pier', 'pier', { moves: true }),
    price: money('Price'),
    log: longText('Log'),
    launchedOn: date('Launched'),
    tags: tags('Tags'),
  },
})

const names = new Map([
  ['p1', 'North pier'],
  ['p2', 'South pier'],
])

function tell(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  action: 'created' | 'updated' | 'deleted' = 'updated',
  operationId: string | null = null,
): string {
  const changes = changesOf(boat, { before, after }, { names, currency: 'JPY' })
  return sentenceOf(boat, { action, actorName: 'Anna', operationId }, changes)
}

describe('sentenceOf', () => {
  it('tells what changed', () => {
    expect(tell({ price: 1200 }, { price: 1054 })).toBe('Anna changed price from ¥1,200 to ¥1,054')
    expect(tell({ price: null }, { price: 1054 })).toBe('Anna set price to ¥1,054')
    expect(tell({ launched_on: '2017-03-01' }, { launched_on: null })).toBe('Anna cleared launched, which was 1 Mar 2017')
    expect(tell({ tags: [] }, { tags: ['old', 'wood'] })).toBe('Anna set tags to old, wood')
    expect(tell({ log: 'a'.repeat(5000) }, { log: 'b' })).toBe('Anna changed log')
    expect(tell({ name: 'x'.repeat(99) }, { name: 'Y' })).toBe(`Anna changed name from ${'x'.repeat(59)}… to Y`)
  })

  it('puts a move first and counts the rest', () => {
    expect(tell({ price: 1, pier_id: 'p1', name: 'A' }, { price: 2, pier_id: 'p2', name: 'B' })).toBe(
      'Anna moved this from North pier to South pier and changed 2 more fields',
    )
    expect(tell({ pier_id: null }, { pier_id: 'gone' })).toBe('Anna moved this from nowhere to a record that is gone')
  })

  it('tells where a record came from and went', () => {
    expect(tell(null, { name: 'A' }, 'created')).toBe('Anna added this boat')
    expect(tell(null, { name: 'A' }, 'created', 'op')).toBe('Anna imported this boat')
    expect(tell({ deleted_at: null }, { deleted_at: 'now' }, 'deleted')).toBe('Anna moved this boat to the trash')
    expect(tell({ price: 1 }, { price: 2 }, 'updated', 'op')).toBe('Anna changed price from ¥1 to ¥2 by import')
  })
})
