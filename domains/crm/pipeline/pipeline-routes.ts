import { memberRoute, type MemberRoute } from '@freehold/kernel'
import { z } from 'zod'
import { pipelineSchema } from './pipeline.ts'
import { listPipelines } from './pipeline-service.ts'

export const pipelineRoutes: MemberRoute[] = [
  memberRoute({
    method: 'GET',
    path: '/pipelines',
    id: 'listPipelines',
    summary: 'Pipelines with their stages, in order',
    tag: 'Deals',
    action: 'read',
    resource: 'pipelines',
    response: z.array(pipelineSchema),
    handler: async (ctx) => ({ body: await listPipelines(ctx) }),
  }),
]
