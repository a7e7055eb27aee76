import type { Extent } from '../engine/decision.ts'
import type { ContextFacts } from '../engine/facts.ts'
import type { AccessModel } from '../model/model.ts'
import { PolicyComparison } from '../preview/policy-comparison.ts'
import { grantedOwnerRights } from './owner-rights.ts'
import type { Concern } from './policy-schema.ts'
import type { Proposal } from './proposal.ts'
import { lostRestrictions } from './restriction.ts'
import { type Sentences, sentencesFor } from './sentences.ts'

/** What about a change a second person should look at (issue: preview), without a look at any record. */
export async function concernsAbout(model: AccessModel, proposal: Proposal, context: ContextFacts): Promise<Concern[]> {
  return [...concernsOfText(model, proposal), ...concernAboutPeople(proposal, await touchedPeople(model, proposal, context))]
}

export function concernsOfText(model: AccessModel, proposal: Proposal): Concern[] {
  const { before, after } = proposal
  const [was, will] = [sentencesFor(model, before), sentencesFor(model, after)]
  return [
    ...grantedOwnerRights(model, before.policy, after.policy).map(({ rule, permissions }) => ownerRights(will, { rule, permissions })),
    ...lostRestrictions(model, before.policy, after.policy).map(({ rule, change }): Concern => ({
      kind: 'restriction_lost',
      sentence: `${change === 'removed' ? 'No longer holds' : 'May hold less than before'}: ${was.of(rule)}`,
      rule: rule.id,
    })),
    ...settingsConcerns(proposal),
  ]
}

function ownerRights(sentences: Sentences, { rule, permissions }: ReturnType<typeof grantedOwnerRights>[number]): Concern {
  return {
    kind: 'owner_rights',
    sentence: `Gives what by the built-in roles only owners may (${permissions.join(', ')}): ${sentences.of(rule)}`,
    rule: rule.id,
    permissions: [...permissions],
  }
}

/** What protects the policy itself is a restriction too. */
function settingsConcerns({ before, after }: Proposal): Concern[] {
  const [was, will] = [before.policy.settings, after.policy.settings]
  const sentences = [
    ...(was.secondApprover && !will.secondApprover ? ['Such changes no longer wait for a second person.'] : []),
    ...(will.manyPeople > was.manyPeople
      ? [`A change is looked at twice from ${will.manyPeople} people on, no longer from ${was.manyPeople}.`]
      : []),
  ]
  return sentences.map((sentence) => ({ kind: 'approval_changed', sentence }))
}

export function changesSettings({ before, after }: Proposal): boolean {
  const [was, will] = [before.policy.settings, after.policy.settings]
  return was.secondApprover !== will.secondApprover || was.manyPeople !== will.manyPeople
}

/** By the settings as they are: a change cannot raise the limit for itself. */
export function concernAboutPeople({ before }: Proposal, people: number): Concern[] {
  const { manyPeople } = before.policy.settings
  if (people <= manyPeople) return []
  return [{ kind: 'many_people', sentence: `Changes what more than ${manyPeople} people may do.`, people }]
}

function touchedPeople(model: AccessModel, { before, after }: Proposal, context: ContextFacts): Promise<number> {
  return new PolicyComparison({ model, before, after, context }).touchedPeople(before.policy.settings.manyPeople + 1)
}

const width: Record<Extent, number> = { none: 0, some: 1, all: 2 }

/** Whether the change may let this person do more than before; in doubt it does. */
export function widensOwnRights(model: AccessModel, { before, after }: Proposal, context: ContextFacts, memberId: string): boolean {
  const found = new PolicyComparison({ model, before, after, context }).differences(memberId)
  return (found?.differences ?? []).some((difference) => {
    const [was, will] = [width[difference.before], width[difference.after]]
    return will > was || (will === was && will > 0)
  })
}
