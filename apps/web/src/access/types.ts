import type * as wire from '@freehold/client'

/**
 * What the pages of access read from /api/v1, as the API description has it, and the policy language, which it leaves open
 * (`document`). Ids are uuids, times ISO 8601 in UTC, times of day `HH:MM` in the organization's zone.
 */
export type Team = wire.Team
export type Territory = wire.Territory
export type Place = wire.Node
export type NodeKind = Place['kind']
export const nodeKinds = ['company', 'region', 'site', 'zone'] as const satisfies readonly NodeKind[]
export type Assignment = wire.RoleAssignment
export type Profile = wire.Profile
export const clearances = ['public', 'internal', 'confidential', 'restricted'] as const satisfies readonly Profile['clearance'][]
export type RoleOverview = wire.AccessRole
export type Alert = wire.PolicyAlert
export type Concern = wire.PolicyConcern
export type RuleChange = wire.PolicyChange
export type DraftSummary = wire.PolicyDraftHead
export type Draft = wire.PolicyDraft
export type DraftState = DraftSummary['state']
export type DraftProblem = Draft['problems'][number]
export type Sentences = Draft['sentences']
export type PreviewStep = wire.PolicyPreview
export type PreviewChange = PreviewStep['people'][number]['changes'][number]
export type EffectiveResource = wire.EffectivePermissions['resources'][number]
export type Because = EffectiveResource['fields'][string]['because'][number]
export type Extent = PreviewChange['before']

export type Attribute = Omit<wire.AccessAttribute, 'name'>
export type Operator = Attribute['operators'][number]
export type Attributes = Readonly<Record<string, Attribute>>
export type ShareLevel = wire.AccessModel['shareLevels'][number]

export interface AccessResource extends Omit<wire.AccessModel['resources'][number], 'object' | 'attributes' | 'fields' | 'parents'> {
  /** Null for what has no records. */
  record: { object: string; attributes: Attributes; fields: Readonly<Record<string, string>> } | null
}

/** Its rules name the role as `role:<key of the template>`. */
export type RoleTemplate = Omit<wire.AccessModel['templates'][number], 'rules'> & { rules: readonly Rule[] }

export interface AccessModel extends Pick<wire.AccessModel, 'shareLevels'> {
  resources: readonly AccessResource[]
  subject: Attributes
  context: Attributes
  templates: readonly RoleTemplate[]
}

export type Effect = 'allow' | 'deny' | 'forbid'

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

export type Policy = Omit<wire.Policy, 'document'> & { document: PolicyDocument }
export type PolicyVersion = Pick<wire.Policy, 'version' | 'reason' | 'author' | 'approver' | 'createdAt'>
