import { describe, expect, it } from 'vitest'
import type { ObjectMeta } from '../api-types.ts'
import { objectLetters } from './object-letters.ts'

function named(plural: string): ObjectMeta {
  return {
    name: plural,
    plural,
    label: plural,
    pluralLabel: plural,
    icon: plural,
    nameField: 'name',
    fields: [],
    defaultColumns: [],
    defaultSort: 'name',
  }
}

describe('letters to go by', () => {
  it('gives each object one of its own, none that a page has', () => {
    const letters = objectLetters(['deals', 'companies', 'contacts', 'products', 'tickets', 'invoices'].map(named))
    expect([...letters]).toEqual([
      ['deals', 'd'],
      ['companies', 'c'],
      ['contacts', 'o'],
      ['products', 'p'],
      ['tickets', 'k'],
      ['invoices', 'n'],
    ])
    expect(new Set(letters.values()).size).toBe(letters.size)
  })

  it('leaves out an object without a free letter', () => {
    expect(objectLetters([named('him'), named('hit')]).size).toBe(0)
  })
})
