import { isBlankText } from './blank.ts'
import type { Plan } from './plan.ts'
import type { ReadRow } from './row-reader.ts'

/** Different values of the mapped columns and how often each stands there. */
export interface WordCounts {
  add(row: ReadRow): void
  /** Value → rows; of the first 2,000 different values. */
  of(column: number): ReadonlyMap<string, number>
  /** A column whose values repeat: an industry or a city, not a name or an address. */
  isWordColumn(column: number): boolean
  /** Values of the column that names the records themselves. */
  names(): string[]
}

const mostWords = 2000
const longestWord = 100

export function createWordCounts(plan: Plan): WordCounts {
  const { object } = plan.target.type
  const counts = new Map(
    plan.mapping.filter((mapping) => mapping.field !== null).map((mapping) => [mapping.column, new Map<string, number>()]),
  )
  const wordFields = new Set(
    Object.entries(object.fields)
      .filter(([name, field]) => field.type === 'text' && name !== object.nameField && !object.uniques.includes(name))
      .map(([name]) => name),
  )
  const nameColumn = plan.mapping.find((mapping) => mapping.field === object.nameField)?.column
  const none: ReadonlyMap<string, number> = new Map()
  // Maps, not objects: a cell may say `constructor`.
  const replaced = new Map(plan.mapping.map((mapping) => [mapping.column, new Map(Object.entries(mapping.replacements))]))
  return {
    add(row) {
      for (const [column, words] of counts) {
        const cell = (row.cells[column] ?? '').trim()
        const value = replaced.get(column)?.get(cell) ?? cell
        if (value === '' || value.length > longestWord || isBlankText(value)) continue
        const times = words.get(value)
        if (times !== undefined) words.set(value, times + 1)
        else if (words.size < mostWords) words.set(value, 1)
      }
    },
    of: (column) => counts.get(column) ?? none,
    isWordColumn(column) {
      const field = plan.mapping.find((mapping) => mapping.column === column)?.field
      const words = counts.get(column)
      if (field === null || field === undefined || words === undefined || !wordFields.has(field)) return false
      const rows = [...words.values()].reduce((sum, times) => sum + times, 0)
      return words.size < mostWords && words.size <= Math.max(30, rows / 2)
    },
    names: () => (nameColumn === undefined ? [] : [...(counts.get(nameColumn)?.keys() ?? [])]),
  }
}
