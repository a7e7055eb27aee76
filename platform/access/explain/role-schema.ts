import { z } from 'zod'
import { effect, extent } from './explain-schema.ts'

export const roleView = z
  .object({
    key: z.string(),
    name: z.string(),
    description: z.string(),
    builtIn: z.boolean(),
    template: z.string().nullable().describe('The template that it was copied from'),
    cells: z
      .record(z.string(), z.record(z.string(), extent))
      .describe('By resource and action: of how many records, for somebody with this role alone'),
    rules: z.array(z.object({ rule: z.string(), effect, sentence: z.string() })),
    people: z.int().describe('Active members who have it, through teams too'),
  })
  .meta({ id: 'AccessRole' })
export type RoleView = z.output<typeof roleView>
