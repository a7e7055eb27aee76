import { z } from 'zod'
import { allActions } from '../model/model.ts'
import { person } from '../policy/policy-schema.ts'

export const extent = z.enum(['all', 'some', 'none'])
export const action = z.enum(allActions)
export const effect = z.enum(['allow', 'deny', 'forbid'])

const reason = z.enum([
  'system',
  'allowed',
  'shared',
  'no_rule',
  'condition_not_met',
  'denied',
  'forbidden',
  'undecidable',
  'broken_policy',
  'unknown_permission',
  'parent_hidden',
  'no_member',
])

const because = z
  .array(z.object({ rule: z.string(), effect, sentence: z.string() }))
  .describe('Rules that reach the person, nearest first; empty for those who may not read policies')

export const effectiveView = z
  .object({
    member: person,
    resources: z.array(
      z.object({
        resource: z.string(),
        actions: z.record(z.string(), z.object({ extent, because })),
        fields: z.record(z.string(), z.object({ read: extent, write: extent, because })),
      }),
    ),
  })
  .meta({ id: 'EffectivePermissions', description: 'What somebody may do: person × object × action and field.' })
export type Effective = z.output<typeof effectiveView>

export const whoCanView = z
  .object({
    items: z.array(z.object({ member: person, reason, rule: z.string().nullable(), sentence: z.string().nullable() })),
    total: z.int().describe('Of all pages'),
    next: z.string().nullable(),
  })
  .meta({ id: 'WhoCan' })
export type WhoCan = z.output<typeof whoCanView>

export const whyView = z
  .object({
    allowed: z.boolean(),
    extent: extent.describe('Without a record: of how many of them'),
    reason,
    rule: z.string().nullable(),
    sentence: z.string(),
    steps: z
      .array(
        z.object({
          rule: z.string(),
          effect,
          level: z.int(),
          outcome: z.enum(['applies', 'does_not_apply', 'unknown']),
          sentence: z.string(),
        }),
      )
      .describe('What was looked at, in this order; empty for those who may not read policies'),
    help: z.string(),
  })
  .meta({ id: 'Why' })
export type Why = z.output<typeof whyView>
