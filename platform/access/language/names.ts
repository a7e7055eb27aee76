import type { Snapshot } from '../engine/facts.ts'

/** What sentences call what rules name by id or key. */
export interface Names {
  readonly roles: ReadonlyMap<string, string>
  /** Absent where nobody looked the names up; then ids are said. */
  readonly teams?: ReadonlyMap<string, string>
  readonly members?: ReadonlyMap<string, string>
  readonly nodes?: ReadonlyMap<string, string>
  /** ISO 4217, the organization's own. Absent: amounts are said in minor units. */
  readonly currency?: string | undefined
}

export function namesOf(snapshot: Pick<Snapshot, 'policy' | 'teams' | 'members' | 'nodes' | 'currency'>): Names {
  const { policy, teams, members, nodes, currency } = snapshot
  return {
    currency,
    roles: new Map(policy.roles.map(({ key, name }) => [key, name])),
    teams: byId(teams),
    members: byId(members),
    nodes: byId(nodes),
  }
}

function byId(rows: readonly { readonly id: string; readonly name: string }[]): ReadonlyMap<string, string> {
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** `refers`: what the id points at, as attributes say it. What is no longer there, and what has no list of names, is said so. */
export function nameOf(names: Names, refers: string | undefined, id: string): string {
  const lists: Readonly<Record<string, ReadonlyMap<string, string> | undefined>> = {
    member: names.members,
    team: names.teams,
    node: names.nodes,
  }
  const list = refers === undefined ? undefined : lists[refers]
  if (list === undefined) return `${refers ?? 'record'} ${id.slice(0, 8)}…`
  return list.get(id) ?? missing[refers ?? ''] ?? id
}

const missing: Readonly<Record<string, string>> = {
  member: 'a person who is no longer there',
  team: 'a team that is no longer there',
  node: 'a place that is no longer there',
}

export function roleName(names: Names, key: string): string {
  return names.roles.get(key) ?? key
}

/** `Ada, Grace and Edsger`. Beyond the limit: `Ada, Grace and 7 more`. */
export function enumeration(parts: readonly string[], joint: 'and' | 'or', limit = 6): string {
  const shown = parts.length > limit ? [...parts.slice(0, limit - 1), `${parts.length - limit + 1} more`] : parts
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} ${joint} ${shown.at(-1)}`
}

/** `site manager` → `site managers`, `policy` → `policies`. */
export function pluralOf(name: string): string {
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`
  return /(s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`
}
