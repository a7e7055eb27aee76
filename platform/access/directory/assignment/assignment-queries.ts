import type { SqlQuery } from '@freehold/tenancy'
import type { DirectoryTx } from '../change.ts'
import type { Assignment, NewAssignment } from './assignment.ts'

const columns = `id, role, member_id as "memberId", team_id as "teamId", node_id as "nodeId", expires_at as "expiresAt"`

/** Those that count: what has expired is as if it were not there. */
export function listAssignments(tenant: string): SqlQuery<Assignment> {
  return {
    name: 'list-assignments',
    text: `select ${columns} from access.role_assignment where tenant_id = $1 and (expires_at is null or expires_at > now()) order by role, id`,
    values: [tenant],
  }
}

export async function readAssignment(tx: DirectoryTx, tenant: string, id: string): Promise<Assignment | undefined> {
  const [row] = await tx.sql<Assignment>(`select ${columns} from access.role_assignment where tenant_id = $1 and id = $2`, [tenant, id])
  return row
}

/** Same role, same person or team, same place. */
export async function findAssignment(tx: DirectoryTx, tenant: string, wanted: NewAssignment): Promise<Assignment | undefined> {
  const [row] = await tx.sql<Assignment>(
    `select ${columns} from access.role_assignment where tenant_id = $1 and role = $2
     and member_id is not distinct from $3 and team_id is not distinct from $4 and node_id is not distinct from $5`,
    [tenant, wanted.role, wanted.memberId, wanted.teamId, wanted.nodeId],
  )
  return row
}

/** On the way of every new one, so that nothing else has to clear up. */
export async function deleteExpiredAssignments(tx: DirectoryTx, tenant: string): Promise<void> {
  await tx.sql('delete from access.role_assignment where tenant_id = $1 and expires_at <= now()', [tenant])
}

export async function insertAssignment(tx: DirectoryTx, tenant: string, assignment: NewAssignment): Promise<Assignment> {
  const { role, memberId, teamId, nodeId, expiresAt } = assignment
  const [row] = await tx.sql<Assignment>(
    `insert into access.role_assignment (tenant_id, role, member_id, team_id, node_id, expires_at)
     values ($1, $2, $3, $4, $5, $6) returning ${columns}`,
    [tenant, role, memberId, teamId, nodeId, expiresAt],
  )
  if (row === undefined) throw new Error('The assignment was not stored')
  return row
}

export async function deleteAssignmentRow(tx: DirectoryTx, tenant: string, id: string): Promise<void> {
  await tx.sql('delete from access.role_assignment where tenant_id = $1 and id = $2', [tenant, id])
}

/** Members of the team and of the teams that are part of it. */
export async function teamPeople(tx: DirectoryTx, tenant: string, teamId: string): Promise<string[]> {
  const rows = await tx.sql<{ memberId: string }>(
    `with recursive below as (
       select id from access.team where tenant_id = $1 and id = $2
       union select t.id from access.team t join below b on t.parent_id = b.id where t.tenant_id = $1)
     select member_id as "memberId" from access.team_member where tenant_id = $1 and team_id in (select id from below)`,
    [tenant, teamId],
  )
  return rows.map((row) => row.memberId)
}

/** Which of the three there are. */
export async function targetsExist(
  tx: DirectoryTx,
  tenant: string,
  { memberId, teamId, nodeId }: NewAssignment,
): Promise<{ member: boolean; team: boolean; node: boolean } | undefined> {
  const [row] = await tx.sql<{ member: boolean; team: boolean; node: boolean }>(
    `select exists (select from identity.member where tenant_id = $1 and id = $2) as member,
       exists (select from access.team where tenant_id = $1 and id = $3) as team,
       exists (select from access.node where tenant_id = $1 and id = $4) as node`,
    [tenant, memberId, teamId, nodeId],
  )
  return row
}
