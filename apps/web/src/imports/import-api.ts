import { queryOptions } from '@tanstack/react-query'
import { api } from '../api.ts'
import type { Import } from './import-types.ts'

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) => (await api.listImports({ query: {}, signal })).items,
  // Others may be importing: the list follows what runs.
  refetchInterval: (query) => (query.state.data?.some(isMoving) === true ? 1500 : false),
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.getImport({ params: { id }, signal }),
    refetchInterval: (query) => (query.state.data !== undefined && isMoving(query.state.data) ? 500 : false),
  })

export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'preview'],
    queryFn: ({ signal }) => api.previewImport({ params: { id }, signal }),
    staleTime: Infinity,
  })

/** Work is under way; its numbers change without anybody touching it. */
export function isMoving(value: Pick<Import, 'state'>): boolean {
  return ['queued', 'running', 'undoing'].includes(value.state)
}
