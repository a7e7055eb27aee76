import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { notifyProblem } from '../../problem-notice.ts'
import { importQuery, previewQuery } from '../import-api.ts'
import type { ColumnMapping, FileChoices, Import, ImportChanges, ImportOptions } from '../import-types.ts'

export interface DraftChanges {
  /** Part of one column's mapping. */
  column: (column: number, changes: Partial<ColumnMapping>) => void
  options: (changes: Partial<ImportOptions>) => void
  /** Reads the file again; the mapping is proposed anew. */
  file: (choices: FileChoices) => void
  /** A change is on its way to the server. */
  saving: boolean
}

/** Changes show at once and are kept by the server one after the other. */
export function useDraft(draft: Import): DraftChanges {
  const client = useQueryClient()
  const { queryKey } = importQuery(draft.id)
  const scope = { id: `import-${draft.id}` }
  const key = ['change-import', draft.id]
  const saving = useIsMutating({ mutationKey: key }) > 0

  const { mutate } = useMutation({
    mutationKey: key,
    scope,
    mutationFn: (changes: ImportChanges) => api.changeImport({ params: { id: draft.id }, body: changes }),
    onMutate: (changes) => {
      client.setQueryData(
        queryKey,
        (known) =>
          known && { ...known, ...(changes.mapping && { mapping: changes.mapping }), ...(changes.options && { options: changes.options }) },
      )
    },
    onSuccess: async (changed) => {
      // A later change of the reader's is already shown; its own answer follows.
      if (client.isMutating({ mutationKey: key }) <= 1) client.setQueryData(queryKey, changed)
      await client.invalidateQueries({ queryKey: previewQuery(draft.id).queryKey })
    },
    onError: async (error) => {
      notifyProblem(error, 'The change was not kept')
      await client.invalidateQueries({ queryKey })
    },
  })

  const current = () => client.getQueryData(queryKey) ?? draft
  return {
    saving,
    column: (column, changes) =>
      mutate({ mapping: current().mapping.map((other) => (other.column === column ? { ...other, ...changes } : other)) }),
    options: (changes) => mutate({ options: { ...current().options, ...changes } }),
    file: (choices) => mutate({ file: choices }),
  }
}
