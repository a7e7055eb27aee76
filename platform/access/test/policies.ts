import { type OpContext, Problem } from '@freehold/kernel'
import type { PolicyDocument, Rule } from '../language/policy.ts'
import { createDraft } from '../policy/draft-service.ts'
import type { DraftView, Saving } from '../policy/policy-schema.ts'
import { saveDraft } from '../policy/saving-service.ts'

const settings = { secondApprover: false, manyPeople: 25 }

export function policy(rules: readonly Rule[], rest: Partial<PolicyDocument> = {}): PolicyDocument {
  return { roles: [], settings, ...rest, rules }
}

export function allow(id: string, who: Rule['who'][number], permission: string, rest: Partial<Rule> = {}): Rule {
  return { id, effect: 'allow', who: [who], permissions: [permission], ...rest }
}

export function deny(id: string, who: Rule['who'][number], permission: string, rest: Partial<Rule> = {}): Rule {
  return { ...allow(id, who, permission, rest), effect: 'deny' }
}

/** Writes and saves a policy the way people do. */
export async function save(ctx: OpContext, document: unknown, reason = 'as agreed'): Promise<Saving & { draft: DraftView }> {
  const draft = await createDraft(ctx, { document })
  return { ...(await saveDraft(ctx, draft.id, reason)), draft }
}

/** What the work is refused with. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  return work.then(
    () => {
      throw new Error('Nothing was refused')
    },
    (error: unknown) => {
      if (error instanceof Problem) return error
      throw error
    },
  )
}
