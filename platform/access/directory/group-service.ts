import { Problem } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { changeDirectory, checkVersion, readIn } from './change.ts'
import type { DirectoryTx } from './change.ts'
import { authorizeGrant } from './grant.ts'
import type { Group, GroupKind } from './group.ts'
import { deleteGroupRow } from './group-queries.ts'
import { addMembership, removeMembership } from './membership.ts'
import { deleteMembership } from './membership-queries.ts'
import type { Belonging } from './membership-queries.ts'
import { recordUses, refuseWhileUsed } from './use.ts'

/* What is the same for teams, territories and places; how each is made and changed stands in its own service. */

export async function allGroups<G extends Group>(ctx: OpContext, { resource, list }: GroupKind<G>): Promise<G[]> {
  ctx.authorize('read', resource)
  const [groups] = await tenantRead(ctx, [list(ctx.tenant)])
  return groups
}

/** Its people leave it. Throws Problem `still_referenced` with what uses it. */
export async function deleteGroup<G extends Group>(ctx: OpContext, of: GroupKind<G>, id: string, version: number): Promise<void> {
  ctx.authorize('delete', of.resource)
  const records = await recordUses(ctx, of.kind, id)
  await changeDirectory(ctx, async (tx) => {
    const groups = await readGroups(tx, ctx.tenant, of)
    const group = withId(groups, id)
    checkVersion(group, version, {})
    const children = groups.filter(({ parentId }) => parentId === id).map(({ name }) => name)
    await refuseWhileUsed(ctx, tx, { id, name: group.name, children, records })
    const people = of.peopleOf(group)
    if (people.length > 0) authorizeBelonging(ctx, of.kind, id, people)
    await deleteMembership(tx, ctx.tenant, of.kind, id, undefined)
    await deleteGroupRow(tx, ctx.tenant, of.kind, id)
  })
}

/** Nothing happens to who is in it already; `joined` is what else the kind does, in the same transaction. */
export async function addGroupMember<G extends Group>(
  ctx: OpContext,
  of: GroupKind<G>,
  id: string,
  memberId: string,
  joined?: (tx: DirectoryTx) => Promise<void>,
): Promise<G> {
  ctx.authorize('update', of.resource)
  return changeDirectory(ctx, async (tx) => {
    await readGroup(tx, ctx.tenant, of, id)
    authorizeBelonging(ctx, of.kind, id, [memberId])
    await addMembership(tx, ctx.tenant, of.kind, id, memberId)
    await joined?.(tx)
    return readGroup(tx, ctx.tenant, of, id)
  })
}

export async function removeGroupMember<G extends Group>(ctx: OpContext, of: GroupKind<G>, id: string, memberId: string): Promise<void> {
  ctx.authorize('update', of.resource)
  await changeDirectory(ctx, async (tx) => {
    authorizeBelonging(ctx, of.kind, id, [memberId])
    await removeMembership(tx, ctx.tenant, of.kind, id, memberId)
  })
}

export function readGroups<G extends Group>(tx: DirectoryTx, tenant: string, { list }: GroupKind<G>): Promise<G[]> {
  return readIn(tx, list(tenant))
}

export async function readGroup<G extends Group>(tx: DirectoryTx, tenant: string, of: GroupKind<G>, id: string): Promise<G> {
  return withId(await readGroups(tx, tenant, of), id)
}

/** Throws Problem `not_found` where there is none. */
export function withId<G extends Group>(groups: readonly G[], id: string): G {
  const group = groups.find((candidate) => candidate.id === id)
  if (group === undefined) throw new Problem('not_found')
  return group
}

/** With a team comes what was given to it; territories and places carry nothing by themselves. */
function authorizeBelonging(ctx: OpContext, kind: Belonging, id: string, people: readonly string[]): void {
  authorizeGrant(ctx, kind === 'team' ? { to: people, teams: [id] } : { to: people })
}
