import type { OpContext, Role } from '@freehold/kernel'
import type { PolicyDocument, ShareLevel } from '../language/policy.ts'

/** A value of an attribute. `null`: empty. Where a value is not known at all it is left out (undefined), which is no value. */
export type Value = string | number | boolean | null | readonly string[]

export type Values = Readonly<Record<string, Value | undefined>>

/** A record as the engine sees it: values by field name, as the API writes them (ids lower case, times ISO 8601 in UTC). */
export interface RecordFacts {
  readonly id: string
  readonly values: Values
  /** Of this record itself. Absent: not looked up, so that a share could not be decided. */
  readonly shares?: readonly ShareFact[]
  /** The records that it belongs to, by attribute; null where there is none. */
  readonly parents?: Readonly<Record<string, RecordFacts | null>>
}

export interface ShareFact {
  readonly memberId: string | null
  readonly teamId: string | null
  readonly level: ShareLevel
  /** Milliseconds since 1970; null: never. */
  readonly expiresAt: number | null
}

/** The moment and the way in which something is asked. */
export interface ContextFacts {
  readonly now: Date
  readonly kind: OpContext['kind']
  readonly address?: string
  readonly factors?: number
}

/** All that decides in one organization, as one revision of it says. Read whole (`store/`), kept in memory, never changed. */
export interface Snapshot {
  readonly tenant: string
  readonly revision: number
  /** IANA name: `Europe/Vienna`. */
  readonly timeZone: string
  /** ISO 4217, in which sentences say amounts; decides nothing. Absent: unknown. */
  readonly currency?: string | undefined
  readonly policy: PolicyDocument
  readonly policyVersion: number
  readonly members: readonly SnapshotMember[]
  readonly teams: readonly { readonly id: string; readonly name: string; readonly parentId: string | null }[]
  readonly teamMembers: readonly { readonly teamId: string; readonly memberId: string }[]
  readonly nodes: readonly { readonly id: string; readonly name: string; readonly parentId: string | null }[]
  readonly nodeMembers: readonly { readonly nodeId: string; readonly memberId: string }[]
  readonly territoryMembers: readonly { readonly territoryId: string; readonly memberId: string }[]
  readonly assignments: readonly RoleAssignment[]
  /** Members and teams who were ever given a record in particular: nobody else has a share. Undefined: everybody may have one. */
  readonly shareHolders?: readonly string[]
}

export interface SnapshotMember {
  readonly id: string
  readonly name: string
  readonly role: Role
  /** Only active members are decided for; others are owners of records and parts of reporting lines. */
  readonly active: boolean
  readonly managerId: string | null
  readonly clearance: string | null
  readonly shift: Shift | null
  /** Values of further subject attributes of the model, by name. */
  readonly attributes?: Values
}

/** `HH:MM` in the organization's time zone; an end before the start is on the next day. Days as in `context.weekday`, of the start. */
export interface Shift {
  readonly start: string
  readonly end: string
  readonly days: readonly string[]
}

/** A role given to a person or a team, perhaps for one place and what is below it, perhaps for a time. */
export interface RoleAssignment {
  readonly role: string
  readonly memberId: string | null
  readonly teamId: string | null
  readonly nodeId: string | null
  /** Milliseconds since 1970. */
  readonly expiresAt: number | null
}
