import type { Condition } from '@freehold/access'

/** Their own included: everybody is among their teammates. */
export const ofTheirTeams: readonly Condition[] = [
  { attribute: 'resource.ownerId', operator: 'in', value: { attribute: 'subject.teammates' } },
  { attribute: 'resource.teamId', operator: 'in', value: { attribute: 'subject.teams' } },
]

export const ofTheirReports: Condition = { attribute: 'resource.ownerId', operator: 'in', value: { attribute: 'subject.reports' } }

export const atTheirPlaces: Condition = { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } }

export const duringShift: Condition = { attribute: 'context.onShift', operator: 'eq', value: true }

export const unlessShared: Condition = { not: { shared: 'viewer' } }

export const theirOwnNote: Condition = { attribute: 'resource.authorId', operator: 'eq', value: { attribute: 'subject.id' } }
