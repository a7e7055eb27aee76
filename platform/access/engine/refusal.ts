import { type Action, Problem } from '@freehold/kernel'
import type { Decision, Extent, Reason } from './decision.ts'
import { verbs } from '../language/deed-sentence.ts'
import type { AccessModel } from '../model/model.ts'

export interface Refused {
  readonly action: Action
  readonly resource: string
  readonly field?: string
  /** A record was decided about, not all of them. */
  readonly record?: boolean
}

/** What a refusal needs of whoever was refused. */
interface Asker {
  readonly model: AccessModel
  extent(action: Action, resource: string): Extent
}

/**
 * Problem `forbidden` with the reason as a code (`Reason`) and in words. The rule that decided is named only to those who may read
 * policies: to others it would tell how they are kept out.
 */
export function refusal(asker: Asker, decision: Decision, refused: Refused): Problem {
  const { action, resource, field } = refused
  const mayKnow = decision.rule !== undefined && asker.extent('read', 'policies') !== 'none'
  return new Problem('forbidden', {
    detail: `${sentence(asker.model, decision.reason, refused)} ${help}`,
    members: {
      action,
      resource,
      ...(field === undefined ? {} : { field }),
      reason: decision.reason,
      ...(mayKnow ? { rule: decision.rule } : {}),
      help,
    },
  })
}

const help = 'An owner or an administrator of your organization can change that.'

function sentence(model: AccessModel, reason: Reason, { action, resource, field, record = false }: Refused): string {
  const found = model.find(resource)
  const singular = found?.singular ?? resource
  const plural = found?.plural ?? resource
  const what =
    field === undefined
      ? record
        ? `this ${singular}`
        : plural
      : `the field ${found?.record?.fields[field] ?? field} of ${record ? `this ${singular}` : plural}`
  const deed = `${verbs[action] ?? action} ${what}`
  switch (reason) {
    case 'condition_not_met':
      return record
        ? `You may ${verbs[action]} some ${plural}, but not this one.`
        : `You may ${verbs[action]} some ${plural}, but not here and now.`
    case 'denied':
    case 'forbidden':
      return `A rule of your organization does not let you ${deed}.`
    case 'undecidable':
      return `A rule that could keep you from it cannot be decided, because a value is missing; so you may not ${deed}.`
    case 'broken_policy':
      return `A rule about this is broken; until it is mended you may not ${deed}.`
    case 'unknown_permission':
      return `Nobody may ${deed}.`
    case 'parent_hidden':
      return `You may not see the record that this ${singular} belongs to.`
    case 'no_member':
      return 'You are no longer an active member of this organization.'
    default:
      return `None of your roles lets you ${deed}.`
  }
}
