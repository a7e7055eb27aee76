import type { Action } from '../api-types.ts'

/** What the pages of access read from /api/v1. Ids are uuids, times ISO 8601 in UTC, times of day `HH:MM` in the organization's zone. */

export type Extent = 'all' | 'some' | 'none'
export type Effect = 'allow' | 'deny' | 'forbid'
export type ShareLevel = 'viewer' | 'editor' | 'admin' | 'owner'
export type Operator =
  | 'eq'
  | 'ne'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'in'
  | 'contains'
  | 'startsWith'
  | 'between'
  | 'within'
  | 'empty'
  | 'filled'
export type AttributeType = 'id' | 'text' | 'number' | 'boolean' | 'date' | 'dateTime' | 'time' | 'choice' | 'list' | 'address'

export interface Attribute {
  type: AttributeType
  label: string
  values?: readonly string[]
  ordered?: boolean
  /** `member`, `team`, `node`, `territory`, an object. */
  refers?: string
  operators: readonly Operator[]
}
export type Attributes = Readonly<Record<string, Attribute>>

export interface AccessResource {
  /** `deals`. */
  name: string
  area: string
  singular: string
  plural: string
  actions: readonly Action[]
  /** By action, the least built-in role that may. */
  least: Readonly<Record<string, string>>
  /** Null for what has no records. */
  record: { object: string; attributes: Attributes; fields: Readonly<Record<string, string>> } | null
}

export interface RoleTemplate {
  key: string
  name: string
  description: string
  /** They name the role as `role:<key of the template>`. */
  rules: readonly Rule[]
}

export interface AccessModel {
  resources: readonly AccessResource[]
  subject: Attributes
  context: Attributes
  shareLevels: readonly ShareLevel[]
  templates: readonly RoleTemplate[]
}

export type FieldSelection = readonly string[] | { readonly except: readonly string[] }
export type Literal = string | number | boolean
export type Operand = Literal | readonly Literal[] | { readonly attribute: string }
export interface Comparison {
  readonly attribute: string
  readonly operator: Operator
  readonly value?: Operand
}
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly shared: ShareLevel }
  | Comparison

export interface Rule {
  readonly id: string
  readonly effect: Effect
  /** `role:site-manager`, `team:<id>`, `member:<id>`, `everyone`. */
  readonly who: readonly string[]
  readonly permissions: readonly string[]
  readonly fields?: FieldSelection
  readonly when?: Condition
  readonly at?: string
  readonly note?: string
}

export interface RoleDefinition {
  readonly key: string
  readonly name: string
  readonly description?: string
  readonly template?: string
}

export interface PolicyDocument {
  readonly roles: readonly RoleDefinition[]
  readonly rules: readonly Rule[]
  readonly settings: { readonly secondApprover: boolean; readonly manyPeople: number }
}

export interface Named {
  id: string
  name: string
}

export type Sentences = Readonly<Record<string, string>>

export interface Policy {
  version: number
  document: PolicyDocument
  reason: string
  author: Named | null
  approver: Named | null
  /** Null while nothing was saved: version 0, where the built-in roles decide alone. */
  createdAt: string | null
  sentences: Sentences
}

export interface RuleChange {
  kind: 'added' | 'removed' | 'changed'
  /** Id of a rule, `role:<key>` or `settings`. */
  rule: string
  before?: string | null
  after?: string | null
}

export interface PolicyVersion extends Omit<Policy, 'document' | 'sentences'> {
  changes?: readonly RuleChange[]
}

export interface DraftProblem {
  /** `rules[3].when.all[0].value`. */
  path: string
  message: string
}

export type DraftState = 'draft' | 'waiting' | 'saved' | 'rejected' | 'discarded'

export interface DraftSummary {
  id: string
  version: number
  title: string
  baseVersion: number
  /** Of the policy now. A draft with another base can no longer be saved. */
  currentVersion: number
  state: DraftState
  reason: string | null
  author: Named | null
  decidedBy: Named | null
  decidedAt: string | null
  decisionReason: string | null
  updatedAt: string
}

export interface Draft extends DraftSummary {
  /** As it was written, which may be anything. */
  document: unknown
  problems: readonly DraftProblem[]
  /** These and the changes are empty while there are problems. */
  sentences: Sentences
  changes: readonly RuleChange[]
}

export interface PreviewChange {
  resource: string
  action: string
  field?: string
  gained: number
  lost: number
  before: Extent
  after: Extent
  sample: readonly { id: string; name: string; gained: boolean }[]
}

/** What about a change should be looked at twice. */
export interface Concern {
  kind: string
  sentence: string
}

/** One step of a preview: people so far decided are in `people`; `next` asks for the following ones. */
export interface PreviewStep {
  done: number
  total: number
  next: string | null
  unfinished: boolean
  people: readonly { member: Named; changes: readonly PreviewChange[] }[]
  totals: { people: number; gained: number; lost: number }
  alerts: readonly Concern[]
}

export interface Alert {
  id: string
  kind: string
  detail: { sentence: string; version?: number }
  raisedBy: Named | null
  createdAt: string
  acknowledgedBy: Named | null
  acknowledgedAt: string | null
}

export interface RoleOverview {
  key: string
  name: string
  description: string
  builtIn: boolean
  /** By resource and action. */
  cells: Readonly<Record<string, Readonly<Record<string, Extent>>>>
  people: number
}

export interface Team {
  id: string
  version: number
  name: string
  description: string | null
  parentId: string | null
  members: readonly { memberId: string; lead: boolean }[]
}

export interface Territory {
  id: string
  version: number
  name: string
  description: string | null
  memberIds: readonly string[]
}

export const nodeKinds = ['company', 'region', 'site', 'zone'] as const
export type NodeKind = (typeof nodeKinds)[number]

export interface Place {
  id: string
  version: number
  name: string
  kind: NodeKind
  parentId: string | null
  memberIds: readonly string[]
}

export interface Assignment {
  id: string
  role: string
  memberId: string | null
  teamId: string | null
  nodeId: string | null
  expiresAt: string | null
}

export const clearances = ['public', 'internal', 'confidential', 'restricted'] as const
export type Clearance = (typeof clearances)[number]

export interface Profile {
  version: number
  clearance: Clearance | null
  shift: { start: string; end: string; days: readonly string[] } | null
}

export interface Because {
  rule: string
  sentence: string
}

export interface EffectiveResource {
  resource: string
  actions: Readonly<Partial<Record<string, { extent: Extent; because: readonly Because[] }>>>
  fields: Readonly<Record<string, { read: Extent; write: Extent; because: readonly Because[] }>>
}

export interface Effective {
  member: Named
  resources: readonly EffectiveResource[]
}
