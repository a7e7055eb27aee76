import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'

/** Deleted records by object, as `deals` → 3. */
export const trashCountsQuery = queryOptions({
  queryKey: ['records', 'trash-counts'],
  queryFn: async () => new Map((await api.countTrash()).items.map(({ plural, count }) => [plural, count])),
})
