import { z } from 'zod'
import { allActions } from '../model/model.ts'
import { concern, person } from '../policy/policy-schema.ts'

const extent = z.enum(['all', 'some', 'none'])

export const previewView = z
  .object({
    done: z.int().describe('People who were decided for'),
    total: z.int(),
    next: z.string().nullable().describe('Ask again with this cursor'),
    unfinished: z.boolean(),
    people: z.array(
      z.object({
        member: person,
        changes: z.array(
          z.object({
            resource: z.string(),
            action: z.enum(allActions),
            field: z.string().optional(),
            gained: z.int().describe('Records, in the trash not counted'),
            lost: z.int(),
            before: extent.describe('By rules alone, without what is shared'),
            after: extent,
            sample: z.array(z.object({ id: z.guid(), name: z.string().describe('Empty where you may not see it'), gained: z.boolean() })),
          }),
        ),
      }),
    ),
    totals: z.object({ people: z.int(), gained: z.int(), lost: z.int() }).describe('Of this call and those before it'),
    alerts: z.array(concern),
  })
  .meta({ id: 'PolicyPreview', description: 'Who would gain and lose what, as if everybody asked now and from where you are.' })
export type Preview = z.output<typeof previewView>
