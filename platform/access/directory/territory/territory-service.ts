import type { OpContext } from '@freehold/kernel'
import { changeDirectory, checkName, checkVersion } from '../change.ts'
import type { GroupKind } from '../group.ts'
import { readGroup, readGroups, withId } from '../group-service.ts'
import type { Territory, TerritoryChange } from './territory.ts'
import { insertTerritory, listTerritories, updateTerritoryRow } from './territory-queries.ts'

/** Listing, removing, joining and leaving them is as with every group: group-service.ts. */
export const territories: GroupKind<Territory> = {
  kind: 'territory',
  resource: 'teams',
  list: listTerritories,
  peopleOf: ({ memberIds }) => memberIds,
}

export async function createTerritory(ctx: OpContext, territory: TerritoryChange & { name: string }): Promise<Territory> {
  ctx.authorize('create', 'teams')
  const { name, description = null } = territory
  return changeDirectory(ctx, async (tx) => {
    checkName(await readGroups(tx, ctx.tenant, territories), undefined, name)
    return readGroup(tx, ctx.tenant, territories, await insertTerritory(tx, ctx.tenant, { name, description }))
  })
}

export async function updateTerritory(ctx: OpContext, id: string, version: number, change: TerritoryChange): Promise<Territory> {
  ctx.authorize('update', 'teams')
  return changeDirectory(ctx, async (tx) => {
    const all = await readGroups(tx, ctx.tenant, territories)
    const territory = withId(all, id)
    checkVersion(territory, version, change)
    const { name = territory.name, description = territory.description } = change
    checkName(all, id, name)
    await updateTerritoryRow(tx, ctx.tenant, id, { name, description })
    return readGroup(tx, ctx.tenant, territories, id)
  })
}
