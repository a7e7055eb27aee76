import { memberRoute } from '@freehold/kernel'
import type { MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import type { RecordReader } from '../record-reader.ts'
import { Asking } from './asking.ts'
import {
  actionSearchRequest,
  described,
  evaluationRequest,
  evaluationsRequest,
  parsed,
  resourceSearchRequest,
  subjectSearchRequest,
} from './authzen-request.ts'
import { evaluate, evaluateAll } from './evaluation.ts'
import { searchActions, searchResources, searchSubjects } from './search.ts'

const answer = z.object({
  decision: z.boolean(),
  context: z
    .object({
      reason: z.string().optional(),
      rule: z.string().optional(),
      error: z.object({ status: z.int(), message: z.string() }).optional(),
    })
    .optional(),
})

const page = z.object({ next_token: z.string(), count: z.int(), total: z.int().optional() })
const entities = z.object({ results: z.array(z.object({ type: z.string(), id: z.string() })), page })

// About oneself everybody may ask; about others, who may read policies (asking.ts).
const common = { tag: 'AuthZEN', action: 'read', resource: 'objects', method: 'POST', asks: true } as const

/** OpenID AuthZEN Authorization API 1.0. The metadata at `/.well-known/authzen-configuration` is the server's (`@freehold/http`). */
export function authzenRoutes(records: RecordReader): MemberRoute[] {
  return [
    memberRoute({
      ...common,
      path: '/access/v1/evaluation',
      id: 'evaluateAccess',
      summary: 'May this member do this to this record?',
      body: described(evaluationRequest),
      response: answer,
      handler: async (ctx, { body }) => ({ body: await evaluate(new Asking(ctx, records), parsed(evaluationRequest, body)) }),
    }),
    memberRoute({
      ...common,
      path: '/access/v1/evaluations',
      id: 'evaluateAccesses',
      summary: 'Several evaluations in one request, up to 1,000',
      body: described(evaluationsRequest),
      response: z.union([answer, z.object({ evaluations: z.array(answer) })]),
      handler: async (ctx, { body }) => ({ body: await evaluateAll(new Asking(ctx, records), parsed(evaluationsRequest, body)) }),
    }),
    memberRoute({
      ...common,
      path: '/access/v1/search/subject',
      id: 'searchSubjects',
      summary: 'Which members may do this to this record?',
      body: described(subjectSearchRequest),
      response: entities,
      handler: async (ctx, { body }) => ({ body: await searchSubjects(new Asking(ctx, records), parsed(subjectSearchRequest, body)) }),
    }),
    memberRoute({
      ...common,
      path: '/access/v1/search/resource',
      id: 'searchResources',
      summary: 'To which records may this member do this?',
      body: described(resourceSearchRequest),
      response: entities,
      handler: async (ctx, { body }) => ({ body: await searchResources(new Asking(ctx, records), parsed(resourceSearchRequest, body)) }),
    }),
    memberRoute({
      ...common,
      path: '/access/v1/search/action',
      id: 'searchActions',
      summary: 'What may this member do to this record?',
      body: described(actionSearchRequest),
      response: z.object({ results: z.array(z.object({ name: z.string() })), page }),
      handler: async (ctx, { body }) => ({ body: await searchActions(new Asking(ctx, records), parsed(actionSearchRequest, body)) }),
    }),
  ]
}
