import { memberRoute, type Route } from '@freehold/kernel'
import { z } from 'zod'
import type { RoleTemplate } from '../language/template.ts'
import { id } from '../policy/policy-schema.ts'
import type { RecordReader } from '../record-reader.ts'
import { effectivePermissions } from './effective-service.ts'
import { action, effectiveView, whoCanView, whyView } from './explain-schema.ts'
import { modelView } from './model-schema.ts'
import { describeModel } from './model-service.ts'
import { roleView } from './role-schema.ts'
import { listRoles } from './role-service.ts'
import { whoCan } from './who-can-service.ts'
import { explainWhy } from './why-service.ts'

const resource = z.string().min(1).max(60).describe('Plural name: `deals`')

/** `objects.read` is what everybody has: of oneself everybody may ask. Services ask for more where it is about others. */
const everybody = { tag: 'Access', action: 'read', resource: 'objects' } as const
const knowing = { tag: 'Access', action: 'read', resource: 'policies' } as const

export function explainRoutes(reader: RecordReader, templates: readonly RoleTemplate[]): readonly Route[] {
  return [
    memberRoute({
      ...knowing,
      method: 'GET',
      path: '/access/model',
      id: 'getAccessModel',
      summary: 'What rules can speak of: resources, attributes, fields, role templates',
      response: modelView,
      handler: (ctx) => Promise.resolve({ body: describeModel(ctx, templates) }),
    }),
    memberRoute({
      ...knowing,
      method: 'GET',
      path: '/access/roles',
      id: 'listAccessRoles',
      summary: 'Built-in and own roles: who may do what',
      response: z.object({ items: z.array(roleView) }),
      handler: async (ctx) => ({ body: { items: await listRoles(ctx) } }),
    }),
    memberRoute({
      ...everybody,
      method: 'GET',
      path: '/access/effective',
      id: 'getEffectivePermissions',
      summary: 'What a person may do, with the rules that say so',
      query: z.object({ member: id.optional(), resource: resource.optional() }),
      response: effectiveView,
      handler: async (ctx, { query }) => ({ body: await effectivePermissions(ctx, query.member, query.resource) }),
    }),
    memberRoute({
      ...everybody,
      method: 'GET',
      path: '/access/who-can',
      id: 'listWhoCan',
      summary: 'Who may do something to a record, and why',
      query: z.object({
        resource,
        record: id.optional(),
        action,
        cursor: z.coerce.number().int().min(0).max(1_000_000).optional(),
        limit: z.coerce.number().int().min(1).max(500).default(200),
      }),
      response: whoCanView,
      handler: async (ctx, { query }) => ({ body: await whoCan(ctx, reader, query) }),
    }),
    memberRoute({
      ...everybody,
      method: 'GET',
      path: '/access/why',
      id: 'explainAccess',
      summary: 'Why somebody may or may not do something',
      query: z.object({ resource, action, record: id.optional(), field: z.string().min(1).max(60).optional(), member: id.optional() }),
      response: whyView,
      handler: async (ctx, { query }) => ({ body: await explainWhy(ctx, reader, query) }),
    }),
  ]
}
