import type { CompiledRule } from './compiled-rule.ts'
import type { Decision, Reason, Step } from './decision.ts'
import type { RecordFacts } from './facts.ts'
import { and, type Formula, or, whereIs } from './formula.ts'
import type { Moment } from './moment.ts'

/** All rules about one action (and perhaps one field) that reach one person, in the order in which they decide. */
export class PermissionRules {
  readonly #forbids: readonly CompiledRule[]
  /** Nearest first; of one level denies before allows. */
  readonly #ranked: readonly CompiledRule[]
  readonly #otherwise: Decision['allowed']
  /** Whether the outcome may change from one moment to the next. */
  readonly momentary: boolean

  /** `otherwise`: what holds where no rule applies: no for records, yes for their fields. */
  constructor(rules: readonly CompiledRule[], otherwise: boolean) {
    this.#forbids = rules.filter((rule) => rule.effect === 'forbid')
    this.#ranked = rules
      .filter((rule) => rule.effect !== 'forbid')
      .toSorted((a, b) => b.level - a.level || Number(a.effect === 'allow') - Number(b.effect === 'allow'))
    this.#otherwise = otherwise
    this.momentary = rules.some((rule) => rule.momentary)
  }

  /** About one record, with everything that was looked at. */
  decide(record: RecordFacts | undefined, moment: Moment): Decision {
    const steps: Step[] = []
    for (const rule of this.#forbids) {
      const outcome = rule.test(record, moment)
      steps.push(outcome === true ? rule.steps.true : outcome === false ? rule.steps.false : rule.steps.unknown)
      if (outcome !== false) return answer(false, outcome === true ? 'forbidden' : 'undecidable', rule.rule, steps)
    }
    for (const rule of this.#ranked) {
      const outcome = rule.test(record, moment)
      steps.push(outcome === true ? rule.steps.true : outcome === false ? rule.steps.false : rule.steps.unknown)
      if (rule.effect === 'deny') {
        if (outcome !== false) return answer(false, outcome === true ? 'denied' : 'undecidable', rule.rule, steps)
      } else if (outcome === true) return answer(true, rule.rule === 'share' ? 'shared' : 'allowed', rule.rule, steps)
    }
    if (this.#otherwise) return answer(true, 'allowed', undefined, steps)
    return answer(
      false,
      this.#ranked.some((rule) => rule.effect === 'allow' && rule.rule !== 'share') ? 'condition_not_met' : 'no_rule',
      undefined,
      steps,
    )
  }

  /** Where `decide` would allow. `shared`: only what a share allows. */
  formula(moment: Moment): Formula {
    const decided = this.#otherwise ? this.#unlessDenied(moment) : this.#whereAllowed(this.#ranked.filter(isNoShare), moment)
    return and([this.#notForbidden(moment), decided])
  }

  shared(moment: Moment): Formula {
    return and([
      this.#notForbidden(moment),
      or(this.#ranked.filter((rule) => !isNoShare(rule)).map((rule) => whereIs(rule.expression, true, moment))),
    ])
  }

  /** Ids of the rules, for explanations. */
  get rules(): readonly CompiledRule[] {
    return [...this.#forbids, ...this.#ranked]
  }

  #notForbidden(moment: Moment): Formula {
    return and(this.#forbids.map((rule) => whereIs(rule.expression, false, moment)))
  }

  /** Some allow is true, and every deny as near or nearer is false. */
  #whereAllowed(rules: readonly CompiledRule[], moment: Moment): Formula {
    const levels = [...new Set(rules.filter((rule) => rule.effect === 'allow').map((rule) => rule.level))]
    return or(
      levels.map((level) =>
        and([
          or(rules.filter((rule) => rule.effect === 'allow' && rule.level === level).map((rule) => whereIs(rule.expression, true, moment))),
          ...rules.filter((rule) => rule.effect === 'deny' && rule.level >= level).map((rule) => whereIs(rule.expression, false, moment)),
        ]),
      ),
    )
  }

  /** Every deny is false, or a nearer allow is true. */
  #unlessDenied(moment: Moment): Formula {
    return and(
      this.#ranked
        .filter((rule) => rule.effect === 'deny')
        .map((deny) =>
          or([
            whereIs(deny.expression, false, moment),
            this.#whereAllowed(
              this.#ranked.filter((rule) => rule.level > deny.level),
              moment,
            ),
          ]),
        ),
    )
  }
}

function isNoShare(rule: CompiledRule): boolean {
  return rule.rule !== 'share'
}

function answer(allowed: boolean, reason: Reason, rule: string | undefined, steps: readonly Step[]): Decision {
  return { allowed, reason, rule, steps }
}
