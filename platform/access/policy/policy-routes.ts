import { memberRoute, type Route } from '@freehold/kernel'
import { z } from 'zod'
import { acknowledgeAlert, listAlerts } from './alert-service.ts'
import { alertView, idParams, policyHead, policyVersionView, policyView } from './policy-schema.ts'
import { currentPolicy, policyVersion, policyVersions } from './policy-service.ts'

const common = { tag: 'Access', resource: 'policies' } as const

export const policyRoutes: readonly Route[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/access/policy',
    id: 'getPolicy',
    summary: 'The policy that holds now, with its rules in words',
    action: 'read',
    response: policyView,
    handler: async (ctx) => ({ body: await currentPolicy(ctx) }),
  }),
  memberRoute({
    ...common,
    method: 'GET',
    path: '/access/policy/versions',
    id: 'listPolicyVersions',
    summary: 'Who changed the policy when and why, newest first',
    action: 'read',
    query: z.object({ before: z.coerce.number().int().min(1).optional(), limit: z.coerce.number().int().min(1).max(200).default(50) }),
    response: z.object({ items: z.array(policyHead) }),
    handler: async (ctx, { query }) => ({ body: { items: await policyVersions(ctx, query.before ?? null, query.limit) } }),
  }),
  memberRoute({
    ...common,
    method: 'GET',
    path: '/access/policy/versions/:version',
    id: 'getPolicyVersion',
    summary: 'A version of the policy and what it changed',
    action: 'read',
    params: z.object({ version: z.coerce.number().int().min(1).max(2_147_483_647) }),
    response: policyVersionView,
    handler: async (ctx, { params }) => ({ body: await policyVersion(ctx, params.version) }),
  }),
  memberRoute({
    ...common,
    method: 'GET',
    path: '/access/alerts',
    id: 'listPolicyAlerts',
    summary: 'What about changes of permissions should be looked at twice',
    action: 'read',
    response: z.object({ items: z.array(alertView) }),
    handler: async (ctx) => ({ body: { items: await listAlerts(ctx) } }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/access/alerts/:id/acknowledgement',
    id: 'acknowledgePolicyAlert',
    summary: 'Say that an alert has been seen',
    action: 'update',
    params: idParams,
    response: alertView,
    handler: async (ctx, { params }) => ({ body: await acknowledgeAlert(ctx, params.id) }),
  }),
]
