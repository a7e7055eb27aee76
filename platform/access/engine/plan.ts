import type { AccessModel, ResourceModel } from '../model/model.ts'
import type { Extent } from './decision.ts'
import { and, type Formula, or } from './formula.ts'
import type { Moment } from './moment.ts'
import { type Bind, sqlOf } from './predicate.ts'
import { unshared } from './unshared.ts'

/** Of which records something is allowed, for SQL. A denied plan is `false`, never "no condition". */
export class Plan {
  readonly extent: Extent
  readonly #model: AccessModel
  readonly #resource: ResourceModel
  readonly #moment: Moment
  /** What rules allow, and what only a share does. */
  readonly #main: Formula
  readonly #shared: Formula

  constructor(model: AccessModel, resource: ResourceModel, moment: Moment, formulas: Formulas) {
    this.#model = model
    this.#resource = resource
    this.#moment = moment
    this.#main = formulas.main
    this.#shared = formulas.main === true ? false : formulas.shared
    this.extent = extentOf(formulas)
  }

  /**
   * Conditions over the alias that exclude each other; none: nothing is allowed; `true`: everything. What only shares allow is apart:
   * it is a few rows by key, and in one condition with the rest it would keep the planner from the index that serves the rest (a
   * page of a million deals went from 0.6 ms to 40 ms).
   */
  branches(alias: string, bind: Bind): string[] {
    const main = this.#sql(this.#main, alias, bind)
    const shared = this.#sql(this.#shared, alias, bind)
    if (shared === 'false') return main === 'false' ? [] : [main]
    return main === 'false' ? [shared] : [main, `${shared} and (${main}) is not true`]
  }

  condition(alias: string, bind: Bind): string {
    return this.#sql(or([this.#main, this.#shared]), alias, bind)
  }

  /** Where this one and the other hold. */
  and(other: Plan): Plan {
    const both = and([or([this.#main, this.#shared]), or([other.#main, other.#shared])])
    return new Plan(this.#model, this.#resource, this.#moment, { main: both, shared: false })
  }

  /** The same for records that nobody shared: it does not name the person unless a rule does. */
  get unshared(): Plan {
    return new Plan(this.#model, this.#resource, this.#moment, { main: unshared(this.#main), shared: false })
  }

  /** Two plans with one key select the same records, whatever they are. */
  get key(): string {
    const values: unknown[] = []
    const bind: Bind = (value, type) => `$${values.push(value) + 1}::${type}`
    return JSON.stringify([this.condition('t', bind), values])
  }

  #sql(formula: Formula, alias: string, bind: Bind): string {
    return sqlOf({ model: this.#model, resource: this.#resource, moment: this.#moment, bind }, formula, alias)
  }
}

export interface Formulas {
  readonly main: Formula
  readonly shared: Formula
}

export function extentOf({ main, shared }: Formulas): Extent {
  if (main === true) return 'all'
  return main === false && shared === false ? 'none' : 'some'
}
