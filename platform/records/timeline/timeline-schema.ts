import { z } from 'zod'

export const timelineItemSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  actor: z.object({ id: z.string().optional(), name: z.string() }),
  action: z.enum(['created', 'updated', 'deleted', 'restored', 'purged', 'noted', 'shared']),
  sentence: z.string().meta({ description: 'In words: "Anna moved this from Engaging to Won".' }),
  changes: z.array(z.object({ field: z.string(), label: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  requestId: z.string().nullable(),
  operationId: z.string().nullable().meta({ description: 'The import or bulk change that this was part of.' }),
  note: z.object({ id: z.string(), version: z.int(), body: z.string() }).optional(),
})

export const timelineSchema = z.object({ items: z.array(timelineItemSchema), next: z.string().nullable() }).meta({ id: 'Timeline' })

export type TimelineItem = z.output<typeof timelineItemSchema>
export type Timeline = z.output<typeof timelineSchema>
