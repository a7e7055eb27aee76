import { memberRoute } from '@freehold/kernel'
import type { MemberRoute, OpContext } from '@freehold/kernel'
import { z } from 'zod'
import type { ZodType, output } from 'zod'
import type { Group, GroupKind } from './group.ts'
import { allGroups, deleteGroup, removeGroupMember } from './group-service.ts'
import { idParams, membershipParams, nothing } from './values.ts'

interface Operation {
  /** Of the API: `listTeams`. */
  readonly id: string
  readonly summary: string
}

/** What is a kind's own in the API: its words, its bodies, and the services that are not those of every group. */
interface GroupApi<G extends Group, New extends ZodType, Change extends ZodType, Joining extends ZodType> {
  readonly tag: string
  readonly path: string
  readonly groups: GroupKind<G>
  readonly view: ZodType<G>
  readonly list: Operation
  readonly create: Operation & { readonly body: New; readonly run: (ctx: OpContext, body: output<New>) => Promise<G> }
  readonly update: Operation & {
    readonly body: Change
    readonly run: (ctx: OpContext, id: string, version: number, body: output<Change>) => Promise<G>
  }
  readonly remove: Operation
  readonly join: Operation & {
    readonly body: Joining
    readonly run: (ctx: OpContext, id: string, memberId: string, body: output<Joining>) => Promise<G>
  }
  readonly leave: Operation
}

/** The six routes of a kind of groups. */
export function groupRoutes<G extends Group, New extends ZodType, Change extends ZodType, Joining extends ZodType>(
  api: GroupApi<G, New, Change, Joining>,
): readonly MemberRoute[] {
  const { tag, path, groups, view, list, create, update, remove, join, leave } = api
  const common = { tag, resource: groups.resource }
  const one = { ...common, path: `${path}/:id`, params: idParams, conditional: true }
  const membership = { ...common, path: `${path}/:id/members/:memberId`, action: 'update', params: membershipParams } as const
  return [
    memberRoute({
      ...common,
      method: 'GET',
      path,
      id: list.id,
      summary: list.summary,
      action: 'read',
      response: z.object({ items: z.array(view) }),
      handler: async (ctx) => ({ body: { items: await allGroups(ctx, groups) } }),
    }),
    memberRoute({
      ...common,
      method: 'POST',
      path,
      id: create.id,
      summary: create.summary,
      action: 'create',
      body: create.body,
      status: 201,
      response: view,
      async handler(ctx, { body }) {
        const group = await create.run(ctx, body)
        return { body: group, version: group.version, location: `/api/v1${path}/${group.id}` }
      },
    }),
    memberRoute({
      ...one,
      method: 'PATCH',
      id: update.id,
      summary: update.summary,
      action: 'update',
      body: update.body,
      response: view,
      async handler(ctx, { params, body }, facts) {
        const group = await update.run(ctx, params.id, facts.ifMatch ?? 0, body)
        return { body: group, version: group.version }
      },
    }),
    memberRoute({
      ...one,
      method: 'DELETE',
      id: remove.id,
      summary: remove.summary,
      action: 'delete',
      status: 204,
      response: nothing,
      async handler(ctx, { params }, facts) {
        await deleteGroup(ctx, groups, params.id, facts.ifMatch ?? 0)
        return { body: undefined }
      },
    }),
    memberRoute({
      ...membership,
      method: 'PUT',
      id: join.id,
      summary: join.summary,
      body: join.body,
      response: view,
      async handler(ctx, { params, body }) {
        const group = await join.run(ctx, params.id, params.memberId, body)
        return { body: group, version: group.version }
      },
    }),
    memberRoute({
      ...membership,
      method: 'DELETE',
      id: leave.id,
      summary: leave.summary,
      status: 204,
      response: nothing,
      async handler(ctx, { params }) {
        await removeGroupMember(ctx, groups, params.id, params.memberId)
        return { body: undefined }
      },
    }),
  ]
}
