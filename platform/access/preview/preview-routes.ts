import { memberRoute, type Route } from '@freehold/kernel'
import { z } from 'zod'
import { idParams } from '../policy/policy-schema.ts'
import type { RecordReader } from '../record-reader.ts'
import { previewView } from './preview-schema.ts'
import { previewDraft } from './preview-service.ts'

export function previewRoutes(reader: RecordReader): readonly Route[] {
  return [
    memberRoute({
      method: 'POST',
      path: '/access/drafts/:id/preview',
      id: 'previewPolicyDraft',
      summary: 'Who would gain and lose what by a draft; in parts of about a second and a half',
      tag: 'Access',
      action: 'update',
      resource: 'policies',
      params: idParams,
      body: z.object({ cursor: z.string().max(500).optional() }),
      response: previewView,
      handler: async (ctx, { params, body }) => ({ body: await previewDraft(ctx, reader, params.id, body.cursor) }),
    }),
  ]
}
