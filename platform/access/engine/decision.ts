import type { Action } from '@freehold/kernel'
import type { Effect } from '../language/policy.ts'

/** Why, in one word; stable, part of the API (`reason` of a refusal). */
export type Reason =
  /** The system is bound by no rule. */
  | 'system'
  /** An allow decided. */
  | 'allowed'
  /** A share of the record decided. */
  | 'shared'
  /** No rule allows it. */
  | 'no_rule'
  /** There are rules that allow it, for other records or other moments. */
  | 'condition_not_met'
  /** A deny or forbid applies. */
  | 'denied'
  | 'forbidden'
  /** A deny or forbid could not be decided, because a value is missing; so it applies. */
  | 'undecidable'
  /** The policy, or what it names, is broken. */
  | 'broken_policy'
  /** Nobody knows this action or resource. */
  | 'unknown_permission'
  /** The record that this one belongs to may not be seen. */
  | 'parent_hidden'
  /** Whoever asks is no active member. */
  | 'no_member'

export type Outcome = boolean | 'unknown'

/** One rule that was looked at, in the order of looking. */
export interface Step {
  readonly rule: string
  readonly effect: Effect
  readonly level: number
  readonly outcome: Outcome
}

/** An answer, what made it, and everything that was looked at on the way. */
export interface Decision {
  readonly allowed: boolean
  readonly reason: Reason
  /** Id of the rule that decided: of the policy's document, `built-in:viewer`, `share`. */
  readonly rule: string | undefined
  readonly steps: readonly Step[]
}

/** How much of a resource's records: every one, those that a condition fits, none. */
export type Extent = 'all' | 'some' | 'none'

export interface Permission {
  readonly action: Action
  readonly resource: string
}
