import { Problem } from '@freehold/kernel'
import type { ContextFacts } from '../engine/facts.ts'
import { personOf } from '../engine/person.ts'
import type { AccessModel } from '../model/model.ts'
import type { Proposal } from './proposal.ts'

/** Nobody approves their own change: where one person alone could approve, nothing could be saved any more. Throws Problem `invalid_input`. */
export function checkSecondPerson(model: AccessModel, { before, after }: Proposal, context: ContextFacts): void {
  if (!after.policy.settings.secondApprover || before.policy.settings.secondApprover) return
  const able = after.members.filter(({ id }) => {
    const person = personOf(model, after, id, context.now.getTime())
    return person !== undefined && person.extent('manage', 'policies', context) !== 'none'
  })
  if (able.length > 1) return
  const message = 'Nobody could approve: fewer than two people may manage policies. Make somebody else an owner first.'
  throw new Problem('invalid_input', { detail: message, errors: [{ path: 'document.settings.secondApprover', message }] })
}
