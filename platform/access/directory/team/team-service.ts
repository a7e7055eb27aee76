import type { OpContext } from '@freehold/kernel'
import { changeDirectory, checkName, checkVersion, invalid } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import type { GroupKind } from '../group.ts'
import { addGroupMember, readGroup, readGroups, withId } from '../group-service.ts'
import { chainOf, misplacement, withBelow } from '../tree.ts'
import type { Team, TeamChange } from './team.ts'
import { insertTeam, listTeams, setTeamLead, updateTeamRow } from './team-queries.ts'

/** Listing, removing and leaving them is as with every group: group-service.ts. */
export const teams: GroupKind<Team> = {
  kind: 'team',
  resource: 'teams',
  list: listTeams,
  peopleOf: ({ members }) => members.map(({ memberId }) => memberId),
}

export async function createTeam(ctx: OpContext, team: TeamChange & { name: string }): Promise<Team> {
  ctx.authorize('create', 'teams')
  const { name, description = null, parentId = null } = team
  return changeDirectory(ctx, async (tx) => {
    const others = await readGroups(tx, ctx.tenant, teams)
    checkName(others, undefined, name)
    checkPlace(others, undefined, parentId)
    return readGroup(tx, ctx.tenant, teams, await insertTeam(tx, ctx.tenant, { name, description, parentId }))
  })
}

/** Who moves a team gives its people what the new team above has: roles, and the right to see what is the team's. */
export async function updateTeam(ctx: OpContext, id: string, version: number, change: TeamChange): Promise<Team> {
  ctx.authorize('update', 'teams')
  return changeDirectory(ctx, async (tx) => {
    const all = await readGroups(tx, ctx.tenant, teams)
    const team = withId(all, id)
    checkVersion(team, version, change)
    const { name = team.name, description = team.description, parentId = team.parentId } = change
    checkName(all, id, name)
    checkPlace(all, id, parentId)
    if (parentId !== team.parentId) {
      const people = withBelow(all, id).flatMap(teams.peopleOf)
      authorizeGrant(ctx, { to: people, teams: [team.parentId, parentId].filter((above) => above !== null) })
    }
    await updateTeamRow(tx, ctx.tenant, id, { name, description, parentId })
    return readGroup(tx, ctx.tenant, teams, id)
  })
}

/** `lead` undefined: who is in it leads as before. */
export async function addTeamMember(ctx: OpContext, id: string, memberId: string, lead: boolean | undefined): Promise<Team> {
  return addGroupMember(ctx, teams, id, memberId, async (tx) => {
    if (lead !== undefined) await setTeamLead(tx, ctx.tenant, id, memberId, lead)
  })
}

function checkPlace(all: readonly Team[], id: string | undefined, parentId: string | null): void {
  const fault = misplacement(all, id, parentId)
  if (fault !== undefined) throw invalid('parentId', chainOf(all, parentId).length === 0 ? 'There is no such team.' : fault)
}
