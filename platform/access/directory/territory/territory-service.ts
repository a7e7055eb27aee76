import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { changeDirectory, checkName, checkVersion, one } from '../change.ts'
import type { DirectoryTx } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import { addMembership, removeMembership } from '../membership.ts'
import { deleteMembership } from '../membership-queries.ts'
import { recordUses, refuseWhileUsed } from '../use.ts'
import type { Territory, TerritoryChange } from './territory.ts'
import { deleteTerritoryRow, insertTerritory, listTerritories, readTerritories, updateTerritoryRow } from './territory-queries.ts'

export async function allTerritories(ctx: OpContext): Promise<Territory[]> {
  ctx.authorize('read', 'teams')
  const [territories] = await tenantRead(ctx, [listTerritories(ctx.tenant)])
  return territories
}

export async function createTerritory(ctx: OpContext, territory: TerritoryChange & { name: string }): Promise<Territory> {
  ctx.authorize('create', 'teams')
  const { name, description = null } = territory
  return changeDirectory(ctx, async (tx) => {
    checkName(await readTerritories(tx, ctx.tenant), undefined, name)
    return readTerritory(tx, ctx.tenant, await insertTerritory(tx, ctx.tenant, { name, description }))
  })
}

export async function updateTerritory(ctx: OpContext, id: string, version: number, change: TerritoryChange): Promise<Territory> {
  ctx.authorize('update', 'teams')
  return changeDirectory(ctx, async (tx) => {
    const territories = await readTerritories(tx, ctx.tenant)
    const territory = one(territories.filter((candidate) => candidate.id === id))
    checkVersion(territory, version, change)
    const { name = territory.name, description = territory.description } = change
    checkName(territories, id, name)
    await updateTerritoryRow(tx, ctx.tenant, id, { name, description })
    return readTerritory(tx, ctx.tenant, id)
  })
}

/** Its people leave it. Throws Problem `still_referenced` with what uses it. */
export async function deleteTerritory(ctx: OpContext, id: string, version: number): Promise<void> {
  ctx.authorize('delete', 'teams')
  const records = await recordUses(ctx, 'territory', id)
  await changeDirectory(ctx, async (tx) => {
    const territory = await readTerritory(tx, ctx.tenant, id)
    checkVersion(territory, version, {})
    await refuseWhileUsed(ctx, tx, { id, name: territory.name, children: [], records })
    if (territory.memberIds.length > 0) authorizeGrant(ctx, { to: territory.memberIds })
    await deleteMembership(tx, ctx.tenant, 'territory', id, undefined)
    await deleteTerritoryRow(tx, ctx.tenant, id)
  })
}

export async function addTerritoryMember(ctx: OpContext, id: string, memberId: string): Promise<Territory> {
  ctx.authorize('update', 'teams')
  return changeDirectory(ctx, async (tx) => {
    await readTerritory(tx, ctx.tenant, id)
    authorizeGrant(ctx, { to: [memberId] })
    await addMembership(tx, ctx.tenant, 'territory', id, memberId)
    return readTerritory(tx, ctx.tenant, id)
  })
}

export async function removeTerritoryMember(ctx: OpContext, id: string, memberId: string): Promise<void> {
  ctx.authorize('update', 'teams')
  await changeDirectory(ctx, async (tx) => {
    authorizeGrant(ctx, { to: [memberId] })
    await removeMembership(tx, ctx.tenant, 'territory', id, memberId)
  })
}

async function readTerritory(tx: DirectoryTx, tenant: string, id: string): Promise<Territory> {
  return one((await readTerritories(tx, tenant)).filter((territory) => territory.id === id))
}
