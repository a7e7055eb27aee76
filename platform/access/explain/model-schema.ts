import { z } from 'zod'
import { operators, shareLevels } from '../language/policy.ts'
import { document } from '../policy/policy-schema.ts'
import { action } from './explain-schema.ts'

const attribute = z
  .object({
    name: z.string().describe('As conditions write it: `resource.ownerId`, `subject.teams`, `context.time`'),
    label: z.string(),
    type: z.enum(['id', 'text', 'number', 'boolean', 'date', 'dateTime', 'time', 'choice', 'list', 'address']),
    values: z.array(z.string()).optional(),
    ordered: z.boolean().optional(),
    refers: z.string().optional().describe('What an id points at; ids of two kinds cannot be compared'),
    unit: z.string().optional().describe('Of a number: `minor units` of money, 1054 is 10.54 in most currencies'),
    operators: z.array(z.enum(operators)),
  })
  .meta({ id: 'AccessAttribute' })

export const modelView = z
  .object({
    resources: z.array(
      z.object({
        name: z.string(),
        area: z.string(),
        singular: z.string(),
        plural: z.string(),
        actions: z.array(action),
        least: z.record(z.string(), z.string()).describe('By action: the least built-in role that may'),
        object: z.string().nullable().describe('Of records their kind, as shares name it'),
        attributes: z.array(attribute),
        fields: z.array(z.object({ name: z.string(), label: z.string() })),
        parents: z.array(z.object({ attribute: z.string(), resource: z.string() })),
      }),
    ),
    subject: z.array(attribute),
    context: z.array(attribute),
    shareLevels: z.array(z.enum(shareLevels)),
    templates: z.array(
      z.object({ key: z.string(), name: z.string(), description: z.string(), rules: z.array(document), sentences: z.array(z.string()) }),
    ),
  })
  .meta({ id: 'AccessModel', description: 'What rules can speak of.' })
export type ModelView = z.output<typeof modelView>
