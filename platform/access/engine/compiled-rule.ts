import type { Effect, Rule } from '../language/policy.ts'
import type { ResourceModel } from '../model/model.ts'
import type { Outcome, Step } from './decision.ts'
import { dependsOnMoment, type Expression, expressionOf, yes } from './expression.ts'
import { hasPlaces, type RuleIndex } from './rule-index.ts'
import type { Reach, Subject } from './subject.ts'
import { type Test, testOf } from './test.ts'

/** A rule as it counts for one person and one kind of record, at one level. */
export interface CompiledRule {
  readonly rule: string
  readonly effect: Effect
  readonly level: number
  readonly expression: Expression
  readonly test: Test
  /** What is noted when it was looked at; made once, so that a trace costs one push. */
  readonly steps: Readonly<Record<'true' | 'false' | 'unknown', Step>>
  readonly momentary: boolean
}

/** Nearer than any rule: it is about this very record. */
export const shareLevel = 1000
const ranksPerPlace = 4

export function compiledRule(rule: string, effect: Effect, level: number, expression: Expression): CompiledRule {
  const step = (outcome: Outcome): Step => ({ rule, effect, level, outcome })
  return {
    rule,
    effect,
    level,
    expression,
    test: testOf(expression),
    steps: { true: step(true), false: step(false), unknown: step('unknown') },
    momentary: dependsOnMoment(expression),
  }
}

/** Once for each level at which the rule reaches the person: a role that was given at a region and at a site counts at both. */
export function compileRule(index: RuleIndex, resource: ResourceModel, subject: Subject, rule: Rule): CompiledRule[] {
  const condition = expressionOf({ model: index.model, resource, subject }, rule.when)
  return placesOf(index, subject, rule).flatMap(({ level, nodes }) => {
    if (nodes === undefined) return [compiledRule(rule.id, rule.effect, level, condition)]
    // What has no place is at none.
    if (!hasPlaces(resource)) return []
    const place: Expression = { kind: 'place', nodes }
    return [compiledRule(rule.id, rule.effect, level, condition === yes ? place : { kind: 'all', parts: [place, condition] })]
  })
}

interface Place {
  readonly level: number
  /** Undefined: everywhere. */
  readonly nodes: readonly string[] | undefined
}

/** Where and how near the rule counts: the place where it is set, narrowed to those where its role was given. */
function placesOf({ hierarchy }: RuleIndex, { reach }: Subject, rule: Rule): Place[] {
  const places = new Map<number, Set<string> | undefined>()
  for (const { rank, nodes } of reachesOf(reach, rule)) {
    for (const node of nodes ?? [undefined]) {
      const narrowest = narrower(hierarchy, rule.at, node)
      if (narrowest === 'nowhere') continue
      const level = hierarchy.depth(narrowest) * ranksPerPlace + rank
      if (narrowest === undefined) places.set(level, undefined)
      else places.set(level, new Set([...(places.get(level) ?? []), ...hierarchy.subtree(narrowest)]))
    }
  }
  return [...places].map(([level, nodes]) => ({ level, nodes: nodes && [...nodes] }))
}

function reachesOf(reach: Subject['reach'], rule: Rule): Reach[] {
  return rule.who.flatMap((who) => {
    const found = reach.get(who)
    return found === undefined ? [] : [found]
  })
}

function narrower(hierarchy: RuleIndex['hierarchy'], a: string | undefined, b: string | undefined): string | undefined | 'nowhere' {
  // A place that is no longer there: the rule counts nowhere. Deleting a node that rules name is refused.
  if ((a !== undefined && !hierarchy.has(a)) || (b !== undefined && !hierarchy.has(b))) return 'nowhere'
  if (a === undefined) return b
  if (b === undefined) return a
  if (hierarchy.isWithin(a, b)) return a
  return hierarchy.isWithin(b, a) ? b : 'nowhere'
}
