import { Problem } from '@freehold/kernel'
import { type Asking, decideAs, Fault, isAboutRecord } from './asking.ts'
import type { Evaluation, Evaluations } from './authzen-request.ts'

/** The answer of the standard. `rule`: to those who may read policies. */
export interface Answer {
  decision: boolean
  context?: { reason?: string; rule?: string; error?: { status: number; message: string } }
}

/** Throws Problem `forbidden` where somebody asks about others who may not know; what nobody knows is denied with the error. */
export async function evaluate(asking: Asking, evaluation: Evaluation): Promise<Answer> {
  const answer = await answerTo(asking, evaluation)
  const { error } = answer.context ?? {}
  if (error?.status === 403)
    throw new Problem('forbidden', { detail: error.message, members: { action: 'read', resource: 'policies', reason: 'no_rule' } })
  return answer
}

/** In order, up to the answer that the semantic ends with. Without `evaluations` it is a single one. */
export async function evaluateAll(asking: Asking, request: Evaluations): Promise<Answer | { evaluations: Answer[] }> {
  const { evaluations = [], options, ...defaults } = request
  if (evaluations.length === 0) return evaluate(asking, complete(defaults))
  const end = { execute_all: undefined, deny_on_first_deny: false, permit_on_first_permit: true }[
    options?.evaluations_semantic ?? 'execute_all'
  ]
  // All are complete before the first is answered: a mistake in the request is one of the whole request.
  const whole = evaluations.map((one) => complete({ ...defaults, ...one }))
  const answers: Answer[] = []
  for (const one of whole) {
    const answer = await answerTo(asking, one)
    answers.push(answer)
    if (answer.decision === end) break
  }
  return { evaluations: answers }
}

async function answerTo(asking: Asking, { subject, action, resource, context }: Evaluation): Promise<Answer> {
  try {
    const person = asking.person(await asking.subjectId(subject))
    const model = asking.resource(resource.type)
    const wanted = asking.action(action.name, model)
    const record = isAboutRecord(wanted, model) ? await asking.facts(model, resource.id) : undefined
    const { allowed, reason, rule } = decideAs(person, asking.moment(person, context), wanted, model, record)
    return { decision: allowed, context: { reason, ...(rule !== undefined && asking.mayKnow ? { rule } : {}) } }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { decision: false, context: { error: { status: error.status, message: error.message } } }
  }
}

function complete({ subject, action, resource, context }: Evaluations): Evaluation {
  const missing = Object.entries({ subject, action, resource }).filter(([, value]) => value === undefined)
  if (subject === undefined || action === undefined || resource === undefined) {
    const errors = missing.map(([path]) => ({ path, message: 'Required, here or in the evaluation' }))
    throw new Problem('bad_request', { detail: `${missing.map(([path]) => path).join(', ')} is missing.`, errors })
  }
  return { subject, action, resource, ...(context === undefined ? {} : { context }) }
}
