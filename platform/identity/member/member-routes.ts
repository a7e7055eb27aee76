import { memberRoute } from '@freehold/kernel'
import type { Route } from '@freehold/kernel'
import { z } from 'zod'
import { email, id, memberView, name, role, text200 } from '../values.ts'
import { allMembers, createDirectoryMember, oneMember, updateMember } from './member-service.ts'

export const memberRoutes: readonly Route[] = [
  memberRoute({
    method: 'GET',
    path: '/members',
    id: 'listMembers',
    summary: 'Everybody whom the organization knows',
    tag: 'Members',
    action: 'read',
    resource: 'members',
    response: z.object({ items: z.array(memberView) }),
    handler: async (ctx) => ({ body: { items: await allMembers(ctx) } }),
  }),
  memberRoute({
    method: 'GET',
    path: '/members/:id',
    id: 'getMember',
    summary: 'One member',
    tag: 'Members',
    action: 'read',
    resource: 'members',
    params: z.object({ id }),
    response: memberView,
    async handler(ctx, { params }) {
      const member = await oneMember(ctx, params.id)
      return { body: member, version: member.version }
    },
  }),
  memberRoute({
    method: 'POST',
    path: '/members',
    id: 'createMember',
    summary: 'Add a person to the directory, without sign-in',
    tag: 'Members',
    action: 'create',
    resource: 'members',
    body: z.object({ name, email: email.nullish(), managerId: id.nullish(), office: text200.nullish() }),
    status: 201,
    response: memberView,
    async handler(ctx, { body }) {
      const member = await createDirectoryMember(ctx, body)
      return { body: member, version: member.version, location: `/api/v1/members/${member.id}` }
    },
  }),
  memberRoute({
    method: 'PATCH',
    path: '/members/:id',
    id: 'updateMember',
    summary: 'Change a member: name, role, manager, office, disabled',
    tag: 'Members',
    action: 'update',
    resource: 'members',
    params: z.object({ id }),
    body: z.object({
      name: name.optional(),
      role: role.optional(),
      managerId: id.nullable().optional(),
      office: text200.nullable().optional(),
      disabled: z.boolean().optional(),
    }),
    response: memberView,
    conditional: true,
    async handler(ctx, { params, body }, facts) {
      const member = await updateMember(ctx, params.id, facts.ifMatch ?? 0, body)
      return { body: member, version: member.version }
    },
  }),
]
