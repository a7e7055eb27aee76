import { useQuery } from '@tanstack/react-query'
import { nodesQuery, teamsQuery, territoriesQuery } from '../../access/access-queries.ts'
import { pathOf } from '../../access/model/places.ts'
import type { Option } from '../../kit/index.ts'
import { GroupIcon, isGroup } from './group-icon.tsx'

/** An option that is found by more than its name: a place by the places above it. */
export interface GroupOption extends Option {
  readonly name: string
}

/** Teams, territories or places, whichever a field refers to; none for other fields, or while they are read. */
export function useGroupOptions(reference: string | undefined): readonly GroupOption[] {
  const { data: teams = [] } = useQuery({ ...teamsQuery, enabled: reference === 'team' })
  const { data: territories = [] } = useQuery({ ...territoriesQuery, enabled: reference === 'territory' })
  const { data: nodes = [] } = useQuery({ ...nodesQuery, enabled: reference === 'node' })
  if (!isGroup(reference)) return []
  const icon = <GroupIcon kind={reference} />
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, name, label: name, icon })
  if (reference === 'team') return teams.map(named)
  if (reference === 'territory') return territories.map(named)
  return nodes.map((node) => ({ ...named(node), label: pathOf(nodes, node.id) })).toSorted((a, b) => a.label.localeCompare(b.label))
}
