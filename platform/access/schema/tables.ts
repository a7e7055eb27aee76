/**
 * Generated from the migrated database: npm run generate.
 */

import type { ColumnType } from 'kysely'

export type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>

export interface AccessAlert {
  acknowledged_at: string | null
  acknowledged_by: string | null
  created_at: Generated<string>
  detail: Generated<unknown>
  id: Generated<string>
  kind: string
  raised_by: string | null
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessDraft {
  author_id: string | null
  base_version: number
  created_at: Generated<string>
  decided_at: string | null
  decided_by: string | null
  decision_reason: string | null
  document: unknown
  id: Generated<string>
  reason: string | null
  state: Generated<string>
  tenant_id: Generated<string>
  title: string
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessNode {
  created_at: Generated<string>
  id: Generated<string>
  kind: string
  name: string
  parent_id: string | null
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessNodeMember {
  id: Generated<string>
  member_id: string
  node_id: string
  tenant_id: Generated<string>
}

export interface AccessPolicy {
  approver_id: string | null
  author_id: string | null
  created_at: Generated<string>
  document: unknown
  id: Generated<string>
  reason: string
  tenant_id: Generated<string>
  version: number
}

export interface AccessProfile {
  clearance: string | null
  created_at: Generated<string>
  id: string
  shift_days: string[] | null
  shift_end: string | null
  shift_start: string | null
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessRoleAssignment {
  expires_at: string | null
  id: Generated<string>
  member_id: string | null
  node_id: string | null
  role: string
  team_id: string | null
  tenant_id: Generated<string>
}

export interface AccessShare {
  created_at: Generated<string>
  expires_at: string | null
  granted_by: string | null
  id: Generated<string>
  level: string
  member_id: string | null
  object: string
  record_id: string
  team_id: string | null
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessShareHolder {
  id: string
  tenant_id: Generated<string>
}

export interface AccessTeam {
  created_at: Generated<string>
  description: string | null
  id: Generated<string>
  name: string
  parent_id: string | null
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessTeamMember {
  id: Generated<string>
  lead: Generated<boolean>
  member_id: string
  team_id: string
  tenant_id: Generated<string>
}

export interface AccessTerritory {
  created_at: Generated<string>
  description: string | null
  id: Generated<string>
  name: string
  tenant_id: Generated<string>
  updated_at: Generated<string>
  version: Generated<number>
}

export interface AccessTerritoryMember {
  id: Generated<string>
  member_id: string
  tenant_id: Generated<string>
  territory_id: string
}

export interface Tables {
  'access.alert': AccessAlert
  'access.draft': AccessDraft
  'access.node': AccessNode
  'access.node_member': AccessNodeMember
  'access.policy': AccessPolicy
  'access.profile': AccessProfile
  'access.role_assignment': AccessRoleAssignment
  'access.share': AccessShare
  'access.share_holder': AccessShareHolder
  'access.team': AccessTeam
  'access.team_member': AccessTeamMember
  'access.territory': AccessTerritory
  'access.territory_member': AccessTerritoryMember
}
