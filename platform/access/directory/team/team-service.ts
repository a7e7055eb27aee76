import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { changeDirectory, checkName, checkVersion, invalid, one } from '../change.ts'
import type { DirectoryTx } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import { addMembership, removeMembership } from '../membership.ts'
import { deleteMembership } from '../membership-queries.ts'
import { chainOf, misplacement, withBelow } from '../tree.ts'
import { recordUses, refuseWhileUsed } from '../use.ts'
import type { Team, TeamChange } from './team.ts'
import { deleteTeamRow, insertTeam, listTeams, readTeams, setTeamLead, updateTeamRow } from './team-queries.ts'

export async function allTeams(ctx: OpContext): Promise<Team[]> {
  ctx.authorize('read', 'teams')
  const [teams] = await tenantRead(ctx, [listTeams(ctx.tenant)])
  return teams
}

export async function createTeam(ctx: OpContext, team: TeamChange & { name: string }): Promise<Team> {
  ctx.authorize('create', 'teams')
  const { name, description = null, parentId = null } = team
  return changeDirectory(ctx, async (tx) => {
    const teams = await readTeams(tx, ctx.tenant)
    checkName(teams, undefined, name)
    checkPlace(teams, undefined, parentId)
    return readTeam(tx, ctx.tenant, await insertTeam(tx, ctx.tenant, { name, description, parentId }))
  })
}

/** Who moves a team gives its people what the new team above has: roles, and the right to see what is the team's. */
export async function updateTeam(ctx: OpContext, id: string, version: number, change: TeamChange): Promise<Team> {
  ctx.authorize('update', 'teams')
  return changeDirectory(ctx, async (tx) => {
    const teams = await readTeams(tx, ctx.tenant)
    const team = one(teams.filter((candidate) => candidate.id === id))
    checkVersion(team, version, change)
    const { name = team.name, description = team.description, parentId = team.parentId } = change
    checkName(teams, id, name)
    checkPlace(teams, id, parentId)
    if (parentId !== team.parentId) {
      const people = withBelow(teams, id).flatMap(({ members }) => members.map((member) => member.memberId))
      authorizeGrant(ctx, { to: people, teams: [team.parentId, parentId].filter((above) => above !== null) })
    }
    await updateTeamRow(tx, ctx.tenant, id, { name, description, parentId })
    return readTeam(tx, ctx.tenant, id)
  })
}

/** Its people leave it. Throws Problem `still_referenced` with what uses it. */
export async function deleteTeam(ctx: OpContext, id: string, version: number): Promise<void> {
  ctx.authorize('delete', 'teams')
  const records = await recordUses(ctx, 'team', id)
  await changeDirectory(ctx, async (tx) => {
    const teams = await readTeams(tx, ctx.tenant)
    const team = one(teams.filter((candidate) => candidate.id === id))
    checkVersion(team, version, {})
    const children = teams.filter(({ parentId }) => parentId === id).map(({ name }) => name)
    await refuseWhileUsed(ctx, tx, { id, name: team.name, children, records })
    if (team.members.length > 0) authorizeGrant(ctx, { to: team.members.map(({ memberId }) => memberId), teams: [id] })
    await deleteMembership(tx, ctx.tenant, 'team', id, undefined)
    await deleteTeamRow(tx, ctx.tenant, id)
  })
}

export async function addTeamMember(ctx: OpContext, id: string, memberId: string, lead: boolean | undefined): Promise<Team> {
  ctx.authorize('update', 'teams')
  return changeDirectory(ctx, async (tx) => {
    await readTeam(tx, ctx.tenant, id)
    authorizeGrant(ctx, { to: [memberId], teams: [id] })
    await addMembership(tx, ctx.tenant, 'team', id, memberId)
    if (lead !== undefined) await setTeamLead(tx, ctx.tenant, id, memberId, lead)
    return readTeam(tx, ctx.tenant, id)
  })
}

export async function removeTeamMember(ctx: OpContext, id: string, memberId: string): Promise<void> {
  ctx.authorize('update', 'teams')
  await changeDirectory(ctx, async (tx) => {
    authorizeGrant(ctx, { to: [memberId], teams: [id] })
    await removeMembership(tx, ctx.tenant, 'team', id, memberId)
  })
}

async function readTeam(tx: DirectoryTx, tenant: string, id: string): Promise<Team> {
  return one((await readTeams(tx, tenant)).filter((team) => team.id === id))
}

function checkPlace(teams: readonly Team[], id: string | undefined, parentId: string | null): void {
  const fault = misplacement(teams, id, parentId)
  if (fault !== undefined) throw invalid('parentId', chainOf(teams, parentId).length === 0 ? 'There is no such team.' : fault)
}
