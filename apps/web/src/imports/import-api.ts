import { queryOptions } from '@tanstack/react-query'
import { apiUrl, request } from '../api.ts'
import type { Import, ImportChanges, ImportPreview } from './import-types.ts'

export const importApi = {
  /** The file goes as it is; the server reads it once before it answers. */
  create: (object: string, file: File): Promise<Import> =>
    request('POST', '/imports', { query: { object, filename: file.name }, body: file }),
  change: (id: string, body: ImportChanges): Promise<Import> => request('PATCH', `/imports/${id}`, { body }),
  start: (id: string): Promise<Import> => request('POST', `/imports/${id}/start`),
  cancel: (id: string): Promise<Import> => request('POST', `/imports/${id}/cancellation`),
  undo: (id: string): Promise<Import> => request('POST', `/imports/${id}/undo`),
  errorsUrl: (id: string): string => apiUrl(`/imports/${id}/errors.csv`),
}

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: async ({ signal }) => (await request<{ items: Import[] }>('GET', '/imports', { signal })).items,
  // Others may be importing: the list follows what runs.
  refetchInterval: (query) => (query.state.data?.some(isMoving) === true ? 1500 : false),
})

export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => request<Import>('GET', `/imports/${id}`, { signal }),
    refetchInterval: (query) => (query.state.data !== undefined && isMoving(query.state.data) ? 500 : false),
  })

export const previewQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id, 'preview'],
    queryFn: ({ signal }) => request<ImportPreview>('GET', `/imports/${id}/preview`, { signal }),
    staleTime: Infinity,
  })

/** Work is under way; its numbers change without anybody touching it. */
export function isMoving(value: Pick<Import, 'state'>): boolean {
  return ['queued', 'running', 'undoing'].includes(value.state)
}
