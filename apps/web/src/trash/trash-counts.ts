import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

/** Deleted records by object, as `deals` → 3. */
export const trashCountsQuery = queryOptions({
  queryKey: ['records', 'trash-counts'],
  queryFn: async () => new Map(counted(await api.countTrash())),
})

function counted(answer: unknown): [string, number][] {
  if (typeof answer !== 'object' || answer === null) return []
  const rows: unknown = 'items' in answer ? answer.items : Object.entries(answer)
  if (!Array.isArray(rows)) return []
  return rows.flatMap((row: unknown): [string, number][] => {
    if (Array.isArray(row) && typeof row[0] === 'string' && typeof row[1] === 'number') return [[row[0], row[1]]]
    if (typeof row !== 'object' || row === null || !('count' in row) || typeof row.count !== 'number') return []
    const name = 'plural' in row ? row.plural : 'object' in row ? row.object : undefined
    return typeof name === 'string' ? [[name, row.count]] : []
  })
}
