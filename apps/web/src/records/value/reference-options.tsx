import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { FieldMeta, Reference } from '../../api-types.ts'
import { Avatar, HueDot, hueOf, type Option } from '../../kit/index.ts'
import { membersQuery, objectsQuery, pipelinesQuery } from '../../queries.ts'
import { useSession } from '../../session/session.ts'
import { nameOf } from '../model/metadata.ts'
import { firstRecordsQuery } from '../store/queries.ts'
import { isGroup } from './group-icon.tsx'
import { useGroupOptions } from './group-options.tsx'

export interface ReferenceOptions {
  readonly options: readonly Option[]
  readonly searching: boolean
  /** True where typing asks the server, false where all are here already. */
  readonly remote: boolean
  /** The reference that stands beside the id, so that the name shows before the server answers. */
  readonly referenceOf: (id: string) => Reference
}

/** What a reference field can point to, as far as `text` narrows it. */
export function useReferenceOptions(field: FieldMeta, text: string, active = true): ReferenceOptions {
  const members = useMemberOptions(field.reference === 'member')
  const stages = useStageOptions(field.reference === 'stage' || field.reference === 'pipeline', field.reference === 'pipeline')
  const found = useRecordOptions(field.reference ?? '', text, active)
  const groups = useGroupOptions(field.reference)
  const remote = !['member', 'stage', 'pipeline'].includes(field.reference ?? '') && !isGroup(field.reference)
  const options = field.reference === 'member' ? members : isGroup(field.reference) ? groups : remote ? found.options : stages
  const referenceOf = (id: string) => ({
    id,
    name: groups.find((group) => group.value === id)?.name ?? options.find((option) => option.value === id)?.label ?? '',
  })
  return { options, searching: remote && found.searching, remote, referenceOf }
}

/** Everybody the organization knows, the reader first. */
function useMemberOptions(active: boolean): readonly Option[] {
  const { member } = useSession()
  const { data: members = [] } = useQuery({ ...membersQuery, enabled: active })
  return members
    .filter((candidate) => candidate.status !== 'disabled')
    .toSorted((a, b) => Number(b.id === member.id) - Number(a.id === member.id) || a.name.localeCompare(b.name))
    .map(({ id, name }) => ({ value: id, label: name, icon: <Avatar name={name} size="sm" /> }))
}

function useStageOptions(active: boolean, pipelinesThemselves: boolean): readonly Option[] {
  const { data: pipelines = [] } = useQuery({ ...pipelinesQuery, enabled: active })
  if (pipelinesThemselves) return pipelines.map(({ id, name }) => ({ value: id, label: name }))
  const several = pipelines.length > 1
  return pipelines.flatMap((pipeline) =>
    pipeline.stages.map((stage) => ({
      value: stage.id,
      label: several ? `${stage.name} – ${pipeline.name}` : stage.name,
      icon: <HueDot hue={stage.hue ?? hueOf(stage.name)} />,
    })),
  )
}

function useRecordOptions(object: string, text: string, active: boolean): { options: readonly Option[]; searching: boolean } {
  const { data: objects = [] } = useQuery(objectsQuery)
  const meta = objects.find((candidate) => candidate.name === object)
  const q = useDeferredValue(text.trim())
  const query = { limit: '20', ...(q === '' ? {} : { q }) }
  const found = useQuery({
    ...firstRecordsQuery(meta?.plural ?? '', query),
    enabled: active && meta !== undefined,
    placeholderData: (previous) => previous,
  })
  const options = (found.data?.items ?? []).map((record) => ({ value: record.id, label: meta === undefined ? '' : nameOf(record, meta) }))
  return { options, searching: found.isFetching || q !== text.trim() }
}
