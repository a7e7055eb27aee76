// Made from the API description by scripts/generate-client.ts; change the routes, not this file.
export type QueryText = string | number | boolean | readonly string[]
export type ProblemCode =
  | 'bad_request'
  | 'invalid_cursor'
  | 'not_signed_in'
  | 'sign_in_failed'
  | 'forbidden'
  | 'foreign_origin'
  | 'not_found'
  | 'no_such_route'
  | 'stale_version'
  | 'already_exists'
  | 'still_referenced'
  | 'wrong_state'
  | 'access_changed'
  | 'organization_switched'
  | 'gone'
  | 'too_large'
  | 'unsupported_content'
  | 'unsupported_file'
  | 'invalid_input'
  | 'idempotency_conflict'
  | 'version_required'
  | 'too_many_requests'
  | 'internal_error'
  | 'unavailable'
  | 'too_costly'
export type AccessAttribute = {
  /** As conditions write it: `resource.ownerId`, `subject.teams`, `context.time` */
  name: string
  label: string
  type: 'id' | 'text' | 'number' | 'boolean' | 'date' | 'dateTime' | 'time' | 'choice' | 'list' | 'address'
  values?: readonly string[]
  ordered?: boolean
  /** What an id points at; ids of two kinds cannot be compared */
  refers?: string
  /** Of a number: `minor units` of money, 1054 is 10.54 in most currencies */
  unit?: string
  operators: readonly (
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
  )[]
}
export type AccessModel = {
  resources: readonly {
    name: string
    area: string
    singular: string
    plural: string
    actions: readonly ('read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage')[]
    /** By action: the least built-in role that may */
    least: { [name: string]: string }
    /** Of records their kind, as shares name it */
    object: string | null
    attributes: readonly AccessAttribute[]
    fields: readonly { name: string; label: string }[]
    parents: readonly { attribute: string; resource: string }[]
  }[]
  subject: readonly AccessAttribute[]
  context: readonly AccessAttribute[]
  shareLevels: readonly ('viewer' | 'editor' | 'admin' | 'owner')[]
  templates: readonly { key: string; name: string; description: string; rules: readonly unknown[]; sentences: readonly string[] }[]
}
export type AccessRole = {
  key: string
  name: string
  description: string
  builtIn: boolean
  /** The template that it was copied from */
  template: string | null
  /** By resource and action: of how many records, for somebody with this role alone */
  cells: { [name: string]: { [name: string]: 'all' | 'some' | 'none' } }
  rules: readonly { rule: string; effect: 'allow' | 'deny' | 'forbid'; sentence: string }[]
  /** Active members who have it, through teams too */
  people: number
}
export type Company = {
  id: string
  /** Goes up by one with every change; also the ETag. */
  version: number
  createdAt: string
  updatedAt: string
  /** When it was put in the trash. */
  deletedAt: string | null
  /** What you may not do with it: update, delete, restore, share, a hidden field (amount.read), a fixed one (amount.write). */
  denied?: readonly string[]
  name?: string | null
  domain?: string | null
  industry?: string | null
  country?: string | null
  city?: string | null
  address?: string | null
  postalCode?: string | null
  phone?: string | null
  employees?: number | null
  annualRevenue?: number | null
  currency?: string | null
  foundedYear?: number | null
  parentId?: string | null
  parent?: Reference | null
  ownerId?: string | null
  owner?: Reference | null
  tags?: readonly string[]
  teamId?: string | null
  team?: Reference | null
  territoryId?: string | null
  territory?: Reference | null
  nodeId?: string | null
  node?: Reference | null
  classification?: string | null
  externalId?: string | null
}
export type CompanyCreate = {
  name: string
  domain?: string | null
  industry?: string | null
  country?: string | null
  city?: string | null
  address?: string | null
  postalCode?: string | null
  phone?: string | null
  employees?: number | null
  annualRevenue?: number | null
  currency?: string
  foundedYear?: number | null
  parentId?: string | null
  ownerId?: string | null
  tags?: readonly string[] | null
  teamId?: string | null
  territoryId?: string | null
  nodeId?: string | null
  classification?: 'public' | 'internal' | 'confidential' | 'restricted'
  externalId?: string | null
}
export type CompanyPage = { items: readonly Company[]; next: string | null; previous: null }
export type CompanyUpdate = {
  name?: string
  domain?: string | null
  industry?: string | null
  country?: string | null
  city?: string | null
  address?: string | null
  postalCode?: string | null
  phone?: string | null
  employees?: number | null
  annualRevenue?: number | null
  currency?: string
  foundedYear?: number | null
  parentId?: string | null
  ownerId?: string | null
  tags?: readonly string[]
  teamId?: string | null
  territoryId?: string | null
  nodeId?: string | null
  classification?: 'public' | 'internal' | 'confidential' | 'restricted'
  externalId?: string | null
}
export type Contact = {
  id: string
  /** Goes up by one with every change; also the ETag. */
  version: number
  createdAt: string
  updatedAt: string
  /** When it was put in the trash. */
  deletedAt: string | null
  /** What you may not do with it: update, delete, restore, share, a hidden field (amount.read), a fixed one (amount.write). */
  denied?: readonly string[]
  name?: string | null
  title?: string | null
  email?: string | null
  phone?: string | null
  companyId?: string | null
  company?: Reference | null
  ownerId?: string | null
  owner?: Reference | null
  city?: string | null
  country?: string | null
  tags?: readonly string[]
  teamId?: string | null
  team?: Reference | null
  territoryId?: string | null
  territory?: Reference | null
  nodeId?: string | null
  node?: Reference | null
  classification?: string | null
  externalId?: string | null
}
export type ContactCreate = {
  name: string
  title?: string | null
  email?: string | null
  phone?: string | null
  companyId?: string | null
  ownerId?: string | null
  city?: string | null
  country?: string | null
  tags?: readonly string[] | null
  teamId?: string | null
  territoryId?: string | null
  nodeId?: string | null
  classification?: 'public' | 'internal' | 'confidential' | 'restricted'
  externalId?: string | null
}
export type ContactPage = { items: readonly Contact[]; next: string | null; previous: null }
export type ContactUpdate = {
  name?: string
  title?: string | null
  email?: string | null
  phone?: string | null
  companyId?: string | null
  ownerId?: string | null
  city?: string | null
  country?: string | null
  tags?: readonly string[]
  teamId?: string | null
  territoryId?: string | null
  nodeId?: string | null
  classification?: 'public' | 'internal' | 'confidential' | 'restricted'
  externalId?: string | null
}
export type Deal = {
  id: string
  /** Goes up by one with every change; also the ETag. */
  version: number
  createdAt: string
  updatedAt: string
  /** When it was put in the trash. */
  deletedAt: string | null
  /** What you may not do with it: update, delete, restore, share, a hidden field (amount.read), a fixed one (amount.write). */
  denied?: readonly string[]
  name?: string | null
  companyId?: string | null
  company?: Reference | null
  contactId?: string | null
  contact?: Reference | null
  productId?: string | null
  product?: Reference | null
  pipelineId?: string | null
  pipeline?: Reference | null
  stageId?: string | null
  stage?: Reference | null
  ownerId?: string | null
  owner?: Reference | null
  amount?: number | null
  margin?: number | null
  currency?: string | null
  engagedOn?: string | null
  expectedCloseOn?: string | null
  closedOn?: string | null
  tags?: readonly string[]
  teamId?: string | null
  team?: Reference | null
  territoryId?: string | null
  territory?: Reference | null
  nodeId?: string | null
  node?: Reference | null
  classification?: string | null
  externalId?: string | null
}
export type DealCreate = {
  name?: string
  companyId?: string | null
  contactId?: string | null
  productId?: string | null
  pipelineId?: string
  stageId: string
  ownerId?: string | null
  amount?: number | null
  margin?: number | null
  currency?: string
  engagedOn?: string | null
  expectedCloseOn?: string | null
  closedOn?: string | null
  tags?: readonly string[] | null
  teamId?: string | null
  territoryId?: string | null
  nodeId?: string | null
  classification?: 'public' | 'internal' | 'confidential' | 'restricted'
  externalId?: string | null
}
export type DealPage = { items: readonly Deal[]; next: string | null; previous: null }
export type DealUpdate = {
  name?: string
  companyId?: string | null
  contactId?: string | null
  productId?: string | null
  pipelineId?: string
  stageId?: string
  ownerId?: string | null
  amount?: number | null
  margin?: number | null
  currency?: string
  engagedOn?: string | null
  expectedCloseOn?: string | null
  closedOn?: string | null
  tags?: readonly string[]
  teamId?: string | null
  territoryId?: string | null
  nodeId?: string | null
  classification?: 'public' | 'internal' | 'confidential' | 'restricted'
  externalId?: string | null
}
export type EffectivePermissions = {
  member: { id: string; name: string }
  resources: readonly {
    resource: string
    actions: {
      [name: string]: {
        extent: 'all' | 'some' | 'none'
        /** Rules that reach the person, nearest first; empty for those who may not read policies */
        because: readonly { rule: string; effect: 'allow' | 'deny' | 'forbid'; sentence: string }[]
      }
    }
    fields: {
      [name: string]: {
        read: 'all' | 'some' | 'none'
        write: 'all' | 'some' | 'none'
        /** Rules that reach the person, nearest first; empty for those who may not read policies */
        because: readonly { rule: string; effect: 'allow' | 'deny' | 'forbid'; sentence: string }[]
      }
    }
  }[]
}
export type Import = {
  id: string
  /** Plural name: `deals` */
  object: string
  filename: string
  size: number
  state: 'draft' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone'
  detection: {
    format: 'csv' | 'xlsx'
    delimiter: string
    encoding: string
    encodingCertain: boolean
    header: number
    sheet: string | null
    sheets: readonly string[]
    rows: number
    dateOrder: 'ymd' | 'mdy' | 'dmy' | null
    columns: readonly {
      name: string
      filled: number
      blankTexts: number
      samples: readonly string[]
      dates: number
      numbers: number
      emails: number
      urls: number
      dateOrder: 'ymd' | 'mdy' | 'dmy'
      dateAmbiguous: boolean
      decimal: '.' | ','
      decimalAmbiguous: boolean
      longest: number
    }[]
    warnings: readonly string[]
  }
  mapping: readonly {
    column: number
    name: string
    field: string | null
    confidence: number
    remembered: boolean
    dateOrder: 'ymd' | 'mdy' | 'dmy'
    decimal: '.' | ','
    scale: 1 | 1000 | 1000000
    take: 'all' | 'firstNumber' | 'beforeComma' | 'afterComma'
    unknown: 'create' | 'report' | 'blank'
    replacements: { [name: string]: string }
  }[]
  options: {
    duplicates: 'merge' | 'skip' | 'report'
    matchBy?: readonly string[]
    currency?: string
    defaults: { [name: string]: string }
    unreadable: 'report' | 'blank'
    shifted: 'join' | 'report'
  }
  /** Rows of the file, headings and empty rows not counted */
  total: number
  processed: number
  created: number
  /** Rows that went into a record that existed */
  merged: number
  skipped: number
  /** Rows in the error file */
  failed: number
  /** Records made for names that were unknown */
  referencesCreated: number
  undo: {
    /** Created records that are in the trash now */
    removed: number
    /** Merged records that have their values back */
    reverted: number
    /** Records that were changed since and stay; the error file says which */
    kept: number
  }
  /** There is something in the error file: rows that failed, or notes about rows that did not */
  hasErrors: boolean
  error: string | null
  jobId: string | null
  createdBy: { id: string; name: string } | null
  createdAt: string
  startedAt: string | null
  finishedAt: string | null
}
export type ImportPreview = {
  toCreate: number
  toMerge: number
  toSkip: number
  toReport: number
  /** False: the file is long, the counts are of its first `checked` rows */
  complete: boolean
  checked: number
  rows: readonly {
    number: number
    cells: readonly { field: string; text: string; value: unknown; problem?: string }[]
    outcome: 'create' | 'merge' | 'skip' | 'report'
    problems: readonly string[]
  }[]
  /** Records to be made for unknown names, by plural name */
  newReferences: { [name: string]: number }
  proposals: readonly { column: number; value: string; proposal: string; rows: number; likeness: 'same' | 'similar' }[]
  partProposals: readonly {
    column: number
    take: 'all' | 'firstNumber' | 'beforeComma' | 'afterComma'
    rows: number
    example: { from: string; to: string }
  }[]
  failures: readonly { number: number; reasons: readonly string[] }[]
}
export type Invitation = {
  id: string
  email: string
  role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest'
  memberId: string | null
  expiresAt: string
}
export type InvitationOffer = {
  organization: { name: string }
  email: string
  role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest'
  name: string | null
  invitedBy: string | null
  hasAccount: boolean
  expiresAt: string
}
export type Job = {
  id: string
  kind: string
  state: 'queued' | 'running' | 'done' | 'dead' | 'cancelled'
  priority: number
  /** Times it was started */
  attempts: number
  /** Failures since it was queued or retried */
  failures: number
  progress: { done: number; total: number | null; note: string | null } | null
  result: unknown
  /** Why the last attempt failed */
  error: { code: string; detail: string | null } | null
  actor: { id: string | null; name: string }
  requestId: string
  operationId: string | null
  cancelRequested: boolean
  queuedAt: string
  runAt: string
  startedAt: string | null
  finishedAt: string | null
}
export type Member = {
  id: string
  version: number
  name: string
  email: string | null
  role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest'
  status: 'active' | 'invited' | 'directory' | 'disabled'
  managerId: string | null
  office: string | null
}
export type NewInvitation = {
  id: string
  email: string
  role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest'
  memberId: string | null
  expiresAt: string
  /** Shown this once; whoever has it can accept as the invited address */
  link: string
}
export type Node = {
  id: string
  version: number
  name: string
  kind: 'company' | 'region' | 'site' | 'zone'
  parentId: string | null
  memberIds: readonly string[]
}
export type Note = {
  id: string
  /** Goes up by one with every change; also the ETag. */
  version: number
  createdAt: string
  updatedAt: string
  /** When it was put in the trash. */
  deletedAt: string | null
  /** What you may not do with it: update, delete, restore, share, a hidden field (amount.read), a fixed one (amount.write). */
  denied?: readonly string[]
  body?: string | null
  companyId?: string | null
  company?: Reference | null
  contactId?: string | null
  contact?: Reference | null
  dealId?: string | null
  deal?: Reference | null
  productId?: string | null
  product?: Reference | null
  authorId?: string | null
  author?: Reference | null
}
export type NoteCreate = {
  body: string
  companyId?: string | null
  contactId?: string | null
  dealId?: string | null
  productId?: string | null
}
export type NotePage = { items: readonly Note[]; next: string | null; previous: null }
export type NoteUpdate = {
  body?: string
  companyId?: string | null
  contactId?: string | null
  dealId?: string | null
  productId?: string | null
}
export type ObjectMeta = {
  name: string
  plural: string
  label: string
  pluralLabel: string
  icon: string
  nameField: string
  detailField?: string
  fields: readonly {
    name: string
    label: string
    type: string
    required: boolean
    defaulted: boolean
    readOnly: boolean
    sortable: boolean
    operators: readonly string[]
    reference?: string
    choices?: readonly { value: string; label: string; hue: string }[]
    description?: string
    importable: boolean
    maxLength?: number
    min?: number
    max?: number
  }[]
  searchFields: readonly string[]
  sums: readonly string[]
  defaultColumns: readonly string[]
  defaultSort: string
  /** By action: whether you may do it to every record, to some (each says what is denied), to none. */
  actions: { [name: string]: 'all' | 'some' | 'none' }
}
export type OwnSession = {
  id: string
  current: boolean
  createdAt: string
  lastSeenAt: string
  expiresAt: string
  address: string
  userAgent: string
  organization: string | null
}
export type Pipeline = { id: string; name: string; stages: readonly Stage[] }
export type Policy = {
  /** 0 while no policy was saved: then the built-in roles decide alone */
  version: number
  reason: string
  author: { id: string; name: string } | null
  approver: { id: string; name: string } | null
  createdAt: string | null
  /** A policy: `{ roles, rules, settings }`. A draft keeps it as it is written; `problems` says what is wrong with it. */
  document: unknown
  /** Rules in words, by their ids */
  sentences: { [name: string]: string }
  /** What of it this version of the program does not understand */
  problems: readonly { path: string; message: string }[]
}
export type PolicyAlert = {
  id: string
  kind: 'owner_rights' | 'restriction_lost' | 'many_people' | 'approval_changed' | 'broken_rule'
  detail: { sentence: string; rule?: string; permissions?: readonly string[]; people?: number; version?: number }
  raisedBy: { id: string; name: string } | null
  createdAt: string
  acknowledgedBy: { id: string; name: string } | null
  acknowledgedAt: string | null
}
export type PolicyChange = {
  kind: 'added' | 'removed' | 'changed'
  /** Id of a rule; `role:<key>` for a role, `settings` for the settings */
  rule: string
  before: string | null
  after: string | null
}
export type PolicyConcern = {
  kind: 'owner_rights' | 'restriction_lost' | 'many_people' | 'approval_changed' | 'broken_rule'
  sentence: string
  rule?: string
  permissions?: readonly string[]
  people?: number
}
export type PolicyDraft = {
  id: string
  version: number
  title: string
  baseVersion: number
  /** Of the policy now; a draft with another base can no longer be saved */
  currentVersion: number
  reason: string | null
  state: 'draft' | 'waiting' | 'saved' | 'rejected' | 'discarded'
  author: { id: string; name: string } | null
  decidedBy: { id: string; name: string } | null
  decidedAt: string | null
  decisionReason: string | null
  updatedAt: string
  /** A policy: `{ roles, rules, settings }`. A draft keeps it as it is written; `problems` says what is wrong with it. */
  document: unknown
  problems: readonly { path: string; message: string }[]
  /** Rules in words, by their ids */
  sentences: { [name: string]: string }
  changes: readonly PolicyChange[]
}
export type PolicyDraftHead = {
  id: string
  version: number
  title: string
  baseVersion: number
  /** Of the policy now; a draft with another base can no longer be saved */
  currentVersion: number
  reason: string | null
  state: 'draft' | 'waiting' | 'saved' | 'rejected' | 'discarded'
  author: { id: string; name: string } | null
  decidedBy: { id: string; name: string } | null
  decidedAt: string | null
  decisionReason: string | null
  updatedAt: string
}
export type PolicyPreview = {
  /** People who were decided for */
  done: number
  total: number
  /** Ask again with this cursor */
  next: string | null
  unfinished: boolean
  people: readonly {
    member: { id: string; name: string }
    changes: readonly {
      resource: string
      action: 'read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage'
      field?: string
      /** Records, in the trash not counted */
      gained: number
      lost: number
      /** By rules alone, without what is shared */
      before: 'all' | 'some' | 'none'
      after: 'all' | 'some' | 'none'
      sample: readonly {
        id: string
        /** Empty where you may not see it */
        name: string
        gained: boolean
      }[]
    }[]
  }[]
  /** Of this call and those before it */
  totals: { people: number; gained: number; lost: number }
  alerts: readonly PolicyConcern[]
}
export type Product = {
  id: string
  /** Goes up by one with every change; also the ETag. */
  version: number
  createdAt: string
  updatedAt: string
  /** When it was put in the trash. */
  deletedAt: string | null
  /** What you may not do with it: update, delete, restore, share, a hidden field (amount.read), a fixed one (amount.write). */
  denied?: readonly string[]
  name?: string | null
  code?: string | null
  series?: string | null
  description?: string | null
  price?: number | null
  currency?: string | null
  status?: string | null
  tags?: readonly string[]
}
export type ProductCreate = {
  name: string
  code?: string | null
  series?: string | null
  description?: string | null
  price?: number | null
  currency?: string
  status?: 'active' | 'retired'
  tags?: readonly string[] | null
}
export type ProductPage = { items: readonly Product[]; next: string | null; previous: null }
export type ProductUpdate = {
  name?: string
  code?: string | null
  series?: string | null
  description?: string | null
  price?: number | null
  currency?: string
  status?: 'active' | 'retired'
  tags?: readonly string[]
}
export type Profile = {
  version: number
  clearance: 'public' | 'internal' | 'confidential' | 'restricted' | null
  shift: { start: string; end: string; days: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[] } | null
}
export type Reference = { id: string; name: string; deleted?: true; hidden?: true; kind?: string; hue?: string }
export type RoleAssignment = {
  id: string
  role: string
  memberId: string | null
  teamId: string | null
  nodeId: string | null
  expiresAt: string | null
}
export type Session = {
  user: { id: string; name: string; email: string }
  organization: { id: string; slug: string; name: string; currency: string; timeZone: string } | null
  member: { id: string; name: string; role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest' } | null
  organizations: readonly { id: string; slug: string; name: string; role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest' }[]
  demonstration: boolean
  /** Of the permissions: rises with every change of what decides; as in the header freehold-access */
  revision: number | null
  permissions: {
    [name: string]: readonly ('read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage')[]
  }
}
export type Share = {
  id: string
  memberId: string | null
  teamId: string | null
  level: 'viewer' | 'editor' | 'admin' | 'owner'
  expiresAt: string | null
  grantedBy: { id: string; name: string } | null
  inheritedFrom: { object: string; id: string; name: string } | null
}
export type Stage = {
  id: string
  name: string
  /** What the program goes by; names are yours. */
  kind: 'open' | 'won' | 'lost'
  position: number
  hue: string
  /** Of winning, in percent. */
  probability: number
}
export type Team = {
  id: string
  version: number
  name: string
  description: string | null
  parentId: string | null
  members: readonly { memberId: string; lead: boolean }[]
}
export type Territory = { id: string; version: number; name: string; description: string | null; memberIds: readonly string[] }
export type Timeline = {
  items: readonly {
    id: string
    at: string
    actor: { id?: string; name: string }
    action: 'created' | 'updated' | 'deleted' | 'restored' | 'purged' | 'noted' | 'shared'
    /** In words: "Anna moved this from Engaging to Won". */
    sentence: string
    changes: readonly { field: string; label: string; before: string | null; after: string | null }[]
    requestId: string | null
    /** The import or bulk change that this was part of. */
    operationId: string | null
    note?: { id: string; version: number; body: string }
  }[]
  next: string | null
}
export type Totals =
  | {
      count: number
      /** By field. Amounts are in the currency's smallest unit; null where the records have several currencies: see byCurrency. */
      sums?: { [name: string]: number | null }
      currency?: string | null
      byCurrency?: { [name: string]: { count: number; sums: { [name: string]: number | null } } }
      /** There are more than 10,000; ask with exact=true. */
      capped: boolean
    }
  | {
      groups: readonly {
        count: number
        /** By field. Amounts are in the currency's smallest unit; null where the records have several currencies: see byCurrency. */
        sums: { [name: string]: number | null }
        currency: string | null
        byCurrency: { [name: string]: { count: number; sums: { [name: string]: number | null } } }
        value: string | null
      }[]
    }
export type WhoCan = {
  items: readonly {
    member: { id: string; name: string }
    reason:
      | 'system'
      | 'allowed'
      | 'shared'
      | 'no_rule'
      | 'condition_not_met'
      | 'denied'
      | 'forbidden'
      | 'undecidable'
      | 'broken_policy'
      | 'unknown_permission'
      | 'parent_hidden'
      | 'no_member'
    rule: string | null
    sentence: string | null
  }[]
  /** Of all pages */
  total: number
  next: string | null
}
export type Why = {
  allowed: boolean
  /** Without a record: of how many of them */
  extent: 'all' | 'some' | 'none'
  reason:
    | 'system'
    | 'allowed'
    | 'shared'
    | 'no_rule'
    | 'condition_not_met'
    | 'denied'
    | 'forbidden'
    | 'undecidable'
    | 'broken_policy'
    | 'unknown_permission'
    | 'parent_hidden'
    | 'no_member'
  rule: string | null
  sentence: string
  /** What was looked at, in this order; empty for those who may not read policies */
  steps: readonly {
    rule: string
    effect: 'allow' | 'deny' | 'forbid'
    level: number
    outcome: 'applies' | 'does_not_apply' | 'unknown'
    sentence: string
  }[]
  help: string
}
export interface Operations {
  /** Join by invitation, as a new user or with the account that has the address */
  acceptInvitation: {
    params: { token: string }
    body: { name?: string; password: string }
    answer: Session
  }
  /** Say that an alert has been seen */
  acknowledgePolicyAlert: {
    params: { id: string }
    answer: PolicyAlert
  }
  /** Assign a person to a place and all below it */
  addNodeMember: {
    params: { id: string; memberId: string }
    body: Record<never, never>
    answer: Node
  }
  /** Put a person into a team, or change whether they lead it */
  addTeamMember: {
    params: { id: string; memberId: string }
    body: { lead?: boolean }
    answer: Team
  }
  /** Give a person a territory */
  addTerritoryMember: {
    params: { id: string; memberId: string }
    body: Record<never, never>
    answer: Territory
  }
  /** Approve a change that waits for a second person */
  approvePolicyDraft: {
    params: { id: string }
    body: { reason?: string }
    answer: { state: 'saved' | 'waiting'; version: number | null; alerts: readonly PolicyConcern[] }
  }
  /** Stop an import; what was imported stays */
  cancelImport: {
    params: { id: string }
    answer: Import
  }
  /** Cancels a job: at once while it waits, by asking while it runs */
  cancelJob: {
    params: { id: string }
    answer: Job
  }
  /** Change the level or the end of a share of a company */
  changeCompanyShare: {
    params: { id: string; shareId: string }
    body: { level?: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Change the level or the end of a share of a contact */
  changeContactShare: {
    params: { id: string; shareId: string }
    body: { level?: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Change the level or the end of a share of a deal */
  changeDealShare: {
    params: { id: string; shareId: string }
    body: { level?: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Change how a draft is read and where its columns go */
  changeImport: {
    params: { id: string }
    body: {
      mapping?: readonly {
        column: number
        name: string
        field: string | null
        confidence?: number
        remembered?: boolean
        dateOrder?: 'ymd' | 'mdy' | 'dmy'
        decimal?: '.' | ','
        scale?: 1 | 1000 | 1000000
        take?: 'all' | 'firstNumber' | 'beforeComma' | 'afterComma'
        unknown?: 'create' | 'report' | 'blank'
        replacements?: { [name: string]: string }
      }[]
      options?: {
        duplicates?: 'merge' | 'skip' | 'report'
        matchBy?: readonly string[]
        currency?: string
        defaults?: { [name: string]: string }
        unreadable?: 'report' | 'blank'
        shifted?: 'join' | 'report'
      }
      /** Reads the file anew in this way; the mapping is proposed anew then */
      file?: { encoding?: string; delimiter?: string; header?: number; sheet?: string }
    }
    answer: Import
  }
  /** Change the level or the end of a share of a product */
  changeProductShare: {
    params: { id: string; shareId: string }
    body: { level?: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** How many records of each kind are in the trash */
  countTrash: {
    answer: { items: readonly { object: string; plural: string; count: number }[] }
  }
  /** Add a company */
  createCompany: {
    body: CompanyCreate
    idempotent: true
    answer: Company
  }
  /** Add a contact */
  createContact: {
    body: ContactCreate
    idempotent: true
    answer: Contact
  }
  /** Add a deal */
  createDeal: {
    body: DealCreate
    idempotent: true
    answer: Deal
  }
  /** Upload a CSV file or an Excel workbook; says what is in it and how its columns fit */
  createImport: {
    query: { object: QueryText; filename: QueryText }
    body: Blob | ArrayBuffer
    answer: Import
  }
  /** Invite somebody by link, for seven days and once */
  createInvitation: {
    body: { email: string; role: 'owner' | 'admin' | 'member' | 'viewer' | 'guest'; memberId?: string }
    answer: NewInvitation
  }
  /** Add a person to the directory, without sign-in */
  createMember: {
    body: { name: string; email?: string | null; managerId?: string | null; office?: string | null }
    answer: Member
  }
  /** Add a place to the hierarchy */
  createNode: {
    body: { name: string; kind: 'company' | 'region' | 'site' | 'zone'; parentId?: string | null }
    answer: Node
  }
  /** Add a note */
  createNote: {
    body: NoteCreate
    idempotent: true
    answer: Note
  }
  /** Create a further organization and switch to it */
  createOrganization: {
    body: { name: string; currency?: string; timeZone?: string }
    answer: Session
  }
  /** Begin a change of the policy, from the current one, an old version or a document */
  createPolicyDraft: {
    body: {
      title?: string
      /** 0: the built-in roles alone */
      fromVersion?: number
      /** A policy: `{ roles, rules, settings }`. A draft keeps it as it is written; `problems` says what is wrong with it. */
      document?: unknown
    }
    answer: PolicyDraft
  }
  /** Add a product */
  createProduct: {
    body: ProductCreate
    idempotent: true
    answer: Product
  }
  /** Add a team */
  createTeam: {
    body: { name: string; description?: string | null; parentId?: string | null }
    answer: Team
  }
  /** Add a territory */
  createTerritory: {
    body: { name: string; description?: string | null }
    answer: Territory
  }
  /** Put a company in the trash */
  deleteCompany: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Put a contact in the trash */
  deleteContact: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Put a deal in the trash */
  deleteDeal: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Withdraw an invitation: its link is dead */
  deleteInvitation: {
    params: { id: string }
    answer: undefined
  }
  /** Remove a place that nothing uses any more */
  deleteNode: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Put a note in the trash */
  deleteNote: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Put a product in the trash */
  deleteProduct: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Remove a team that nothing uses any more */
  deleteTeam: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Remove a territory that nothing uses any more */
  deleteTerritory: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Give up a change of the policy */
  discardPolicyDraft: {
    params: { id: string }
    version: true
    answer: undefined
  }
  /** Rows that were not imported, with the reasons and the columns of the file */
  downloadImportErrors: {
    params: { id: string }
    answer: Blob
  }
  /** End one of the user’s own sessions */
  endSession: {
    params: { id: string }
    answer: undefined
  }
  /** May this member do this to this record? */
  evaluateAccess: {
    body: {
      subject: { type: string; id: string } & { [name: string]: unknown }
      action: { name: string } & { [name: string]: unknown }
      resource: { type: string; id: string } & { [name: string]: unknown }
      context?: { time?: string; ip_address?: string } & { [name: string]: unknown }
    } & { [name: string]: unknown }
    answer: { decision: boolean; context?: { reason?: string; rule?: string; error?: { status: number; message: string } } }
  }
  /** Several evaluations in one request, up to 1,000 */
  evaluateAccesses: {
    body: {
      subject?: { type: string; id: string } & { [name: string]: unknown }
      action?: { name: string } & { [name: string]: unknown }
      resource?: { type: string; id: string } & { [name: string]: unknown }
      context?: { time?: string; ip_address?: string } & { [name: string]: unknown }
      evaluations?: readonly ({
        subject?: { type: string; id: string } & { [name: string]: unknown }
        action?: { name: string } & { [name: string]: unknown }
        resource?: { type: string; id: string } & { [name: string]: unknown }
        context?: { time?: string; ip_address?: string } & { [name: string]: unknown }
      } & { [name: string]: unknown })[]
      options?: { evaluations_semantic?: 'execute_all' | 'deny_on_first_deny' | 'permit_on_first_permit' } & { [name: string]: unknown }
    } & { [name: string]: unknown }
    answer:
      | { decision: boolean; context?: { reason?: string; rule?: string; error?: { status: number; message: string } } }
      | {
          evaluations: readonly {
            decision: boolean
            context?: { reason?: string; rule?: string; error?: { status: number; message: string } }
          }[]
        }
  }
  /** Why somebody may or may not do something */
  explainAccess: {
    query: {
      resource: QueryText
      action: 'read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage'
      record?: QueryText | undefined
      field?: QueryText | undefined
      member?: QueryText | undefined
    }
    answer: Why
  }
  /** All companies that a filter shows, as a CSV file or an Excel workbook */
  exportCompanies: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      domain?: QueryText | undefined
      'domain.eq'?: QueryText | undefined
      'domain.ne'?: QueryText | undefined
      'domain.in'?: QueryText | undefined
      'domain.empty'?: QueryText | undefined
      'domain.contains'?: QueryText | undefined
      'domain.startsWith'?: QueryText | undefined
      industry?: QueryText | undefined
      'industry.eq'?: QueryText | undefined
      'industry.ne'?: QueryText | undefined
      'industry.in'?: QueryText | undefined
      'industry.empty'?: QueryText | undefined
      country?: QueryText | undefined
      'country.eq'?: QueryText | undefined
      'country.ne'?: QueryText | undefined
      'country.in'?: QueryText | undefined
      'country.empty'?: QueryText | undefined
      city?: QueryText | undefined
      'city.eq'?: QueryText | undefined
      'city.ne'?: QueryText | undefined
      'city.in'?: QueryText | undefined
      'city.empty'?: QueryText | undefined
      'city.contains'?: QueryText | undefined
      'city.startsWith'?: QueryText | undefined
      address?: QueryText | undefined
      'address.eq'?: QueryText | undefined
      'address.ne'?: QueryText | undefined
      'address.in'?: QueryText | undefined
      'address.empty'?: QueryText | undefined
      postalCode?: QueryText | undefined
      'postalCode.eq'?: QueryText | undefined
      'postalCode.ne'?: QueryText | undefined
      'postalCode.in'?: QueryText | undefined
      'postalCode.empty'?: QueryText | undefined
      phone?: QueryText | undefined
      'phone.eq'?: QueryText | undefined
      'phone.ne'?: QueryText | undefined
      'phone.in'?: QueryText | undefined
      'phone.empty'?: QueryText | undefined
      employees?: QueryText | undefined
      'employees.eq'?: QueryText | undefined
      'employees.ne'?: QueryText | undefined
      'employees.in'?: QueryText | undefined
      'employees.lt'?: QueryText | undefined
      'employees.lte'?: QueryText | undefined
      'employees.gt'?: QueryText | undefined
      'employees.gte'?: QueryText | undefined
      'employees.empty'?: QueryText | undefined
      annualRevenue?: QueryText | undefined
      'annualRevenue.eq'?: QueryText | undefined
      'annualRevenue.ne'?: QueryText | undefined
      'annualRevenue.in'?: QueryText | undefined
      'annualRevenue.lt'?: QueryText | undefined
      'annualRevenue.lte'?: QueryText | undefined
      'annualRevenue.gt'?: QueryText | undefined
      'annualRevenue.gte'?: QueryText | undefined
      'annualRevenue.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      foundedYear?: QueryText | undefined
      'foundedYear.eq'?: QueryText | undefined
      'foundedYear.ne'?: QueryText | undefined
      'foundedYear.in'?: QueryText | undefined
      'foundedYear.lt'?: QueryText | undefined
      'foundedYear.lte'?: QueryText | undefined
      'foundedYear.gt'?: QueryText | undefined
      'foundedYear.gte'?: QueryText | undefined
      'foundedYear.empty'?: QueryText | undefined
      parentId?: QueryText | undefined
      'parentId.eq'?: QueryText | undefined
      'parentId.ne'?: QueryText | undefined
      'parentId.in'?: QueryText | undefined
      'parentId.empty'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      format?: 'csv' | 'xlsx' | undefined
      columns?: QueryText | undefined
    }
    answer: Blob
  }
  /** All contacts that a filter shows, as a CSV file or an Excel workbook */
  exportContacts: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      title?: QueryText | undefined
      'title.eq'?: QueryText | undefined
      'title.ne'?: QueryText | undefined
      'title.in'?: QueryText | undefined
      'title.empty'?: QueryText | undefined
      'title.contains'?: QueryText | undefined
      'title.startsWith'?: QueryText | undefined
      email?: QueryText | undefined
      'email.eq'?: QueryText | undefined
      'email.ne'?: QueryText | undefined
      'email.in'?: QueryText | undefined
      'email.empty'?: QueryText | undefined
      'email.contains'?: QueryText | undefined
      'email.startsWith'?: QueryText | undefined
      phone?: QueryText | undefined
      'phone.eq'?: QueryText | undefined
      'phone.ne'?: QueryText | undefined
      'phone.in'?: QueryText | undefined
      'phone.empty'?: QueryText | undefined
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      city?: QueryText | undefined
      'city.eq'?: QueryText | undefined
      'city.ne'?: QueryText | undefined
      'city.in'?: QueryText | undefined
      'city.empty'?: QueryText | undefined
      country?: QueryText | undefined
      'country.eq'?: QueryText | undefined
      'country.ne'?: QueryText | undefined
      'country.in'?: QueryText | undefined
      'country.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      format?: 'csv' | 'xlsx' | undefined
      columns?: QueryText | undefined
    }
    answer: Blob
  }
  /** All deals that a filter shows, as a CSV file or an Excel workbook */
  exportDeals: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      contactId?: QueryText | undefined
      'contactId.eq'?: QueryText | undefined
      'contactId.ne'?: QueryText | undefined
      'contactId.in'?: QueryText | undefined
      'contactId.empty'?: QueryText | undefined
      productId?: QueryText | undefined
      'productId.eq'?: QueryText | undefined
      'productId.ne'?: QueryText | undefined
      'productId.in'?: QueryText | undefined
      'productId.empty'?: QueryText | undefined
      pipelineId?: QueryText | undefined
      'pipelineId.eq'?: QueryText | undefined
      'pipelineId.ne'?: QueryText | undefined
      'pipelineId.in'?: QueryText | undefined
      stageId?: QueryText | undefined
      'stageId.eq'?: QueryText | undefined
      'stageId.ne'?: QueryText | undefined
      'stageId.in'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      amount?: QueryText | undefined
      'amount.eq'?: QueryText | undefined
      'amount.ne'?: QueryText | undefined
      'amount.in'?: QueryText | undefined
      'amount.lt'?: QueryText | undefined
      'amount.lte'?: QueryText | undefined
      'amount.gt'?: QueryText | undefined
      'amount.gte'?: QueryText | undefined
      'amount.empty'?: QueryText | undefined
      margin?: QueryText | undefined
      'margin.eq'?: QueryText | undefined
      'margin.ne'?: QueryText | undefined
      'margin.in'?: QueryText | undefined
      'margin.lt'?: QueryText | undefined
      'margin.lte'?: QueryText | undefined
      'margin.gt'?: QueryText | undefined
      'margin.gte'?: QueryText | undefined
      'margin.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      engagedOn?: QueryText | undefined
      'engagedOn.eq'?: QueryText | undefined
      'engagedOn.ne'?: QueryText | undefined
      'engagedOn.in'?: QueryText | undefined
      'engagedOn.lt'?: QueryText | undefined
      'engagedOn.lte'?: QueryText | undefined
      'engagedOn.gt'?: QueryText | undefined
      'engagedOn.gte'?: QueryText | undefined
      'engagedOn.empty'?: QueryText | undefined
      expectedCloseOn?: QueryText | undefined
      'expectedCloseOn.eq'?: QueryText | undefined
      'expectedCloseOn.ne'?: QueryText | undefined
      'expectedCloseOn.in'?: QueryText | undefined
      'expectedCloseOn.lt'?: QueryText | undefined
      'expectedCloseOn.lte'?: QueryText | undefined
      'expectedCloseOn.gt'?: QueryText | undefined
      'expectedCloseOn.gte'?: QueryText | undefined
      'expectedCloseOn.empty'?: QueryText | undefined
      closedOn?: QueryText | undefined
      'closedOn.eq'?: QueryText | undefined
      'closedOn.ne'?: QueryText | undefined
      'closedOn.in'?: QueryText | undefined
      'closedOn.lt'?: QueryText | undefined
      'closedOn.lte'?: QueryText | undefined
      'closedOn.gt'?: QueryText | undefined
      'closedOn.gte'?: QueryText | undefined
      'closedOn.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      format?: 'csv' | 'xlsx' | undefined
      columns?: QueryText | undefined
    }
    answer: Blob
  }
  /** All products that a filter shows, as a CSV file or an Excel workbook */
  exportProducts: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      code?: QueryText | undefined
      'code.eq'?: QueryText | undefined
      'code.ne'?: QueryText | undefined
      'code.in'?: QueryText | undefined
      'code.empty'?: QueryText | undefined
      'code.contains'?: QueryText | undefined
      'code.startsWith'?: QueryText | undefined
      series?: QueryText | undefined
      'series.eq'?: QueryText | undefined
      'series.ne'?: QueryText | undefined
      'series.in'?: QueryText | undefined
      'series.empty'?: QueryText | undefined
      'series.contains'?: QueryText | undefined
      'series.startsWith'?: QueryText | undefined
      'description.empty'?: QueryText | undefined
      price?: QueryText | undefined
      'price.eq'?: QueryText | undefined
      'price.ne'?: QueryText | undefined
      'price.in'?: QueryText | undefined
      'price.lt'?: QueryText | undefined
      'price.lte'?: QueryText | undefined
      'price.gt'?: QueryText | undefined
      'price.gte'?: QueryText | undefined
      'price.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      status?: QueryText | undefined
      'status.eq'?: QueryText | undefined
      'status.ne'?: QueryText | undefined
      'status.in'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
      format?: 'csv' | 'xlsx' | undefined
      columns?: QueryText | undefined
    }
    answer: Blob
  }
  /** What rules can speak of: resources, attributes, fields, role templates */
  getAccessModel: {
    answer: AccessModel
  }
  /** One company, in the trash or not */
  getCompany: {
    params: { id: string }
    answer: Company
  }
  /** One contact, in the trash or not */
  getContact: {
    params: { id: string }
    answer: Contact
  }
  /** One deal, in the trash or not */
  getDeal: {
    params: { id: string }
    answer: Deal
  }
  /** What a person may do, with the rules that say so */
  getEffectivePermissions: {
    query: { member?: QueryText | undefined; resource?: QueryText | undefined }
    answer: EffectivePermissions
  }
  /** An import with its progress */
  getImport: {
    params: { id: string }
    answer: Import
  }
  /** What an invitation offers, for whoever has its link */
  getInvitationOffer: {
    params: { token: string }
    answer: InvitationOffer
  }
  /** One member */
  getMember: {
    params: { id: string }
    answer: Member
  }
  /** One note, in the trash or not */
  getNote: {
    params: { id: string }
    answer: Note
  }
  /** The policy that holds now, with its rules in words */
  getPolicy: {
    answer: Policy
  }
  /** A change of the policy: what it says in words, what is wrong with it, what it changes */
  getPolicyDraft: {
    params: { id: string }
    answer: PolicyDraft
  }
  /** A version of the policy and what it changed */
  getPolicyVersion: {
    params: { version: number }
    answer: {
      /** 0 while no policy was saved: then the built-in roles decide alone */
      version: number
      reason: string
      author: { id: string; name: string } | null
      approver: { id: string; name: string } | null
      createdAt: string | null
      /** A policy: `{ roles, rules, settings }`. A draft keeps it as it is written; `problems` says what is wrong with it. */
      document: unknown
      /** Rules in words, by their ids */
      sentences: { [name: string]: string }
      /** What of it this version of the program does not understand */
      problems: readonly { path: string; message: string }[]
      changes: readonly PolicyChange[]
    }
  }
  /** One product, in the trash or not */
  getProduct: {
    params: { id: string }
    answer: Product
  }
  /** What conditions know of a person: clearance and shift */
  getProfile: {
    params: { id: string }
    answer: Profile
  }
  /** Who is signed in, where, and what they may do there */
  getSession: {
    answer: Session
  }
  /** Give a role to a person or a team, for a place or a time if need be */
  giveRole: {
    body: { role: string; memberId?: string | null; teamId?: string | null; nodeId?: string | null; expiresAt?: string | null }
    answer: RoleAssignment
  }
  /** Built-in and own roles: who may do what */
  listAccessRoles: {
    answer: { items: readonly AccessRole[] }
  }
  /** A page of companies, filtered and sorted */
  listCompanies: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      domain?: QueryText | undefined
      'domain.eq'?: QueryText | undefined
      'domain.ne'?: QueryText | undefined
      'domain.in'?: QueryText | undefined
      'domain.empty'?: QueryText | undefined
      'domain.contains'?: QueryText | undefined
      'domain.startsWith'?: QueryText | undefined
      industry?: QueryText | undefined
      'industry.eq'?: QueryText | undefined
      'industry.ne'?: QueryText | undefined
      'industry.in'?: QueryText | undefined
      'industry.empty'?: QueryText | undefined
      country?: QueryText | undefined
      'country.eq'?: QueryText | undefined
      'country.ne'?: QueryText | undefined
      'country.in'?: QueryText | undefined
      'country.empty'?: QueryText | undefined
      city?: QueryText | undefined
      'city.eq'?: QueryText | undefined
      'city.ne'?: QueryText | undefined
      'city.in'?: QueryText | undefined
      'city.empty'?: QueryText | undefined
      'city.contains'?: QueryText | undefined
      'city.startsWith'?: QueryText | undefined
      address?: QueryText | undefined
      'address.eq'?: QueryText | undefined
      'address.ne'?: QueryText | undefined
      'address.in'?: QueryText | undefined
      'address.empty'?: QueryText | undefined
      postalCode?: QueryText | undefined
      'postalCode.eq'?: QueryText | undefined
      'postalCode.ne'?: QueryText | undefined
      'postalCode.in'?: QueryText | undefined
      'postalCode.empty'?: QueryText | undefined
      phone?: QueryText | undefined
      'phone.eq'?: QueryText | undefined
      'phone.ne'?: QueryText | undefined
      'phone.in'?: QueryText | undefined
      'phone.empty'?: QueryText | undefined
      employees?: QueryText | undefined
      'employees.eq'?: QueryText | undefined
      'employees.ne'?: QueryText | undefined
      'employees.in'?: QueryText | undefined
      'employees.lt'?: QueryText | undefined
      'employees.lte'?: QueryText | undefined
      'employees.gt'?: QueryText | undefined
      'employees.gte'?: QueryText | undefined
      'employees.empty'?: QueryText | undefined
      annualRevenue?: QueryText | undefined
      'annualRevenue.eq'?: QueryText | undefined
      'annualRevenue.ne'?: QueryText | undefined
      'annualRevenue.in'?: QueryText | undefined
      'annualRevenue.lt'?: QueryText | undefined
      'annualRevenue.lte'?: QueryText | undefined
      'annualRevenue.gt'?: QueryText | undefined
      'annualRevenue.gte'?: QueryText | undefined
      'annualRevenue.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      foundedYear?: QueryText | undefined
      'foundedYear.eq'?: QueryText | undefined
      'foundedYear.ne'?: QueryText | undefined
      'foundedYear.in'?: QueryText | undefined
      'foundedYear.lt'?: QueryText | undefined
      'foundedYear.lte'?: QueryText | undefined
      'foundedYear.gt'?: QueryText | undefined
      'foundedYear.gte'?: QueryText | undefined
      'foundedYear.empty'?: QueryText | undefined
      parentId?: QueryText | undefined
      'parentId.eq'?: QueryText | undefined
      'parentId.ne'?: QueryText | undefined
      'parentId.in'?: QueryText | undefined
      'parentId.empty'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
    }
    answer: CompanyPage
  }
  /** With whom a company is shared, and through what */
  listCompanyShares: {
    params: { id: string }
    answer: { items: readonly Share[] }
  }
  /** With whom a contact is shared, and through what */
  listContactShares: {
    params: { id: string }
    answer: { items: readonly Share[] }
  }
  /** A page of contacts, filtered and sorted */
  listContacts: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      title?: QueryText | undefined
      'title.eq'?: QueryText | undefined
      'title.ne'?: QueryText | undefined
      'title.in'?: QueryText | undefined
      'title.empty'?: QueryText | undefined
      'title.contains'?: QueryText | undefined
      'title.startsWith'?: QueryText | undefined
      email?: QueryText | undefined
      'email.eq'?: QueryText | undefined
      'email.ne'?: QueryText | undefined
      'email.in'?: QueryText | undefined
      'email.empty'?: QueryText | undefined
      'email.contains'?: QueryText | undefined
      'email.startsWith'?: QueryText | undefined
      phone?: QueryText | undefined
      'phone.eq'?: QueryText | undefined
      'phone.ne'?: QueryText | undefined
      'phone.in'?: QueryText | undefined
      'phone.empty'?: QueryText | undefined
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      city?: QueryText | undefined
      'city.eq'?: QueryText | undefined
      'city.ne'?: QueryText | undefined
      'city.in'?: QueryText | undefined
      'city.empty'?: QueryText | undefined
      country?: QueryText | undefined
      'country.eq'?: QueryText | undefined
      'country.ne'?: QueryText | undefined
      'country.in'?: QueryText | undefined
      'country.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
    }
    answer: ContactPage
  }
  /** With whom a deal is shared, and through what */
  listDealShares: {
    params: { id: string }
    answer: { items: readonly Share[] }
  }
  /** A page of deals, filtered and sorted */
  listDeals: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      contactId?: QueryText | undefined
      'contactId.eq'?: QueryText | undefined
      'contactId.ne'?: QueryText | undefined
      'contactId.in'?: QueryText | undefined
      'contactId.empty'?: QueryText | undefined
      productId?: QueryText | undefined
      'productId.eq'?: QueryText | undefined
      'productId.ne'?: QueryText | undefined
      'productId.in'?: QueryText | undefined
      'productId.empty'?: QueryText | undefined
      pipelineId?: QueryText | undefined
      'pipelineId.eq'?: QueryText | undefined
      'pipelineId.ne'?: QueryText | undefined
      'pipelineId.in'?: QueryText | undefined
      stageId?: QueryText | undefined
      'stageId.eq'?: QueryText | undefined
      'stageId.ne'?: QueryText | undefined
      'stageId.in'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      amount?: QueryText | undefined
      'amount.eq'?: QueryText | undefined
      'amount.ne'?: QueryText | undefined
      'amount.in'?: QueryText | undefined
      'amount.lt'?: QueryText | undefined
      'amount.lte'?: QueryText | undefined
      'amount.gt'?: QueryText | undefined
      'amount.gte'?: QueryText | undefined
      'amount.empty'?: QueryText | undefined
      margin?: QueryText | undefined
      'margin.eq'?: QueryText | undefined
      'margin.ne'?: QueryText | undefined
      'margin.in'?: QueryText | undefined
      'margin.lt'?: QueryText | undefined
      'margin.lte'?: QueryText | undefined
      'margin.gt'?: QueryText | undefined
      'margin.gte'?: QueryText | undefined
      'margin.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      engagedOn?: QueryText | undefined
      'engagedOn.eq'?: QueryText | undefined
      'engagedOn.ne'?: QueryText | undefined
      'engagedOn.in'?: QueryText | undefined
      'engagedOn.lt'?: QueryText | undefined
      'engagedOn.lte'?: QueryText | undefined
      'engagedOn.gt'?: QueryText | undefined
      'engagedOn.gte'?: QueryText | undefined
      'engagedOn.empty'?: QueryText | undefined
      expectedCloseOn?: QueryText | undefined
      'expectedCloseOn.eq'?: QueryText | undefined
      'expectedCloseOn.ne'?: QueryText | undefined
      'expectedCloseOn.in'?: QueryText | undefined
      'expectedCloseOn.lt'?: QueryText | undefined
      'expectedCloseOn.lte'?: QueryText | undefined
      'expectedCloseOn.gt'?: QueryText | undefined
      'expectedCloseOn.gte'?: QueryText | undefined
      'expectedCloseOn.empty'?: QueryText | undefined
      closedOn?: QueryText | undefined
      'closedOn.eq'?: QueryText | undefined
      'closedOn.ne'?: QueryText | undefined
      'closedOn.in'?: QueryText | undefined
      'closedOn.lt'?: QueryText | undefined
      'closedOn.lte'?: QueryText | undefined
      'closedOn.gt'?: QueryText | undefined
      'closedOn.gte'?: QueryText | undefined
      'closedOn.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
    }
    answer: DealPage
  }
  /** Imports, newest first */
  listImports: {
    query: { object?: QueryText | undefined; cursor?: QueryText | undefined; limit?: number | undefined }
    answer: { items: readonly Import[]; next: string | null }
  }
  /** Invitations that nobody has accepted yet */
  listInvitations: {
    answer: { items: readonly Invitation[] }
  }
  /** Lists jobs, newest first; `state=dead` lists dead letters */
  listJobs: {
    query: {
      state?: 'queued' | 'running' | 'done' | 'dead' | 'cancelled' | undefined
      kind?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
    }
    answer: { items: readonly Job[]; next: string | null }
  }
  /** Everybody whom the organization knows */
  listMembers: {
    answer: { items: readonly Member[] }
  }
  /** All places of the hierarchy with the people assigned to each */
  listNodes: {
    answer: { items: readonly Node[] }
  }
  /** A page of notes, filtered and sorted */
  listNotes: {
    query: {
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      contactId?: QueryText | undefined
      'contactId.eq'?: QueryText | undefined
      'contactId.ne'?: QueryText | undefined
      'contactId.in'?: QueryText | undefined
      'contactId.empty'?: QueryText | undefined
      dealId?: QueryText | undefined
      'dealId.eq'?: QueryText | undefined
      'dealId.ne'?: QueryText | undefined
      'dealId.in'?: QueryText | undefined
      'dealId.empty'?: QueryText | undefined
      productId?: QueryText | undefined
      'productId.eq'?: QueryText | undefined
      'productId.ne'?: QueryText | undefined
      'productId.in'?: QueryText | undefined
      'productId.empty'?: QueryText | undefined
      authorId?: QueryText | undefined
      'authorId.eq'?: QueryText | undefined
      'authorId.ne'?: QueryText | undefined
      'authorId.in'?: QueryText | undefined
      'authorId.empty'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
    }
    answer: NotePage
  }
  /** The kinds of records with their fields, for pages and programs that adapt */
  listObjects: {
    answer: readonly ObjectMeta[]
  }
  /** Pipelines with their stages, in order */
  listPipelines: {
    answer: readonly Pipeline[]
  }
  /** What about changes of permissions should be looked at twice */
  listPolicyAlerts: {
    answer: { items: readonly PolicyAlert[] }
  }
  /** Changes of the policy that are being written or wait for a second person */
  listPolicyDrafts: {
    query: { state?: 'open' | 'all' | undefined }
    answer: { items: readonly PolicyDraftHead[] }
  }
  /** Who changed the policy when and why, newest first */
  listPolicyVersions: {
    query: { before?: number | undefined; limit?: number | undefined }
    answer: {
      items: readonly {
        /** 0 while no policy was saved: then the built-in roles decide alone */
        version: number
        reason: string
        author: { id: string; name: string } | null
        approver: { id: string; name: string } | null
        createdAt: string | null
      }[]
    }
  }
  /** With whom a product is shared, and through what */
  listProductShares: {
    params: { id: string }
    answer: { items: readonly Share[] }
  }
  /** A page of products, filtered and sorted */
  listProducts: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      code?: QueryText | undefined
      'code.eq'?: QueryText | undefined
      'code.ne'?: QueryText | undefined
      'code.in'?: QueryText | undefined
      'code.empty'?: QueryText | undefined
      'code.contains'?: QueryText | undefined
      'code.startsWith'?: QueryText | undefined
      series?: QueryText | undefined
      'series.eq'?: QueryText | undefined
      'series.ne'?: QueryText | undefined
      'series.in'?: QueryText | undefined
      'series.empty'?: QueryText | undefined
      'series.contains'?: QueryText | undefined
      'series.startsWith'?: QueryText | undefined
      'description.empty'?: QueryText | undefined
      price?: QueryText | undefined
      'price.eq'?: QueryText | undefined
      'price.ne'?: QueryText | undefined
      'price.in'?: QueryText | undefined
      'price.lt'?: QueryText | undefined
      'price.lte'?: QueryText | undefined
      'price.gt'?: QueryText | undefined
      'price.gte'?: QueryText | undefined
      'price.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      status?: QueryText | undefined
      'status.eq'?: QueryText | undefined
      'status.ne'?: QueryText | undefined
      'status.in'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      sort?: QueryText | undefined
      cursor?: QueryText | undefined
      limit?: number | undefined
    }
    answer: ProductPage
  }
  /** Roles given to people and teams beside their built-in ones */
  listRoleAssignments: {
    answer: { items: readonly RoleAssignment[] }
  }
  /** Where the user is signed in */
  listSessions: {
    answer: { items: readonly OwnSession[] }
  }
  /** All tags in use, in order, at most 1,000 */
  listTags: {
    answer: readonly string[]
  }
  /** All teams with their members */
  listTeams: {
    answer: { items: readonly Team[] }
  }
  /** All territories with their members */
  listTerritories: {
    answer: { items: readonly Territory[] }
  }
  /** Who may do something to a record, and why */
  listWhoCan: {
    query: {
      resource: QueryText
      record?: QueryText | undefined
      action: 'read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage'
      cursor?: number | undefined
      limit?: number | undefined
    }
    answer: WhoCan
  }
  /** The first rows as they would be imported, what would become of all of them, and values that look misspelt */
  previewImport: {
    params: { id: string }
    answer: ImportPreview
  }
  /** Who would gain and lose what by a draft; in parts of about a second and a half */
  previewPolicyDraft: {
    params: { id: string }
    body: { cursor?: string }
    answer: PolicyPreview
  }
  /** What happened to a company, in words, with its notes */
  readCompanyTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: Timeline
  }
  /** What happened to a contact, in words, with its notes */
  readContactTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: Timeline
  }
  /** What happened to a deal, in words, with its notes */
  readDealTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: Timeline
  }
  /** Reads a job with its progress */
  readJob: {
    params: { id: string }
    answer: Job
  }
  /** What happened to a product, in words, with its notes */
  readProductTimeline: {
    params: { id: string }
    query: { cursor?: QueryText | undefined }
    answer: Timeline
  }
  /** Register a user with an organization of their own, signed in */
  register: {
    body: { name: string; email: string; password: string; organizationName: string; currency?: string; timeZone?: string }
    answer: Session
  }
  /** Reject a change that waits for a second person */
  rejectPolicyDraft: {
    params: { id: string }
    body: { reason: string }
    answer: undefined
  }
  /** Take a person from a place */
  removeNodeMember: {
    params: { id: string; memberId: string }
    answer: undefined
  }
  /** Take a person out of a team */
  removeTeamMember: {
    params: { id: string; memberId: string }
    answer: undefined
  }
  /** Take a territory from a person */
  removeTerritoryMember: {
    params: { id: string; memberId: string }
    answer: undefined
  }
  /** Say what conditions know of a person; what is left out is unknown. If-Match: "0" the first time */
  replaceProfile: {
    params: { id: string }
    body: {
      clearance?: 'public' | 'internal' | 'confidential' | 'restricted' | null
      shift?: { start: string; end: string; days: readonly ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[] } | null
    }
    version: true
    answer: Profile
  }
  /** Take a company out of the trash */
  restoreCompany: {
    params: { id: string }
    answer: Company
  }
  /** Take a contact out of the trash */
  restoreContact: {
    params: { id: string }
    answer: Contact
  }
  /** Take a deal out of the trash */
  restoreDeal: {
    params: { id: string }
    answer: Deal
  }
  /** Take a note out of the trash */
  restoreNote: {
    params: { id: string }
    answer: Note
  }
  /** Take a product out of the trash */
  restoreProduct: {
    params: { id: string }
    answer: Product
  }
  /** Queues a dead or cancelled job again */
  retryJob: {
    params: { id: string }
    answer: Job
  }
  /** Make a draft the policy, at once for everybody, or hand it to a second person */
  savePolicyDraft: {
    params: { id: string }
    body: { reason: string }
    answer: { state: 'saved' | 'waiting'; version: number | null; alerts: readonly PolicyConcern[] }
  }
  /** Up to 20 records of any kind that contain every word */
  search: {
    query: { q: QueryText }
    answer: { items: readonly { object: string; id: string; name: string; detail: string | null }[] }
  }
  /** What may this member do to this record? */
  searchActions: {
    body: {
      subject: { type: string; id: string } & { [name: string]: unknown }
      resource: { type: string; id: string } & { [name: string]: unknown }
      context?: { time?: string; ip_address?: string } & { [name: string]: unknown }
      page?: { token?: string; limit?: number } & { [name: string]: unknown }
    } & { [name: string]: unknown }
    answer: { results: readonly { name: string }[]; page: { next_token: string; count: number; total?: number } }
  }
  /** To which records may this member do this? */
  searchResources: {
    body: {
      subject: { type: string; id: string } & { [name: string]: unknown }
      action: { name: string } & { [name: string]: unknown }
      resource: { type: string } & { [name: string]: unknown }
      context?: { time?: string; ip_address?: string } & { [name: string]: unknown }
      page?: { token?: string; limit?: number } & { [name: string]: unknown }
    } & { [name: string]: unknown }
    answer: { results: readonly { type: string; id: string }[]; page: { next_token: string; count: number; total?: number } }
  }
  /** Which members may do this to this record? */
  searchSubjects: {
    body: {
      subject: { type: string } & { [name: string]: unknown }
      action: { name: string } & { [name: string]: unknown }
      resource: { type: string; id: string } & { [name: string]: unknown }
      context?: { time?: string; ip_address?: string } & { [name: string]: unknown }
      page?: { token?: string; limit?: number } & { [name: string]: unknown }
    } & { [name: string]: unknown }
    answer: { results: readonly { type: string; id: string }[]; page: { next_token: string; count: number; total?: number } }
  }
  /** Share a company with a person or a team, for a time if need be */
  shareCompany: {
    params: { id: string }
    body: { memberId?: string | null; teamId?: string | null; level: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Share a contact with a person or a team, for a time if need be */
  shareContact: {
    params: { id: string }
    body: { memberId?: string | null; teamId?: string | null; level: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Share a deal with a person or a team, for a time if need be */
  shareDeal: {
    params: { id: string }
    body: { memberId?: string | null; teamId?: string | null; level: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Share a product with a person or a team, for a time if need be */
  shareProduct: {
    params: { id: string }
    body: { memberId?: string | null; teamId?: string | null; level: 'viewer' | 'editor' | 'admin' | 'owner'; expiresAt?: string | null }
    answer: Share
  }
  /** Sign in with address and password */
  signIn: {
    body: { email: string; password: string }
    answer: Session
  }
  /** Sign out */
  signOut: {
    answer: undefined
  }
  /** Start an import, or go on with one that failed or was cancelled */
  startImport: {
    params: { id: string }
    answer: Import
  }
  /** Switch to another organization, with a new session token */
  switchOrganization: {
    body: { slug: string }
    answer: Session
  }
  /** Take a role back */
  takeRole: {
    params: { id: string }
    answer: undefined
  }
  /** How many companies a filter shows, and what their amounts add up to */
  totalCompanies: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      domain?: QueryText | undefined
      'domain.eq'?: QueryText | undefined
      'domain.ne'?: QueryText | undefined
      'domain.in'?: QueryText | undefined
      'domain.empty'?: QueryText | undefined
      'domain.contains'?: QueryText | undefined
      'domain.startsWith'?: QueryText | undefined
      industry?: QueryText | undefined
      'industry.eq'?: QueryText | undefined
      'industry.ne'?: QueryText | undefined
      'industry.in'?: QueryText | undefined
      'industry.empty'?: QueryText | undefined
      country?: QueryText | undefined
      'country.eq'?: QueryText | undefined
      'country.ne'?: QueryText | undefined
      'country.in'?: QueryText | undefined
      'country.empty'?: QueryText | undefined
      city?: QueryText | undefined
      'city.eq'?: QueryText | undefined
      'city.ne'?: QueryText | undefined
      'city.in'?: QueryText | undefined
      'city.empty'?: QueryText | undefined
      'city.contains'?: QueryText | undefined
      'city.startsWith'?: QueryText | undefined
      address?: QueryText | undefined
      'address.eq'?: QueryText | undefined
      'address.ne'?: QueryText | undefined
      'address.in'?: QueryText | undefined
      'address.empty'?: QueryText | undefined
      postalCode?: QueryText | undefined
      'postalCode.eq'?: QueryText | undefined
      'postalCode.ne'?: QueryText | undefined
      'postalCode.in'?: QueryText | undefined
      'postalCode.empty'?: QueryText | undefined
      phone?: QueryText | undefined
      'phone.eq'?: QueryText | undefined
      'phone.ne'?: QueryText | undefined
      'phone.in'?: QueryText | undefined
      'phone.empty'?: QueryText | undefined
      employees?: QueryText | undefined
      'employees.eq'?: QueryText | undefined
      'employees.ne'?: QueryText | undefined
      'employees.in'?: QueryText | undefined
      'employees.lt'?: QueryText | undefined
      'employees.lte'?: QueryText | undefined
      'employees.gt'?: QueryText | undefined
      'employees.gte'?: QueryText | undefined
      'employees.empty'?: QueryText | undefined
      annualRevenue?: QueryText | undefined
      'annualRevenue.eq'?: QueryText | undefined
      'annualRevenue.ne'?: QueryText | undefined
      'annualRevenue.in'?: QueryText | undefined
      'annualRevenue.lt'?: QueryText | undefined
      'annualRevenue.lte'?: QueryText | undefined
      'annualRevenue.gt'?: QueryText | undefined
      'annualRevenue.gte'?: QueryText | undefined
      'annualRevenue.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      foundedYear?: QueryText | undefined
      'foundedYear.eq'?: QueryText | undefined
      'foundedYear.ne'?: QueryText | undefined
      'foundedYear.in'?: QueryText | undefined
      'foundedYear.lt'?: QueryText | undefined
      'foundedYear.lte'?: QueryText | undefined
      'foundedYear.gt'?: QueryText | undefined
      'foundedYear.gte'?: QueryText | undefined
      'foundedYear.empty'?: QueryText | undefined
      parentId?: QueryText | undefined
      'parentId.eq'?: QueryText | undefined
      'parentId.ne'?: QueryText | undefined
      'parentId.in'?: QueryText | undefined
      'parentId.empty'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      exact?: boolean | undefined
      group?: QueryText | undefined
    }
    answer: Totals
  }
  /** How many contacts a filter shows, and what their amounts add up to */
  totalContacts: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      title?: QueryText | undefined
      'title.eq'?: QueryText | undefined
      'title.ne'?: QueryText | undefined
      'title.in'?: QueryText | undefined
      'title.empty'?: QueryText | undefined
      'title.contains'?: QueryText | undefined
      'title.startsWith'?: QueryText | undefined
      email?: QueryText | undefined
      'email.eq'?: QueryText | undefined
      'email.ne'?: QueryText | undefined
      'email.in'?: QueryText | undefined
      'email.empty'?: QueryText | undefined
      'email.contains'?: QueryText | undefined
      'email.startsWith'?: QueryText | undefined
      phone?: QueryText | undefined
      'phone.eq'?: QueryText | undefined
      'phone.ne'?: QueryText | undefined
      'phone.in'?: QueryText | undefined
      'phone.empty'?: QueryText | undefined
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      city?: QueryText | undefined
      'city.eq'?: QueryText | undefined
      'city.ne'?: QueryText | undefined
      'city.in'?: QueryText | undefined
      'city.empty'?: QueryText | undefined
      country?: QueryText | undefined
      'country.eq'?: QueryText | undefined
      'country.ne'?: QueryText | undefined
      'country.in'?: QueryText | undefined
      'country.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      exact?: boolean | undefined
      group?: QueryText | undefined
    }
    answer: Totals
  }
  /** How many deals a filter shows, and what their amounts add up to */
  totalDeals: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      contactId?: QueryText | undefined
      'contactId.eq'?: QueryText | undefined
      'contactId.ne'?: QueryText | undefined
      'contactId.in'?: QueryText | undefined
      'contactId.empty'?: QueryText | undefined
      productId?: QueryText | undefined
      'productId.eq'?: QueryText | undefined
      'productId.ne'?: QueryText | undefined
      'productId.in'?: QueryText | undefined
      'productId.empty'?: QueryText | undefined
      pipelineId?: QueryText | undefined
      'pipelineId.eq'?: QueryText | undefined
      'pipelineId.ne'?: QueryText | undefined
      'pipelineId.in'?: QueryText | undefined
      stageId?: QueryText | undefined
      'stageId.eq'?: QueryText | undefined
      'stageId.ne'?: QueryText | undefined
      'stageId.in'?: QueryText | undefined
      ownerId?: QueryText | undefined
      'ownerId.eq'?: QueryText | undefined
      'ownerId.ne'?: QueryText | undefined
      'ownerId.in'?: QueryText | undefined
      'ownerId.empty'?: QueryText | undefined
      amount?: QueryText | undefined
      'amount.eq'?: QueryText | undefined
      'amount.ne'?: QueryText | undefined
      'amount.in'?: QueryText | undefined
      'amount.lt'?: QueryText | undefined
      'amount.lte'?: QueryText | undefined
      'amount.gt'?: QueryText | undefined
      'amount.gte'?: QueryText | undefined
      'amount.empty'?: QueryText | undefined
      margin?: QueryText | undefined
      'margin.eq'?: QueryText | undefined
      'margin.ne'?: QueryText | undefined
      'margin.in'?: QueryText | undefined
      'margin.lt'?: QueryText | undefined
      'margin.lte'?: QueryText | undefined
      'margin.gt'?: QueryText | undefined
      'margin.gte'?: QueryText | undefined
      'margin.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      engagedOn?: QueryText | undefined
      'engagedOn.eq'?: QueryText | undefined
      'engagedOn.ne'?: QueryText | undefined
      'engagedOn.in'?: QueryText | undefined
      'engagedOn.lt'?: QueryText | undefined
      'engagedOn.lte'?: QueryText | undefined
      'engagedOn.gt'?: QueryText | undefined
      'engagedOn.gte'?: QueryText | undefined
      'engagedOn.empty'?: QueryText | undefined
      expectedCloseOn?: QueryText | undefined
      'expectedCloseOn.eq'?: QueryText | undefined
      'expectedCloseOn.ne'?: QueryText | undefined
      'expectedCloseOn.in'?: QueryText | undefined
      'expectedCloseOn.lt'?: QueryText | undefined
      'expectedCloseOn.lte'?: QueryText | undefined
      'expectedCloseOn.gt'?: QueryText | undefined
      'expectedCloseOn.gte'?: QueryText | undefined
      'expectedCloseOn.empty'?: QueryText | undefined
      closedOn?: QueryText | undefined
      'closedOn.eq'?: QueryText | undefined
      'closedOn.ne'?: QueryText | undefined
      'closedOn.in'?: QueryText | undefined
      'closedOn.lt'?: QueryText | undefined
      'closedOn.lte'?: QueryText | undefined
      'closedOn.gt'?: QueryText | undefined
      'closedOn.gte'?: QueryText | undefined
      'closedOn.empty'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      teamId?: QueryText | undefined
      'teamId.eq'?: QueryText | undefined
      'teamId.ne'?: QueryText | undefined
      'teamId.in'?: QueryText | undefined
      'teamId.empty'?: QueryText | undefined
      territoryId?: QueryText | undefined
      'territoryId.eq'?: QueryText | undefined
      'territoryId.ne'?: QueryText | undefined
      'territoryId.in'?: QueryText | undefined
      'territoryId.empty'?: QueryText | undefined
      nodeId?: QueryText | undefined
      'nodeId.eq'?: QueryText | undefined
      'nodeId.ne'?: QueryText | undefined
      'nodeId.in'?: QueryText | undefined
      'nodeId.empty'?: QueryText | undefined
      classification?: QueryText | undefined
      'classification.eq'?: QueryText | undefined
      'classification.ne'?: QueryText | undefined
      'classification.in'?: QueryText | undefined
      externalId?: QueryText | undefined
      'externalId.eq'?: QueryText | undefined
      'externalId.ne'?: QueryText | undefined
      'externalId.in'?: QueryText | undefined
      'externalId.empty'?: QueryText | undefined
      'externalId.contains'?: QueryText | undefined
      'externalId.startsWith'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      exact?: boolean | undefined
      group?: QueryText | undefined
    }
    answer: Totals
  }
  /** How many notes a filter shows, and what their amounts add up to */
  totalNotes: {
    query: {
      companyId?: QueryText | undefined
      'companyId.eq'?: QueryText | undefined
      'companyId.ne'?: QueryText | undefined
      'companyId.in'?: QueryText | undefined
      'companyId.empty'?: QueryText | undefined
      contactId?: QueryText | undefined
      'contactId.eq'?: QueryText | undefined
      'contactId.ne'?: QueryText | undefined
      'contactId.in'?: QueryText | undefined
      'contactId.empty'?: QueryText | undefined
      dealId?: QueryText | undefined
      'dealId.eq'?: QueryText | undefined
      'dealId.ne'?: QueryText | undefined
      'dealId.in'?: QueryText | undefined
      'dealId.empty'?: QueryText | undefined
      productId?: QueryText | undefined
      'productId.eq'?: QueryText | undefined
      'productId.ne'?: QueryText | undefined
      'productId.in'?: QueryText | undefined
      'productId.empty'?: QueryText | undefined
      authorId?: QueryText | undefined
      'authorId.eq'?: QueryText | undefined
      'authorId.ne'?: QueryText | undefined
      'authorId.in'?: QueryText | undefined
      'authorId.empty'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      trash?: boolean | undefined
      exact?: boolean | undefined
      group?: QueryText | undefined
    }
    answer: Totals
  }
  /** How many products a filter shows, and what their amounts add up to */
  totalProducts: {
    query: {
      name?: QueryText | undefined
      'name.eq'?: QueryText | undefined
      'name.ne'?: QueryText | undefined
      'name.in'?: QueryText | undefined
      'name.contains'?: QueryText | undefined
      'name.startsWith'?: QueryText | undefined
      code?: QueryText | undefined
      'code.eq'?: QueryText | undefined
      'code.ne'?: QueryText | undefined
      'code.in'?: QueryText | undefined
      'code.empty'?: QueryText | undefined
      'code.contains'?: QueryText | undefined
      'code.startsWith'?: QueryText | undefined
      series?: QueryText | undefined
      'series.eq'?: QueryText | undefined
      'series.ne'?: QueryText | undefined
      'series.in'?: QueryText | undefined
      'series.empty'?: QueryText | undefined
      'series.contains'?: QueryText | undefined
      'series.startsWith'?: QueryText | undefined
      'description.empty'?: QueryText | undefined
      price?: QueryText | undefined
      'price.eq'?: QueryText | undefined
      'price.ne'?: QueryText | undefined
      'price.in'?: QueryText | undefined
      'price.lt'?: QueryText | undefined
      'price.lte'?: QueryText | undefined
      'price.gt'?: QueryText | undefined
      'price.gte'?: QueryText | undefined
      'price.empty'?: QueryText | undefined
      currency?: QueryText | undefined
      'currency.eq'?: QueryText | undefined
      'currency.ne'?: QueryText | undefined
      'currency.in'?: QueryText | undefined
      status?: QueryText | undefined
      'status.eq'?: QueryText | undefined
      'status.ne'?: QueryText | undefined
      'status.in'?: QueryText | undefined
      'tags.contains'?: QueryText | undefined
      'tags.in'?: QueryText | undefined
      'tags.empty'?: QueryText | undefined
      createdAt?: QueryText | undefined
      'createdAt.eq'?: QueryText | undefined
      'createdAt.ne'?: QueryText | undefined
      'createdAt.in'?: QueryText | undefined
      'createdAt.lt'?: QueryText | undefined
      'createdAt.lte'?: QueryText | undefined
      'createdAt.gt'?: QueryText | undefined
      'createdAt.gte'?: QueryText | undefined
      updatedAt?: QueryText | undefined
      'updatedAt.eq'?: QueryText | undefined
      'updatedAt.ne'?: QueryText | undefined
      'updatedAt.in'?: QueryText | undefined
      'updatedAt.lt'?: QueryText | undefined
      'updatedAt.lte'?: QueryText | undefined
      'updatedAt.gt'?: QueryText | undefined
      'updatedAt.gte'?: QueryText | undefined
      q?: QueryText | undefined
      trash?: boolean | undefined
      exact?: boolean | undefined
      group?: QueryText | undefined
    }
    answer: Totals
  }
  /** Undo a whole import: new records go to the trash, merged ones get their values back unless they were changed since */
  undoImport: {
    params: { id: string }
    answer: Import
  }
  /** Take a share of a company back */
  unshareCompany: {
    params: { id: string; shareId: string }
    answer: undefined
  }
  /** Take a share of a contact back */
  unshareContact: {
    params: { id: string; shareId: string }
    answer: undefined
  }
  /** Take a share of a deal back */
  unshareDeal: {
    params: { id: string; shareId: string }
    answer: undefined
  }
  /** Take a share of a product back */
  unshareProduct: {
    params: { id: string; shareId: string }
    answer: undefined
  }
  /** Change fields of a company; what is not given stays */
  updateCompany: {
    params: { id: string }
    body: CompanyUpdate
    version: true
    answer: Company
  }
  /** Change fields of a contact; what is not given stays */
  updateContact: {
    params: { id: string }
    body: ContactUpdate
    version: true
    answer: Contact
  }
  /** Change fields of a deal; what is not given stays */
  updateDeal: {
    params: { id: string }
    body: DealUpdate
    version: true
    answer: Deal
  }
  /** Change a member: name, role, manager, office, disabled */
  updateMember: {
    params: { id: string }
    body: {
      name?: string
      role?: 'owner' | 'admin' | 'member' | 'viewer' | 'guest'
      managerId?: string | null
      office?: string | null
      disabled?: boolean
    }
    version: true
    answer: Member
  }
  /** Change a place: name, kind, what it is part of */
  updateNode: {
    params: { id: string }
    body: { name?: string; kind?: 'company' | 'region' | 'site' | 'zone'; parentId?: string | null }
    version: true
    answer: Node
  }
  /** Change fields of a note; what is not given stays */
  updateNote: {
    params: { id: string }
    body: NoteUpdate
    version: true
    answer: Note
  }
  /** Write a change of the policy; one with faults is kept too */
  updatePolicyDraft: {
    params: { id: string }
    body: {
      title?: string
      /** A policy: `{ roles, rules, settings }`. A draft keeps it as it is written; `problems` says what is wrong with it. */
      document?: unknown
    }
    version: true
    answer: PolicyDraft
  }
  /** Change fields of a product; what is not given stays */
  updateProduct: {
    params: { id: string }
    body: ProductUpdate
    version: true
    answer: Product
  }
  /** Change a team: name, description, the team that it is part of */
  updateTeam: {
    params: { id: string }
    body: { name?: string; description?: string | null; parentId?: string | null }
    version: true
    answer: Team
  }
  /** Change a territory: name, description */
  updateTerritory: {
    params: { id: string }
    body: { name?: string; description?: string | null }
    version: true
    answer: Territory
  }
}
export const operations: Readonly<Record<keyof Operations, string>> = {
  acceptInvitation: 'POST /invitations/by-token/{token}/acceptance',
  acknowledgePolicyAlert: 'POST /access/alerts/{id}/acknowledgement',
  addNodeMember: 'PUT /nodes/{id}/members/{memberId}',
  addTeamMember: 'PUT /teams/{id}/members/{memberId}',
  addTerritoryMember: 'PUT /territories/{id}/members/{memberId}',
  approvePolicyDraft: 'POST /access/drafts/{id}/approval',
  cancelImport: 'POST /imports/{id}/cancellation',
  cancelJob: 'POST /jobs/{id}/cancellation',
  changeCompanyShare: 'PATCH /companies/{id}/shares/{shareId}',
  changeContactShare: 'PATCH /contacts/{id}/shares/{shareId}',
  changeDealShare: 'PATCH /deals/{id}/shares/{shareId}',
  changeImport: 'PATCH /imports/{id}',
  changeProductShare: 'PATCH /products/{id}/shares/{shareId}',
  countTrash: 'GET /trash',
  createCompany: 'POST /companies',
  createContact: 'POST /contacts',
  createDeal: 'POST /deals',
  createImport: 'POST /imports',
  createInvitation: 'POST /invitations',
  createMember: 'POST /members',
  createNode: 'POST /nodes',
  createNote: 'POST /notes',
  createOrganization: 'POST /organizations',
  createPolicyDraft: 'POST /access/drafts',
  createProduct: 'POST /products',
  createTeam: 'POST /teams',
  createTerritory: 'POST /territories',
  deleteCompany: 'DELETE /companies/{id}',
  deleteContact: 'DELETE /contacts/{id}',
  deleteDeal: 'DELETE /deals/{id}',
  deleteInvitation: 'DELETE /invitations/{id}',
  deleteNode: 'DELETE /nodes/{id}',
  deleteNote: 'DELETE /notes/{id}',
  deleteProduct: 'DELETE /products/{id}',
  deleteTeam: 'DELETE /teams/{id}',
  deleteTerritory: 'DELETE /territories/{id}',
  discardPolicyDraft: 'DELETE /access/drafts/{id}',
  downloadImportErrors: 'GET /imports/{id}/errors.csv',
  endSession: 'DELETE /sessions/{id}',
  evaluateAccess: 'POST /access/v1/evaluation',
  evaluateAccesses: 'POST /access/v1/evaluations',
  explainAccess: 'GET /access/why',
  exportCompanies: 'GET /companies/export',
  exportContacts: 'GET /contacts/export',
  exportDeals: 'GET /deals/export',
  exportProducts: 'GET /products/export',
  getAccessModel: 'GET /access/model',
  getCompany: 'GET /companies/{id}',
  getContact: 'GET /contacts/{id}',
  getDeal: 'GET /deals/{id}',
  getEffectivePermissions: 'GET /access/effective',
  getImport: 'GET /imports/{id}',
  getInvitationOffer: 'GET /invitations/by-token/{token}',
  getMember: 'GET /members/{id}',
  getNote: 'GET /notes/{id}',
  getPolicy: 'GET /access/policy',
  getPolicyDraft: 'GET /access/drafts/{id}',
  getPolicyVersion: 'GET /access/policy/versions/{version}',
  getProduct: 'GET /products/{id}',
  getProfile: 'GET /members/{id}/profile',
  getSession: 'GET /session',
  giveRole: 'POST /role-assignments',
  listAccessRoles: 'GET /access/roles',
  listCompanies: 'GET /companies',
  listCompanyShares: 'GET /companies/{id}/shares',
  listContactShares: 'GET /contacts/{id}/shares',
  listContacts: 'GET /contacts',
  listDealShares: 'GET /deals/{id}/shares',
  listDeals: 'GET /deals',
  listImports: 'GET /imports',
  listInvitations: 'GET /invitations',
  listJobs: 'GET /jobs',
  listMembers: 'GET /members',
  listNodes: 'GET /nodes',
  listNotes: 'GET /notes',
  listObjects: 'GET /objects',
  listPipelines: 'GET /pipelines',
  listPolicyAlerts: 'GET /access/alerts',
  listPolicyDrafts: 'GET /access/drafts',
  listPolicyVersions: 'GET /access/policy/versions',
  listProductShares: 'GET /products/{id}/shares',
  listProducts: 'GET /products',
  listRoleAssignments: 'GET /role-assignments',
  listSessions: 'GET /sessions',
  listTags: 'GET /tags',
  listTeams: 'GET /teams',
  listTerritories: 'GET /territories',
  listWhoCan: 'GET /access/who-can',
  previewImport: 'GET /imports/{id}/preview',
  previewPolicyDraft: 'POST /access/drafts/{id}/preview',
  readCompanyTimeline: 'GET /companies/{id}/timeline',
  readContactTimeline: 'GET /contacts/{id}/timeline',
  readDealTimeline: 'GET /deals/{id}/timeline',
  readJob: 'GET /jobs/{id}',
  readProductTimeline: 'GET /products/{id}/timeline',
  register: 'POST /registrations',
  rejectPolicyDraft: 'POST /access/drafts/{id}/rejection',
  removeNodeMember: 'DELETE /nodes/{id}/members/{memberId}',
  removeTeamMember: 'DELETE /teams/{id}/members/{memberId}',
  removeTerritoryMember: 'DELETE /territories/{id}/members/{memberId}',
  replaceProfile: 'PUT /members/{id}/profile',
  restoreCompany: 'POST /companies/{id}/restoration',
  restoreContact: 'POST /contacts/{id}/restoration',
  restoreDeal: 'POST /deals/{id}/restoration',
  restoreNote: 'POST /notes/{id}/restoration',
  restoreProduct: 'POST /products/{id}/restoration',
  retryJob: 'POST /jobs/{id}/retry',
  savePolicyDraft: 'POST /access/drafts/{id}/saving',
  search: 'GET /search',
  searchActions: 'POST /access/v1/search/action',
  searchResources: 'POST /access/v1/search/resource',
  searchSubjects: 'POST /access/v1/search/subject',
  shareCompany: 'POST /companies/{id}/shares',
  shareContact: 'POST /contacts/{id}/shares',
  shareDeal: 'POST /deals/{id}/shares',
  shareProduct: 'POST /products/{id}/shares',
  signIn: 'POST /sessions',
  signOut: 'DELETE /sessions/current',
  startImport: 'POST /imports/{id}/start',
  switchOrganization: 'PUT /session/organization',
  takeRole: 'DELETE /role-assignments/{id}',
  totalCompanies: 'GET /companies/totals',
  totalContacts: 'GET /contacts/totals',
  totalDeals: 'GET /deals/totals',
  totalNotes: 'GET /notes/totals',
  totalProducts: 'GET /products/totals',
  undoImport: 'POST /imports/{id}/undo',
  unshareCompany: 'DELETE /companies/{id}/shares/{shareId}',
  unshareContact: 'DELETE /contacts/{id}/shares/{shareId}',
  unshareDeal: 'DELETE /deals/{id}/shares/{shareId}',
  unshareProduct: 'DELETE /products/{id}/shares/{shareId}',
  updateCompany: 'PATCH /companies/{id}',
  updateContact: 'PATCH /contacts/{id}',
  updateDeal: 'PATCH /deals/{id}',
  updateMember: 'PATCH /members/{id}',
  updateNode: 'PATCH /nodes/{id}',
  updateNote: 'PATCH /notes/{id}',
  updatePolicyDraft: 'PUT /access/drafts/{id}',
  updateProduct: 'PATCH /products/{id}',
  updateTeam: 'PATCH /teams/{id}',
  updateTerritory: 'PATCH /territories/{id}',
}
