import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ObjectMeta, Stage } from '../../api-types.ts'
import { pipelinesQuery } from '../../queries.ts'
import type { ListState } from '../model/list-state.ts'

/** The columns of a board, in the pipeline's order, as far as the filter lets any card into them. */
export function useStages(meta: ObjectMeta, state: ListState): { field: string; stages: readonly Stage[] } {
  const { data: pipelines } = useQuery(pipelinesQuery)
  const field = meta.fields.find((candidate) => candidate.reference === 'stage')?.name ?? 'stageId'
  const chosen = state.filters.find((filter) => filter.field === field && (filter.operator === 'eq' || filter.operator === 'in'))?.value
  return useMemo(() => {
    const stages = (pipelines ?? []).flatMap((pipeline) => pipeline.stages.toSorted((a, b) => a.position - b.position))
    return { field, stages: chosen === undefined ? stages : stages.filter((stage) => chosen.includes(stage.id)) }
  }, [pipelines, field, chosen])
}
