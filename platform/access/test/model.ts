import type { Role } from '@freehold/kernel'
import type { ContextFacts, RecordFacts, RoleAssignment, Snapshot, SnapshotMember } from '../engine/facts.ts'
import type { PolicyDocument, Rule } from '../language/policy.ts'
import { AccessModel, type Attribute, leastRoles, minorUnits, type ResourceModel } from '../model/model.ts'
import { administrationResources } from '../grid/administration.ts'

/** A small business for tests of the engine: companies, their deals, notes about both. Tables of the same shape in agreement.db.test.ts. */
const id = (label: string, refers: string, column: string): Attribute => ({ type: 'id', label, refers, column })
const classification: Attribute = {
  type: 'choice',
  label: 'Classification',
  values: ['public', 'internal', 'confidential', 'restricted'],
  ordered: true,
  column: 'classification',
}

const least = leastRoles('viewer', 'member', 'member', 'member', 'member', 'member', 'member', 'member', 'admin')

const places = {
  ownerId: id('Owner', 'member', 'owner_id'),
  teamId: id('Team', 'team', 'team_id'),
  nodeId: id('Place', 'node', 'node_id'),
  territoryId: id('Territory', 'territory', 'territory_id'),
  classification,
}

const dealAttributes = {
  name: { type: 'text', label: 'Name', column: 'name' },
  ...places,
  companyId: id('Company', 'company', 'company_id'),
  amount: { type: 'number', label: 'Amount', column: 'amount' },
  margin: { type: 'number', label: 'Margin', unit: minorUnits, column: 'margin' },
  won: { type: 'boolean', label: 'Won', column: 'won' },
  closedOn: { type: 'date', label: 'Closed', column: 'closed_on' },
  updatedAt: { type: 'dateTime', label: 'Last change', column: 'updated_at' },
  tags: { type: 'list', label: 'Tags', column: 'tags' },
} as const satisfies Record<string, Attribute>

function record(object: string, plural: string, attributes: Record<string, Attribute>, parents: [string, string][] = []): ResourceModel {
  return {
    name: plural,
    area: 'crm',
    singular: object,
    plural,
    least,
    record: {
      table: `sample.${object}`,
      object,
      attributes,
      fields: Object.fromEntries(Object.entries(attributes).map(([name, { label }]) => [name, label])),
      parents: parents.map(([attribute, resource]) => ({ attribute, resource })),
      embedded: object === 'note',
    },
  }
}

export const sampleModel = new AccessModel([
  record('company', 'companies', { name: dealAttributes.name, ...places }),
  record('deal', 'deals', dealAttributes, [['companyId', 'companies']]),
  record('note', 'notes', { companyId: id('Company', 'company', 'company_id'), dealId: id('Deal', 'deal', 'deal_id') }, [
    ['companyId', 'companies'],
    ['dealId', 'deals'],
  ]),
  ...administrationResources,
])

/** `uuidOf(7)`: ids that one can read. */
export function uuidOf(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
}

export function person(number: number, name: string, role: Role, rest: Partial<SnapshotMember> = {}): SnapshotMember {
  return { id: uuidOf(number), name, role, active: true, managerId: null, clearance: null, shift: null, ...rest }
}

export type SnapshotParts = Partial<Omit<Snapshot, 'policy'>> & { readonly rules?: readonly Rule[]; readonly policy?: PolicyDocument }

export function snapshotOf({ rules = [], policy, ...parts }: SnapshotParts): Snapshot {
  return {
    tenant: uuidOf(1),
    revision: 1,
    timeZone: 'Europe/Vienna',
    policy: policy ?? { roles: [], rules, settings: { secondApprover: false, manyPeople: 50 } },
    policyVersion: 1,
    members: [],
    teams: [],
    teamMembers: [],
    nodes: [],
    nodeMembers: [],
    territoryMembers: [],
    assignments: [],
    ...parts,
  }
}

export function given(role: string, to: Partial<RoleAssignment>): RoleAssignment {
  return { role, memberId: null, teamId: null, nodeId: null, expiresAt: null, ...to }
}

/** A Tuesday, 10:30 in Vienna. */
export const tuesdayMorning: ContextFacts = { now: new Date('2026-11-24T09:30:00Z'), kind: 'http', address: '10.1.2.3', factors: 1 }

const emptyDeal = Object.fromEntries(Object.keys(dealAttributes).map((name) => [name, null]))

export function dealOf(values: RecordFacts['values'], rest: Partial<RecordFacts> = {}): RecordFacts {
  return {
    id: uuidOf(9000),
    values: { ...emptyDeal, tags: [], classification: 'internal', ...values },
    shares: [],
    parents: { companyId: null },
    ...rest,
  }
}
