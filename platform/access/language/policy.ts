import type { Action } from '@freehold/kernel'

/**
 * The policy language as data (SEN2, SEN10, USR15). Glossary. *Policy*: all rules and roles of an organization, one document, versioned
 * as a whole. *Rule*: who may or may not do what, to which records, when. *Permission*: `deals.read`, `deals.*`, `crm.deals.*`.
 * *Condition*: a typed tree over attributes of the subject, the resource and the context. *Level*: how near a rule is to the record.
 *
 * How rules combine: of the rules that apply, those nearest to the record decide; at the same level a deny wins over an allow; a
 * forbid wins over everything; where none applies, nothing is allowed. Nearer is first the place in the hierarchy where the rule is
 * set (zone before site before region before company before none), then whom it names (a person before a team before a role or
 * everyone). A share of the record itself is an allow nearer than any rule.
 */
export interface PolicyDocument {
  readonly roles: readonly RoleDefinition[]
  readonly rules: readonly Rule[]
  readonly settings: PolicySettings
}

/** A role of the organization's own. The built-in ones (owner, admin, member, viewer, guest) are not written in documents. */
export interface RoleDefinition {
  /** `site-manager`: lower case letters, digits and dashes, at most 60. */
  readonly key: string
  readonly name: string
  readonly description?: string
  /** Key of the template it was copied from. */
  readonly template?: string
}

export interface PolicySettings {
  /** Changes that grant owner rights, drop a deny or touch many people wait for a second person with `policies.manage`. */
  readonly secondApprover: boolean
  /** A change that touches more people than this raises an alert. */
  readonly manyPeople: number
}

export type Effect = 'allow' | 'deny' | 'forbid'

export interface Rule {
  /** Unique in the document: letters, digits and dashes, at most 60. */
  readonly id: string
  readonly effect: Effect
  readonly who: readonly Who[]
  /** `deals.read`, `deals.*`, `crm.deals.*`, `crm.*`. */
  readonly permissions: readonly string[]
  /** Makes it a rule about these fields of the records instead of the records themselves. */
  readonly fields?: FieldSelection
  readonly when?: Condition
  /** uuid of the hierarchy node where it is set: it counts for records there and below. Absent: the whole organization. */
  readonly at?: string
  readonly note?: string
}

/** `role:site-manager`, `role:viewer`, `team:<uuid>`, `member:<uuid>`, `everyone`. */
export type Who = `role:${string}` | `team:${string}` | `member:${string}` | 'everyone'

/** Names of fields; `{ except }`: all but these. */
export type FieldSelection = readonly string[] | { readonly except: readonly string[] }

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | Comparison
  /** The record, or the one that it belongs to, was shared with the person or a team of theirs, at this level or a higher one. */
  | { readonly shared: ShareLevel }

export interface Comparison {
  /** `resource.ownerId`, `subject.clearance`, `context.time`. */
  readonly attribute: string
  readonly operator: Operator
  /** Absent for `empty` and `filled`. `between` takes two values. */
  readonly value?: Operand
}

/**
 * `eq` `ne` `lt` `lte` `gt` `gte`: values of one type. `in`: one of a list, or of an attribute that is a list. `contains`: of a list:
 * has this value; of text: has this part, whatever the case. `startsWith`: of text. `between`: from the first to the second value,
 * both included; of times of day also over midnight. `within`: an address in one of these networks (CIDR). `empty`, `filled`: has no
 * value, has one.
 *
 * Comparing with an empty value is unknown, as in SQL: an allow needs true, a deny or forbid applies unless it is false.
 */
export const operators = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'contains',
  'startsWith',
  'between',
  'within',
  'empty',
  'filled',
] as const
export type Operator = (typeof operators)[number]

export type Literal = string | number | boolean
export type Operand = Literal | readonly Literal[] | { readonly attribute: string }

/** What a share lets do: viewer read; editor also change; admin also delete, restore and share; owner all of it. */
export const shareLevels = ['viewer', 'editor', 'admin', 'owner'] as const
export type ShareLevel = (typeof shareLevels)[number]

const levelActions: Record<ShareLevel, readonly Action[]> = {
  viewer: ['read', 'export'],
  editor: ['read', 'export', 'update'],
  admin: ['read', 'export', 'update', 'delete', 'restore', 'share'],
  owner: ['read', 'export', 'update', 'delete', 'restore', 'share'],
}

/** The levels of a share that allow the action (USR16); none for what cannot be shared. */
export function levelsAllowing(action: Action): ShareLevel[] {
  return shareLevels.filter((level) => levelActions[level].includes(action))
}

/** This level and the higher ones. */
export function levelsFrom(level: ShareLevel): readonly ShareLevel[] {
  return shareLevels.slice(shareLevels.indexOf(level))
}
