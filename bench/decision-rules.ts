import { AccessModel, leastRoles, type RecordFacts, type ResourceModel, type Rule, type Snapshot } from '@freehold/access'

/**
 * One policy that all engines are given: 1,000 rules, ten for each of 100 roles, about ten kinds of records; 100 people with two roles each.
 * A third of the rules ask for the owner, a third for the place, a third for an amount; every tenth denies.
 */
export const resources = Array.from({ length: 10 }, (_, i) => `kind${i}s`)
export const actions = ['read', 'update'] as const
const people = 100
const places = 20

export interface PlainRule {
  readonly id: string
  readonly role: string
  readonly action: (typeof actions)[number]
  readonly resource: string
  readonly denies: boolean
  readonly test: { readonly kind: 'owner' } | { readonly kind: 'place' } | { readonly kind: 'amount'; readonly below: number }
}

export const rules: readonly PlainRule[] = Array.from({ length: 1000 }, (_, i) => ({
  id: `rule-${i}`,
  role: `role-${Math.floor(i / 10)}`,
  action: actions[i % 2] ?? 'read',
  resource: resources[(i * 7) % 10] ?? '',
  denies: i % 10 === 9,
  test: i % 3 === 0 ? { kind: 'owner' } : i % 3 === 1 ? { kind: 'place' } : { kind: 'amount', below: (i % 9) * 100 },
}))

const idOf = (kind: number, number: number): string => `00000000-0000-7000-800${kind}-${String(number).padStart(12, '0')}`

export interface PlainPerson {
  readonly id: string
  readonly roles: readonly string[]
  readonly places: readonly string[]
}

export const persons: readonly PlainPerson[] = Array.from({ length: people }, (_, i) => ({
  id: idOf(1, i),
  roles: [`role-${i}`, `role-${(i * 13 + 1) % 100}`],
  places: [idOf(2, i % places), idOf(2, (i + 7) % places)],
}))

export interface Question {
  readonly person: PlainPerson
  readonly action: (typeof actions)[number]
  readonly resource: string
  readonly record: RecordFacts & { readonly values: { readonly ownerId: string; readonly nodeId: string; readonly amount: number } }
}

/** The same for every engine and every run; about every second one is allowed. */
export const questions: readonly Question[] = Array.from({ length: 5000 }, (_, i) => {
  const person = persons[(i * 31) % people] as PlainPerson
  const owner = i % 3 === 0 ? person.id : idOf(1, (i * 17) % people)
  const node = i % 2 === 0 ? (person.places[0] ?? '') : idOf(2, (i * 11) % places)
  const rule = rules.filter((one) => person.roles.includes(one.role))[i % 20]
  const values = { ownerId: owner, nodeId: node, amount: (i * 37) % 1000 }
  return {
    person,
    action: rule?.action ?? 'read',
    resource: rule?.resource ?? '',
    record: { id: idOf(3, i), values, shares: [], parents: {} },
  }
})

const nobody = leastRoles('owner', 'owner', 'owner', 'owner', 'owner', 'owner', 'owner', 'owner', 'owner')

export const decisionModel = new AccessModel(
  resources.map((name): ResourceModel => ({
    name,
    area: 'bench',
    singular: name.slice(0, -1),
    plural: name,
    least: nobody,
    record: {
      table: `bench.${name}`,
      object: name.slice(0, -1),
      attributes: {
        ownerId: { type: 'id', label: 'Owner', refers: 'member', column: 'owner_id' },
        nodeId: { type: 'id', label: 'Place', refers: 'node', column: 'node_id' },
        amount: { type: 'number', label: 'Amount', column: 'amount' },
      },
      fields: { ownerId: 'Owner', nodeId: 'Place', amount: 'Amount' },
      parents: [],
      embedded: false,
    },
  })),
)

/** A fresh one each time: nothing compiled for it yet. */
export function decisionSnapshot(): Snapshot {
  return {
    tenant: idOf(0, 1),
    revision: 1,
    timeZone: 'UTC',
    policyVersion: 1,
    policy: { roles: [], rules: rules.map(writtenRule), settings: { secondApprover: false, manyPeople: 50 } },
    members: persons.map(({ id }) => ({ id, name: id, role: 'guest', active: true, managerId: null, clearance: null, shift: null })),
    teams: [],
    teamMembers: [],
    nodes: Array.from({ length: places }, (_, i) => ({ id: idOf(2, i), name: `Place ${i}`, parentId: null })),
    nodeMembers: persons.flatMap((person) => person.places.map((nodeId) => ({ nodeId, memberId: person.id }))),
    territoryMembers: [],
    assignments: persons.flatMap(({ id, roles }) =>
      roles.map((role) => ({ role, memberId: id, teamId: null, nodeId: null, expiresAt: null })),
    ),
  }
}

function writtenRule({ id, role, action, resource, denies, test }: PlainRule): Rule {
  const when: Rule['when'] =
    test.kind === 'owner'
      ? { attribute: 'resource.ownerId', operator: 'eq', value: { attribute: 'subject.id' } }
      : test.kind === 'place'
        ? { attribute: 'resource.nodeId', operator: 'in', value: { attribute: 'subject.nodes' } }
        : { attribute: 'resource.amount', operator: 'lt', value: test.below }
  return { id, effect: denies ? 'deny' : 'allow', who: [`role:${role}`], permissions: [`${resource}.${action}`], when }
}
