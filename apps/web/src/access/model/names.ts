import { useQuery } from '@tanstack/react-query'
import { membersQuery } from '../../queries.ts'
import { nodesQuery, rolesQuery, teamsQuery, territoriesQuery } from '../access-queries.ts'
import type { RoleDefinition } from '../types.ts'
import { capital } from './permissions.ts'
import { pathOf } from './places.ts'

/** Names behind the ids of a policy, and everything that could be chosen in their place. */
export interface Names {
  readonly of: (refers: string | undefined, id: string) => string
  /** Of a rule's `who`. */
  readonly who: (who: string) => string
  readonly choices: (refers: string | undefined) => readonly { value: string; label: string }[]
}

const builtIn = ['guest', 'viewer', 'member', 'admin', 'owner'] as const

/** `roles`: of the document that is shown, which may have more than the saved one. */
export function useNames(roles: readonly RoleDefinition[] = []): Names {
  const members = useQuery(membersQuery).data
  const teams = useQuery(teamsQuery).data
  const territories = useQuery(territoriesQuery).data
  const nodes = useQuery(nodesQuery).data
  const known = useQuery(rolesQuery).data
  const roleChoices = [
    ...(known?.filter((role) => role.builtIn) ?? builtIn.map((key) => ({ key, name: capital(key) }))),
    ...(roles.length > 0 ? roles : (known?.filter((role) => !role.builtIn) ?? [])),
  ].map(({ key, name }) => ({ value: key, label: name }))
  const lists: Readonly<Record<string, readonly { value: string; label: string }[]>> = {
    member: (members ?? []).map(({ id, name }) => ({ value: id, label: name })),
    team: (teams ?? []).map(({ id, name }) => ({ value: id, label: name })),
    territory: (territories ?? []).map(({ id, name }) => ({ value: id, label: name })),
    node: (nodes ?? []).map(({ id }) => ({ value: id, label: pathOf(nodes ?? [], id) })).toSorted((a, b) => a.label.localeCompare(b.label)),
    role: roleChoices,
  }
  const choices = (refers: string | undefined) => (refers === undefined ? [] : (lists[refers] ?? []))
  const of = (refers: string | undefined, id: string) => choices(refers).find((choice) => choice.value === id)?.label ?? id
  const who = (name: string) => {
    if (name === 'everyone') return 'Everyone'
    const at = name.indexOf(':')
    return of(name.slice(0, at), name.slice(at + 1))
  }
  return { of, who, choices }
}
