import type { AccessModel, AccessResource, Attribute, PolicyDocument } from '../types.ts'

const owner: Attribute = { type: 'id', label: 'Owner', refers: 'member', operators: ['eq', 'ne', 'in', 'empty', 'filled'] }
const name: Attribute = { type: 'text', label: 'Name', operators: ['eq', 'contains', 'startsWith'] }

export const deals: AccessResource = {
  name: 'deals',
  area: 'crm',
  singular: 'deal',
  plural: 'deals',
  actions: ['read', 'create', 'update', 'delete'],
  least: { read: 'viewer', create: 'member', update: 'member', delete: 'member' },
  record: { object: 'deal', attributes: { name, ownerId: owner }, fields: { name: 'Name', margin: 'Margin', ownerId: 'Owner' } },
}

export const notes: AccessResource = {
  ...deals,
  name: 'notes',
  singular: 'note',
  plural: 'notes',
  record: { object: 'note', attributes: { ownerId: owner }, fields: { body: 'Text', ownerId: 'Owner' } },
}

export const teams: AccessResource = { ...deals, name: 'teams', area: 'administration', singular: 'team', plural: 'teams', record: null }

export const model: AccessModel = {
  resources: [deals, notes, teams],
  subject: {
    id: { type: 'id', label: 'the person', refers: 'member', operators: ['eq'] },
    teammates: { type: 'list', label: 'the person’s teammates', refers: 'member', operators: ['contains'] },
  },
  context: { time: { type: 'time', label: 'the time of day', operators: ['between'] } },
  shareLevels: ['viewer', 'editor', 'admin', 'owner'],
  templates: [],
}

export const emptyDocument: PolicyDocument = { roles: [], rules: [], settings: { secondApprover: false, manyPeople: 25 } }
