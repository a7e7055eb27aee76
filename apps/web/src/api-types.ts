import type * as wire from '@freehold/client'

/**
 * What the page reads from /api/v1. Fixed shapes come from the API description; those of records are wider here, because the page
 * is made for any object. Amounts are integers in minor units of the record's `currency`; dates 'YYYY-MM-DD'; times ISO 8601.
 */
export type Session = wire.Session
export type Role = NonNullable<Session['member']>['role']
export type Action = 'read' | 'create' | 'update' | 'delete' | 'restore' | 'share' | 'import' | 'export' | 'manage'
export type Member = wire.Member
export type Invitation = wire.Invitation
export type InvitationOffer = wire.InvitationOffer
export type Stage = wire.Stage

export type FieldType =
  | 'text'
  | 'longText'
  | 'email'
  | 'phone'
  | 'url'
  | 'currency'
  | 'integer'
  | 'money'
  | 'date'
  | 'dateTime'
  | 'choice'
  | 'reference'
  | 'tags'

interface Choice {
  value: string
  label: string
  hue?: string
}

export interface FieldMeta {
  name: string
  label: string
  type: FieldType
  /** Never empty. */
  required: boolean
  /** The server fills it in when a create leaves it out. */
  defaulted?: boolean
  readOnly: boolean
  sortable: boolean
  operators: string[]
  /** Name of the object referred to: 'company'. */
  reference?: string
  choices?: Choice[]
  description?: string
  importable: boolean
  maxLength?: number
  min?: number
  max?: number
}

export interface ObjectMeta {
  name: string
  plural: string
  label: string
  pluralLabel: string
  icon: string
  nameField: string
  /** Shown in grey beside the name. */
  detailField?: string
  /** Amounts that totals add up. */
  sums?: string[]
  fields: FieldMeta[]
  defaultColumns: string[]
  defaultSort: string
  /** By action: to how many of its records the reader may do it. */
  actions?: Readonly<Record<string, 'all' | 'some' | 'none'>>
}

/** A record as the API sends it: the fields of its object beside these. `companyId` has `company: {id, name}` beside it. */
export interface RecordRow {
  id: string
  version: number
  createdAt: string
  updatedAt: string
  deletedAt: string | null
  /** What the reader may not do with it although they may read it: `update`, `delete`, `margin.read` (hidden here), `amount.write`. */
  denied?: readonly string[]
  [field: string]: unknown
}

export interface Reference {
  id: string
  name: string
  deleted?: true
  /** The reader may not see it; its name is empty. */
  hidden?: true
}

/** Access to one record for a person or a team; exactly one of `memberId` and `teamId`. */
export type Share = wire.Share
export type ShareLevel = Share['level']

export interface ShareChange {
  level?: ShareLevel
  expiresAt?: string | null
}

/** People who can do what was asked about, and why. */
export type Holders = wire.WhoCan
export type Holder = Holders['items'][number]

export interface Page<T> {
  items: T[]
  next: string | null
  previous: string | null
}

export interface Totals {
  count: number
  capped: boolean
  /** By field, in minor units of `currency`; null where the records have several currencies. */
  sums?: Record<string, number | null>
  currency?: string | null
  byCurrency?: Record<string, { count: number; sums: Record<string, number | null> }>
}

export interface GroupTotals {
  groups: {
    value: string | null
    count: number
    /** As in Totals. */
    sums: Record<string, number | null>
    currency?: string | null
    byCurrency?: Record<string, { count: number; sums: Record<string, number | null> }>
  }[]
}

export interface TimelineEntry {
  id: string
  at: string
  actor: { id?: string; name: string }
  action: string
  sentence: string
  changes: { field: string; label: string; before: string | null; after: string | null }[]
  requestId: string | null
  operationId: string | null
  /** Of an entry with action 'noted': what was written. */
  note?: { id: string; version: number; body: string }
}

export interface SearchHit {
  object: string
  id: string
  name: string
  detail: string | null
}
