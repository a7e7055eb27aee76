import { memberRoute, type Route } from '@freehold/kernel'
import { z } from 'zod'
import { pageJobs, readJob, requestCancellation, retryJob } from './job-service.ts'

const stateSchema = z.enum(['queued', 'running', 'done', 'dead', 'cancelled'])

const jobSchema = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    state: stateSchema,
    priority: z.int(),
    attempts: z.int().describe('Times it was started'),
    failures: z.int().describe('Failures since it was queued or retried'),
    progress: z.object({ done: z.number(), total: z.number().nullable(), note: z.string().nullable() }).nullable(),
    result: z.unknown(),
    error: z.object({ code: z.string(), detail: z.string().nullable() }).nullable().describe('Why the last attempt failed'),
    actor: z.object({ id: z.uuid().nullable(), name: z.string() }),
    requestId: z.string(),
    operationId: z.uuid().nullable(),
    cancelRequested: z.boolean(),
    queuedAt: z.string(),
    runAt: z.string(),
    startedAt: z.string().nullable(),
    finishedAt: z.string().nullable(),
  })
  .meta({ id: 'Job' })

const idParams = z.object({ id: z.uuid() })

export const jobRoutes: readonly Route[] = [
  memberRoute({
    method: 'GET',
    path: '/jobs',
    id: 'listJobs',
    summary: 'Lists jobs, newest first; `state=dead` lists dead letters',
    tag: 'Jobs',
    action: 'read',
    resource: 'jobs',
    query: z.object({
      state: stateSchema.optional(),
      kind: z.string().max(100).optional(),
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ items: z.array(jobSchema), next: z.string().nullable() }),
    handler: async (ctx, { query }) => ({ body: await pageJobs(ctx, query) }),
  }),
  memberRoute({
    method: 'GET',
    path: '/jobs/:id',
    id: 'readJob',
    summary: 'Reads a job with its progress',
    tag: 'Jobs',
    action: 'read',
    resource: 'jobs',
    params: idParams,
    response: jobSchema,
    handler: async (ctx, { params }) => ({ body: await readJob(ctx, params.id) }),
  }),
  memberRoute({
    method: 'POST',
    path: '/jobs/:id/cancellation',
    id: 'cancelJob',
    summary: 'Cancels a job: at once while it waits, by asking while it runs',
    tag: 'Jobs',
    action: 'update',
    resource: 'jobs',
    params: idParams,
    response: jobSchema,
    handler: async (ctx, { params }) => ({ body: await requestCancellation(ctx, params.id) }),
  }),
  memberRoute({
    method: 'POST',
    path: '/jobs/:id/retry',
    id: 'retryJob',
    summary: 'Queues a dead or cancelled job again',
    tag: 'Jobs',
    action: 'update',
    resource: 'jobs',
    params: idParams,
    response: jobSchema,
    handler: async (ctx, { params }) => ({ body: await retryJob(ctx, params.id) }),
  }),
]
