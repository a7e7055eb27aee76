/**
 * Generated from the migrated database: npm run generate.
 */

import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface ControlAttempt {
  blocked_until: string
  failures: number
  key: Buffer
  last_at: string
}

export interface ControlCredential {
  changed_at: Generated<string>
  hash: string
  kind: Generated<string>
  user_id: string
}

export interface ControlInvitation {
  accepted_at: string | null
  created_at: Generated<string>
  email: string
  expires_at: string
  id: Generated<string>
  invited_by: string | null
  member_id: string | null
  revoked_at: string | null
  role: string
  tenant_id: string
  token_hash: Buffer
}

export interface ControlMembership {
  joined_at: Generated<string>
  tenant_id: string
  user_id: string
}

export interface ControlOrganization {
  created_at: Generated<string>
  currency: Generated<string>
  id: Generated<string>
  name: string
  prepared_at: string | null
  slug: string
  time_zone: Generated<string>
}

export interface ControlSession {
  address: Generated<string>
  created_at: Generated<string>
  expires_at: string
  id: Generated<string>
  idle_expires_at: string
  last_seen_at: Generated<string>
  revoked_at: string | null
  tenant_id: string | null
  token_hash: Buffer
  user_agent: Generated<string>
  user_id: string
}

export interface ControlSessionRevision {
  only_row: Generated<boolean>
  revision: number
}

export interface ControlUser {
  created_at: Generated<string>
  email: string
  id: Generated<string>
  name: string
}

export interface IdentityMember {
  created_at: Generated<string>
  email: string | null
  id: Generated<string>
  manager_id: string | null
  name: string
  office: string | null
  role: Generated<string>
  status: Generated<string>
  tenant_id: Generated<string>
  updated_at: Generated<string>
  user_id: string | null
  version: Generated<number>
}

export interface Tables {
  'control.attempt': ControlAttempt
  'control.credential': ControlCredential
  'control.invitation': ControlInvitation
  'control.membership': ControlMembership
  'control.organization': ControlOrganization
  'control.session': ControlSession
  'control.session_revision': ControlSessionRevision
  'control.user': ControlUser
  'identity.member': IdentityMember
}
