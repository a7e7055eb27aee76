import type { Action } from '@freehold/kernel'
import type { FieldAction } from '../engine/person.ts'
import { resolvePermission } from '../language/permission.ts'
import type { PolicyDocument } from '../language/policy.ts'
import type { AccessModel, ResourceModel } from '../model/model.ts'
import { changedRules } from '../policy/changed-rules.ts'
import { selectedFields } from '../policy/restriction.ts'

/** One question whose answer a change of the policy may change: an action on a kind of record, perhaps on one of its fields. */
export type Question =
  /** `follows`: no rule names it, but it goes with something else: seeing a note with seeing its deal. */
  | { readonly resource: ResourceModel; readonly action: Action; readonly field?: undefined; readonly follows?: true }
  | { readonly resource: ResourceModel; readonly action: FieldAction; readonly field: string; readonly follows?: undefined }

/** Only these can have another answer: what changed rules name, and what depends on it. In the order of the model. */
export function touchedQuestions(model: AccessModel, before: PolicyDocument, after: PolicyDocument): Question[] {
  const questions = new Map<string, Question>()
  const add = (question: Question): void => {
    const key = [question.resource.name, question.action, question.field ?? ''].join('.')
    if (question.follows !== true || !questions.has(key)) questions.set(key, question)
  }
  for (const change of changedRules(before, after)) {
    for (const rule of [change.before, change.after]) {
      if (rule === undefined) continue
      for (const { action, resource: name } of rule.permissions.flatMap((text) => resolvePermission(model, text))) {
        const resource = model.find(name)
        if (resource === undefined) continue
        if (rule.fields === undefined) for (const question of askedOf(model, resource, action)) add(question)
        else
          for (const field of selectedFields(resource, rule.fields))
            for (const one of fieldActions(action)) add({ resource, action: one, field })
      }
    }
  }
  const order = new Map(model.resources.map((resource, i) => [resource, i]))
  return [...questions.values()].toSorted((a, b) => (order.get(a.resource) ?? 0) - (order.get(b.resource) ?? 0))
}

/** Whoever sees less of a record sees less of what is embedded in it, and can do less to that. */
function askedOf(model: AccessModel, resource: ResourceModel, action: Action, follows = false): Question[] {
  const own: Question = { resource, action, ...(follows ? { follows: true } : {}) }
  if (action !== 'read') return [own]
  const embedded = model.resources.filter(
    ({ record }) => record?.embedded === true && record.parents.some((one) => one.resource === resource.name),
  )
  return [
    own,
    ...embedded.flatMap((child) =>
      (Object.keys(child.least) as Action[])
        .filter((one) => model.knows(one, child.name))
        .flatMap((one) => (one === 'read' ? askedOf(model, child, one, true) : [{ resource: child, action: one, follows: true as const }])),
    ),
  ]
}

/** What may not be read may not be written. */
function fieldActions(action: Action): FieldAction[] {
  if (action === 'read') return ['read', 'create', 'update']
  return action === 'create' || action === 'update' ? [action] : []
}
