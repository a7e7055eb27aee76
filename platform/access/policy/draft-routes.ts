import { memberRoute, type Route } from '@freehold/kernel'
import { z } from 'zod'
import { createDraft, discardDraft, openDrafts, readDraft, updateDraft } from './draft-service.ts'
import { document, draftHeadView, draftView, idParams, reason, savingView, title } from './policy-schema.ts'
import { approveDraft, rejectDraft, saveDraft } from './saving-service.ts'

const common = { tag: 'Access', resource: 'policies' } as const

export const draftRoutes: readonly Route[] = [
  memberRoute({
    ...common,
    method: 'GET',
    path: '/access/drafts',
    id: 'listPolicyDrafts',
    summary: 'Changes of the policy that are being written or wait for a second person',
    action: 'read',
    query: z.object({ state: z.enum(['open', 'all']).default('open') }),
    response: z.object({ items: z.array(draftHeadView) }),
    handler: async (ctx, { query }) => ({ body: { items: await openDrafts(ctx, query.state === 'all') } }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/access/drafts',
    id: 'createPolicyDraft',
    summary: 'Begin a change of the policy, from the current one, an old version or a document',
    action: 'create',
    body: z.object({
      title: title.optional(),
      fromVersion: z.int().min(0).max(2_147_483_647).optional().describe('0: the built-in roles alone'),
      document: document.optional(),
    }),
    status: 201,
    response: draftView,
    async handler(ctx, { body }) {
      const draft = await createDraft(ctx, body)
      return { body: draft, version: draft.version, location: `/api/v1/access/drafts/${draft.id}` }
    },
  }),
  memberRoute({
    ...common,
    method: 'GET',
    path: '/access/drafts/:id',
    id: 'getPolicyDraft',
    summary: 'A change of the policy: what it says in words, what is wrong with it, what it changes',
    action: 'read',
    params: idParams,
    response: draftView,
    async handler(ctx, { params }) {
      const draft = await readDraft(ctx, params.id)
      return { body: draft, version: draft.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'PUT',
    path: '/access/drafts/:id',
    id: 'updatePolicyDraft',
    summary: 'Write a change of the policy; one with faults is kept too',
    action: 'update',
    params: idParams,
    body: z.object({ title: title.optional(), document: document.optional() }),
    conditional: true,
    response: draftView,
    async handler(ctx, { params, body }, facts) {
      const draft = await updateDraft(ctx, params.id, facts.ifMatch ?? 0, body)
      return { body: draft, version: draft.version }
    },
  }),
  memberRoute({
    ...common,
    method: 'DELETE',
    path: '/access/drafts/:id',
    id: 'discardPolicyDraft',
    summary: 'Give up a change of the policy',
    action: 'delete',
    params: idParams,
    conditional: true,
    status: 204,
    response: z.undefined(),
    async handler(ctx, { params }, facts) {
      await discardDraft(ctx, params.id, facts.ifMatch ?? 0)
      return { body: undefined }
    },
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/access/drafts/:id/saving',
    id: 'savePolicyDraft',
    summary: 'Make a draft the policy, at once for everybody, or hand it to a second person',
    action: 'update',
    params: idParams,
    body: z.object({ reason }),
    response: savingView,
    handler: async (ctx, { params, body }) => ({ body: await saveDraft(ctx, params.id, body.reason) }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/access/drafts/:id/approval',
    id: 'approvePolicyDraft',
    summary: 'Approve a change that waits for a second person',
    action: 'manage',
    params: idParams,
    body: z.object({ reason: reason.optional() }),
    response: savingView,
    handler: async (ctx, { params, body }) => ({ body: await approveDraft(ctx, params.id, body.reason) }),
  }),
  memberRoute({
    ...common,
    method: 'POST',
    path: '/access/drafts/:id/rejection',
    id: 'rejectPolicyDraft',
    summary: 'Reject a change that waits for a second person',
    action: 'manage',
    params: idParams,
    body: z.object({ reason }),
    status: 204,
    response: z.undefined(),
    async handler(ctx, { params, body }) {
      await rejectDraft(ctx, params.id, body.reason)
      return { body: undefined }
    },
  }),
]
