import { Problem } from '@freehold/kernel'
import { z } from 'zod'

/**
 * The requests of the OpenID AuthZEN Authorization API 1.0. What the standard does not know is passed over, as it asks; `properties` too,
 * since this decision point has the data itself.
 */
const text = z.string().min(1).max(200)

export const subject = z.looseObject({ type: text, id: text })
export const resource = z.looseObject({ type: text, id: text })
export const action = z.looseObject({ name: text })

/** The moment and address to decide for instead of now and here. */
const context = z.looseObject({
  time: z.iso.datetime({ offset: true }).optional(),
  ip_address: z.union([z.ipv4(), z.ipv6()]).optional(),
})

const page = z.looseObject({ token: z.string().max(500).optional(), limit: z.int().min(1).max(1000).optional() }).optional()

export const evaluationRequest = z.looseObject({ subject, action, resource, context: context.optional() })

export const semantics = ['execute_all', 'deny_on_first_deny', 'permit_on_first_permit'] as const

/** Without `evaluations` it is the request of a single one; what stands beside them is the default of each. */
export const evaluationsRequest = z.looseObject({
  subject: subject.optional(),
  action: action.optional(),
  resource: resource.optional(),
  context: context.optional(),
  evaluations: z
    .array(
      z.looseObject({
        subject: subject.optional(),
        action: action.optional(),
        resource: resource.optional(),
        context: context.optional(),
      }),
    )
    .max(1000)
    .optional(),
  options: z.looseObject({ evaluations_semantic: z.enum(semantics).optional() }).optional(),
})

/** A type without an id, which is passed over where it is given. */
const kind = z.looseObject({ type: text })

export const subjectSearchRequest = z.looseObject({ subject: kind, action, resource, context: context.optional(), page })
export const resourceSearchRequest = z.looseObject({ subject, action, resource: kind, context: context.optional(), page })
export const actionSearchRequest = z.looseObject({ subject, resource, context: context.optional(), page })

export type Evaluation = z.output<typeof evaluationRequest>
export type Evaluations = z.output<typeof evaluationsRequest>
export type SubjectSearch = z.output<typeof subjectSearchRequest>
export type ResourceSearch = z.output<typeof resourceSearchRequest>
export type ActionSearch = z.output<typeof actionSearchRequest>
export type EvaluationContext = Evaluation['context']
export type PageRequest = SubjectSearch['page']

/** Described like any body, read by `parsed`: the standard answers 400 where this API answers 422. */
export function described(schema: z.ZodType): z.ZodType {
  const { $schema: _dialect, ...shape } = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12' })
  return z.unknown().meta(shape)
}

/** Throws Problem `bad_request` with everything that is wrong. */
export function parsed<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const errors = result.error.issues.map((issue) => ({ path: issue.path.map(String).join('.'), message: issue.message }))
  throw new Problem('bad_request', {
    detail: errors
      .map(({ path, message }) => `${path}: ${message}`)
      .join('; ')
      .slice(0, 500),
    errors,
  })
}
