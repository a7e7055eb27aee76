import { describeComparison } from './comparison-sentence.ts'
import type { SentenceScope } from './comparison-sentence.ts'
import type { Condition, ShareLevel } from './policy.ts'

/** In words, without a capital or a full stop: `the owner is the person or (the record is shared with the person and …)`. */
export function describeCondition(scope: SentenceScope, condition: Condition): string {
  return describe(scope, condition, false)
}

function describe(scope: SentenceScope, condition: Condition, negated: boolean): string {
  if ('not' in condition) return describe(scope, condition.not, !negated)
  if ('shared' in condition) return `the record is ${negated ? 'not ' : ''}shared with the person${asLevel[condition.shared]}`
  if ('all' in condition) return joined(scope, condition.all, { joint: 'all', negated })
  if ('any' in condition) return joined(scope, condition.any, { joint: 'any', negated })
  return describeComparison(scope, condition, negated)
}

const asLevel: Readonly<Record<ShareLevel, string>> = {
  viewer: '',
  editor: ' as editor or higher',
  admin: ' as admin or higher',
  owner: ' as owner',
}

/** A negated `all` is an `any` of the negated parts, and the other way round (De Morgan; it holds for unknowns too). */
function joined(scope: SentenceScope, parts: readonly Condition[], { joint, negated }: { joint: 'all' | 'any'; negated: boolean }): string {
  const isAll = (joint === 'all') !== negated
  const texts = parts.map((part) => {
    const text = describe(scope, part, negated)
    return needsBrackets(part) && parts.length > 1 ? `(${text})` : text
  })
  if (texts.length === 0) return isAll ? 'always' : 'never'
  return texts.join(isAll ? ' and ' : ' or ')
}

function needsBrackets(part: Condition): boolean {
  if ('not' in part) return needsBrackets(part.not)
  return ('all' in part && part.all.length > 1) || ('any' in part && part.any.length > 1)
}
