import { z } from 'zod'

export const stageSchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    kind: z.enum(['open', 'won', 'lost']).meta({ description: 'What the program goes by; names are yours.' }),
    position: z.int(),
    hue: z.string(),
    probability: z.int().meta({ description: 'Of winning, in percent.' }),
  })
  .meta({ id: 'Stage' })

export const pipelineSchema = z.object({ id: z.uuid(), name: z.string(), stages: z.array(stageSchema) }).meta({ id: 'Pipeline' })

export type Pipeline = z.output<typeof pipelineSchema>

export const firstPipelineName = 'Sales'

/** What every organization starts with. */
export const firstStages = [
  { name: 'Prospecting', kind: 'open', position: 0, hue: 'grey', probability: 10 },
  { name: 'Engaging', kind: 'open', position: 1, hue: 'blue', probability: 30 },
  { name: 'Proposal', kind: 'open', position: 2, hue: 'violet', probability: 60 },
  { name: 'Won', kind: 'won', position: 3, hue: 'green', probability: 100 },
  { name: 'Lost', kind: 'lost', position: 4, hue: 'red', probability: 0 },
] as const
