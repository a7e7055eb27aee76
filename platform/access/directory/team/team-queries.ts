import type { SqlQuery } from '@freehold/tenancy'
import type { DirectoryTx } from '../change.ts'
import { membersSql } from '../membership-queries.ts'
import type { Team } from './team.ts'

const members = membersSql('team', `json_build_object('memberId', member_id, 'lead', lead)`)

export function listTeams(tenant: string): SqlQuery<Team> {
  return {
    name: 'list-teams',
    text: `select t.id, t.version, t.name, t.description, t.parent_id as "parentId", coalesce(m.members, '[]') as members
      from access.team t left join ${members} m on m.of = t.id where t.tenant_id = $1 order by lower(t.name), t.id`,
    values: [tenant],
  }
}

type TeamRow = Pick<Team, 'name' | 'description' | 'parentId'>

export async function insertTeam(tx: DirectoryTx, tenant: string, { name, description, parentId }: TeamRow): Promise<string> {
  const [row] = await tx.sql<{ id: string }>(
    'insert into access.team (tenant_id, name, description, parent_id) values ($1, $2, $3, $4) returning id',
    [tenant, name, description, parentId],
  )
  if (row === undefined) throw new Error('The team was not stored')
  return row.id
}

export async function updateTeamRow(tx: DirectoryTx, tenant: string, id: string, team: TeamRow): Promise<void> {
  await tx.sql('update access.team set name = $3, description = $4, parent_id = $5 where tenant_id = $1 and id = $2', [
    tenant,
    id,
    team.name,
    team.description,
    team.parentId,
  ])
}

export async function setTeamLead(tx: DirectoryTx, tenant: string, id: string, memberId: string, lead: boolean): Promise<void> {
  await tx.sql('update access.team_member set lead = $4 where tenant_id = $1 and team_id = $2 and member_id = $3 and lead <> $4', [
    tenant,
    id,
    memberId,
    lead,
  ])
}
