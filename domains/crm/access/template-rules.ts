import type { Condition, RoleTemplate, Rule } from '@freehold/access'
import type { Action } from '@freehold/kernel'
import { theirOwnNote } from './template-conditions.ts'

/** A rule before it is said whose it is. */
type TemplateRule = Omit<Rule, 'who'>

/** Records that somebody owns. */
export const owned = ['companies', 'contacts', 'deals'] as const

export const records = [...owned, 'products', 'notes'] as const

/** What else there is to read. */
export const readable = [
  'pipelines',
  'tags',
  'members',
  'invitations',
  'organization',
  'policies',
  'assignments',
  'teams',
  'hierarchy',
  'ledger',
  'imports',
  'jobs',
  'trash',
  'search',
  'objects',
]

/** What people do with records all day. */
export const work: readonly Action[] = ['read', 'create', 'update', 'delete', 'restore', 'share', 'export']

/** Of records only: who may change people and policies is for those roles to say that allow it. */
export const recordChanges = [
  ...each([...owned, 'products'], ['create', 'update', 'delete', 'restore', 'share', 'import', 'manage']),
  ...each(['notes'], ['create', 'update', 'delete', 'restore', 'manage']),
]

/** What everybody needs beside records: the catalogue, colleagues, and notes of their own about what they may see. */
export const colleague: readonly TemplateRule[] = [
  allow('surroundings', [
    'products.read',
    'tags.create',
    'organization.read',
    'teams.read',
    'hierarchy.read',
    'trash.read',
    'trash.restore',
  ]),
  allow('notes', ['notes.read', 'notes.create']),
  allow('own-notes', ['notes.update', 'notes.delete', 'notes.restore'], theirOwnNote),
]

export function template(key: string, name: string, description: string, rules: readonly TemplateRule[]): RoleTemplate {
  return { key, name, description, rules: rules.map((rule) => ({ ...rule, who: [`role:${key}`] })) }
}

export function allow(id: string, permissions: readonly string[], when?: Condition): TemplateRule {
  return { id, effect: 'allow', permissions, ...(when === undefined ? {} : { when }) }
}

export function forbid(id: string, permissions: readonly string[], rest: Pick<Rule, 'fields' | 'when'> = {}): TemplateRule {
  return { id, effect: 'forbid', permissions, ...rest }
}

/** `deals.read`, `deals.update` … */
export function each(resources: readonly string[], actions: readonly (Action | '*')[]): string[] {
  return resources.flatMap((resource) => actions.map((action) => `${resource}.${action}`))
}
