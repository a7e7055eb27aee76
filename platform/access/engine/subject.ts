import { pathOf } from './hierarchy.ts'
import type { RuleIndex } from './rule-index.ts'
import type { Snapshot, SnapshotMember, Values } from './facts.ts'

/** How a rule's `who` reaches a person: with which rank, and where. */
export interface Reach {
  /** 0 by a role or as everyone, 1 by a team, 2 in person: the nearer wins at the same place. */
  readonly rank: number
  /** Nodes where it counts, with all below them; undefined: everywhere. */
  readonly nodes?: readonly string[]
}

/** A person as conditions and rules see them. */
export interface Subject {
  readonly member: SnapshotMember
  /** Attributes by name, as `subject.…` in conditions. */
  readonly attributes: Values
  /** By `who`: `everyone`, `member:…`, `team:…`, `role:…`. */
  readonly reach: ReadonlyMap<string, Reach>
  readonly teams: readonly string[]
  /** False: nothing was ever shared with them, and no statement needs to ask. */
  readonly mayHold: boolean
  /** Milliseconds since 1970; when the next role given for a time ends. */
  readonly validUntil: number
}

/** What the snapshot says about one member at a moment. Role → team → person: what a team was given, its members have (GLO3.1). */
export function subjectOf(index: RuleIndex, member: SnapshotMember, now: number): Subject {
  const { snapshot, hierarchy } = index
  const direct = snapshot.teamMembers.filter((one) => one.memberId === member.id).map((one) => one.teamId)
  const parents = new Map(snapshot.teams.map((team) => [team.id, team.parentId]))
  const teams = [...new Set(direct.flatMap((team) => pathOf(parents, team)))]
  const { reach, validUntil } = reachOf(snapshot, member, teams, now)
  const nodes = snapshot.nodeMembers.filter((one) => one.memberId === member.id).flatMap((one) => hierarchy.subtree(one.nodeId))
  const attributes: Values = {
    ...member.attributes,
    id: member.id,
    roles: [...reach.keys()].filter((who) => who.startsWith('role:')).map((who) => who.slice('role:'.length)),
    teams,
    teammates: teammatesOf(snapshot, member.id, direct),
    reports: reportsOf(snapshot, member.id),
    territories: snapshot.territoryMembers.filter((one) => one.memberId === member.id).map((one) => one.territoryId),
    nodes: [...new Set(nodes)],
    clearance: member.clearance ?? undefined,
  }
  return { member, attributes, reach, teams, mayHold: index.mayHold([member.id, ...teams]), validUntil }
}

function reachOf(
  snapshot: Snapshot,
  member: SnapshotMember,
  teams: readonly string[],
  now: number,
): { reach: Map<string, Reach>; validUntil: number } {
  const reach = new Map<string, Reach>([
    ['everyone', { rank: 0 }],
    [`member:${member.id}`, { rank: 2 }],
    [`role:${member.role}`, { rank: 0 }],
    ...teams.map((team): [string, Reach] => [`team:${team}`, { rank: 1 }]),
  ])
  let validUntil = Number.POSITIVE_INFINITY
  for (const { role, memberId, teamId, nodeId, expiresAt } of snapshot.assignments) {
    if (memberId === null ? teamId === null || !teams.includes(teamId) : memberId !== member.id) continue
    if (expiresAt !== null && expiresAt <= now) continue
    validUntil = Math.min(validUntil, expiresAt ?? validUntil)
    const given = reach.get(`role:${role}`)
    // A role that counts everywhere already is not narrowed by one place.
    if (nodeId === null) reach.set(`role:${role}`, { rank: 0 })
    else if (given === undefined || given.nodes !== undefined)
      reach.set(`role:${role}`, { rank: 0, nodes: [...(given?.nodes ?? []), nodeId] })
  }
  return { reach, validUntil }
}

function teammatesOf(snapshot: Snapshot, memberId: string, teams: readonly string[]): string[] {
  const mates = snapshot.teamMembers.filter((one) => teams.includes(one.teamId)).map((one) => one.memberId)
  return [...new Set([memberId, ...mates])]
}

function reportsOf(snapshot: Snapshot, memberId: string): string[] {
  const byManager = new Map<string, string[]>()
  for (const { id, managerId } of snapshot.members) {
    if (managerId === null) continue
    const others = byManager.get(managerId)
    if (others === undefined) byManager.set(managerId, [id])
    else others.push(id)
  }
  const found = new Set(byManager.get(memberId))
  for (const id of found) for (const report of byManager.get(id) ?? []) found.add(report)
  found.delete(memberId)
  return [...found]
}
