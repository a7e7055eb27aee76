import type { Statement } from '@freehold/postgres'
import type { RoleAssignment, Snapshot, SnapshotMember } from '../engine/facts.ts'

/** What decides in an organization, in one statement and so as of one moment. The content is null where the revision is the known one. */
export interface SnapshotRow {
  revision: number
  content: SnapshotContent | null
}

export interface SnapshotContent extends Pick<
  Snapshot,
  'teams' | 'teamMembers' | 'nodes' | 'nodeMembers' | 'territoryMembers' | 'shareHolders'
> {
  timeZone: string | null
  currency: string | null
  /** Null: none was written yet. Its document is null where the version is the known one. */
  policy: { version: number; document: unknown } | null
  members: SnapshotMember[]
  assignments: RoleAssignment[]
}

/**
 * In an organization's context, as control. People of the directory without manager and reports are left out: nothing is decided for them, and
 * there may be thousands. The document of the policy is by far the longest part, and most changes are not about it.
 */
export function readSnapshot(tenant: string, known: Pick<Snapshot, 'revision' | 'policyVersion'> | undefined): Statement {
  return {
    name: 'access-snapshot',
    text: `select r.revision, case when r.revision is distinct from $2::bigint then json_build_object(
        'timeZone', (select o.time_zone from control.organization o where o.id = $1),
        'currency', (select o.currency from control.organization o where o.id = $1),
        'policy', (select json_build_object('version', p.version, 'document', case when p.version is distinct from $3::int then p.document end) from access.policy p
          where p.tenant_id = $1 order by p.version desc limit 1),
        'members', (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name, 'role', m.role, 'active', m.status = 'active',
            'managerId', m.manager_id, 'clearance', f.clearance, 'shift', case when f.shift_start is not null then json_build_object(
              'start', to_char(f.shift_start, 'HH24:MI'), 'end', to_char(f.shift_end, 'HH24:MI'), 'days', f.shift_days) end)), '[]')
          from identity.member m left join access.profile f on f.tenant_id = m.tenant_id and f.id = m.id
          where m.tenant_id = $1 and (m.status <> 'directory' or m.manager_id is not null
            or exists (select from identity.member report where report.tenant_id = m.tenant_id and report.manager_id = m.id))),
        'teams', (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'parentId', t.parent_id)), '[]')
          from access.team t where t.tenant_id = $1),
        'teamMembers', (select coalesce(json_agg(json_build_object('teamId', t.team_id, 'memberId', t.member_id)), '[]')
          from access.team_member t where t.tenant_id = $1),
        'nodes', (select coalesce(json_agg(json_build_object('id', n.id, 'name', n.name, 'parentId', n.parent_id)), '[]')
          from access.node n where n.tenant_id = $1),
        'nodeMembers', (select coalesce(json_agg(json_build_object('nodeId', n.node_id, 'memberId', n.member_id)), '[]')
          from access.node_member n where n.tenant_id = $1),
        'territoryMembers', (select coalesce(json_agg(json_build_object('territoryId', t.territory_id, 'memberId', t.member_id)), '[]')
          from access.territory_member t where t.tenant_id = $1),
        'shareHolders', (select coalesce(json_agg(h.id), '[]') from access.share_holder h where h.tenant_id = $1),
        'assignments', (select coalesce(json_agg(json_build_object('role', a.role, 'memberId', a.member_id, 'teamId', a.team_id,
            'nodeId', a.node_id, 'expiresAt', floor(extract(epoch from a.expires_at) * 1000)::bigint)), '[]')
          from access.role_assignment a where a.tenant_id = $1)) end as content
      from (select coalesce((select revision from tenancy.access_revision where tenant_id = $1), 0) as revision) r`,
    values: [tenant, known?.revision ?? null, known?.policyVersion ?? null],
  }
}

/** Once for each version, however many processes notice. */
export function insertBrokenAlert(tenant: string, version: number, sentence: string): Statement {
  return {
    text: `insert into access.alert (tenant_id, kind, detail) select $1, 'broken_rule', jsonb_build_object('version', $2::int, 'sentence', $3::text)
      where not exists (select from access.alert a where a.tenant_id = $1 and a.kind = 'broken_rule' and a.detail @> jsonb_build_object('version', $2::int))`,
    values: [tenant, version, sentence],
  }
}
