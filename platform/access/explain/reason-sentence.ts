import type { Action } from '@freehold/kernel'
import type { Reason } from '../engine/decision.ts'
import { verbs } from '../language/deed-sentence.ts'
import type { ResourceModel } from '../model/model.ts'

export interface Deed {
  /** `You`, or the person's name. */
  readonly who: string
  readonly action: Action
  readonly resource: ResourceModel
  readonly field?: string | undefined
  /** One record is meant, not all. */
  readonly record: boolean
}

/** `You may see this deal.`, `Ada may change some deals, but not this one.` */
export function reasonInWords(reason: Reason, deed: Deed): string {
  const { who, action, resource, record } = deed
  const whom = objectForm(who)
  const act = `${verbs[action]} ${objectOf(deed)}`
  switch (reason) {
    case 'system':
    case 'allowed':
      return `${who} may ${act}.`
    case 'shared':
      return `${who} may ${act}: it is shared.`
    case 'no_rule':
      return `No rule or role lets ${whom} ${act}.`
    case 'condition_not_met':
      return `${who} may ${verbs[action]} some ${resource.plural}, but ${record ? 'not this one' : 'not here and now'}.`
    case 'denied':
      return `A rule does not let ${whom} ${act}, and no nearer one allows it.`
    case 'forbidden':
      return `A rule forbids it: ${whom} may not ${act}, whatever other rules allow.`
    case 'undecidable':
      return `A rule that holds back cannot be decided, because a value is missing; so ${whom} may not ${act}.`
    case 'broken_policy':
      return `A rule about this is broken; until it is mended ${whom} may not ${act}.`
    case 'unknown_permission':
      return `Nobody can ${act}.`
    case 'parent_hidden':
      return `${who} may not see the record that this ${resource.singular} belongs to.`
    case 'no_member':
      return `${who} ${who === 'You' ? 'are' : 'is'} no active member of the organization.`
  }
}

function objectOf({ resource, field, record }: Deed): string {
  const what = record ? `this ${resource.singular}` : resource.plural
  return field === undefined ? what : `the field ${resource.record?.fields[field] ?? field} of ${what}`
}

function objectForm(who: string): string {
  return who === 'You' ? 'you' : who
}
