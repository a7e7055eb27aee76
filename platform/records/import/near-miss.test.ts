import { describe, expect, it } from 'vitest'
import { nearNames, nearSpellings } from './near-miss.ts'

const rows = (words: Record<string, number>) => new Map(Object.entries(words))

describe('names of records', () => {
  const known = ['GTX Pro', 'GTX Basic', 'Initech', 'Konex', 'México Foods']

  it('are proposed where only spaces, case, punctuation or accents differ', () => {
    expect(nearNames(rows({ GTXPro: 1480, 'mexico-foods': 2 }), known)).toEqual([
      { value: 'GTXPro', proposal: 'GTX Pro', rows: 1480, likeness: 'same' },
      { value: 'mexico-foods', proposal: 'México Foods', rows: 2, likeness: 'same' },
    ])
  })

  it('are proposed for a typing mistake, not for another name', () => {
    expect(nearNames(rows({ Initec: 1, Conecom: 5, Newex: 1 }), known)).toEqual([
      { value: 'Initec', proposal: 'Initech', rows: 1, likeness: 'similar' },
    ])
  })

  it('are not proposed where a digit differs or two are equally near', () => {
    expect(nearNames(rows({ 'GTK 600': 3 }), ['GTK 500'])).toEqual([])
    expect(nearNames(rows({ Konax: 3 }), ['Konex', 'Konix'])).toEqual([])
  })
})

describe('words of a column', () => {
  it('are proposed where a near one is at least five times as frequent or known', () => {
    expect(nearSpellings(rows({ retail: 20, retial: 2, medical: 3 }))).toEqual([
      { value: 'retial', proposal: 'retail', rows: 2, likeness: 'similar' },
    ])
    expect(nearSpellings(rows({ technolgy: 12 }))).toEqual([])
    expect(nearSpellings(rows({ technolgy: 12 }), ['technology'])).toMatchObject([{ proposal: 'technology' }])
  })

  it('are left alone where both spellings are common', () => {
    expect(nearSpellings(rows({ center: 10, centre: 8 }))).toEqual([])
  })
})
