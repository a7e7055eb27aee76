import { Problem } from '@freehold/kernel'
import { JobInterrupted, type Json, type Outcome, PayloadError } from './job.ts'
import { nextDelay, type RetryPolicy } from './retry.ts'

/** What becomes of a job after an attempt. `failures` is the new count; `delay` in milliseconds. */
export type Transition =
  | { readonly to: 'done'; readonly result?: Json }
  | { readonly to: 'cancelled' }
  | {
      readonly to: 'queued'
      readonly delay: number
      readonly failures: number
      readonly code: string | null
      readonly detail: string | null
    }
  | { readonly to: 'dead'; readonly failures: number; readonly code: string; readonly detail: string }
  /** Another worker has the job now; nothing is ours to write. */
  | { readonly to: 'lost' }

export interface AttemptFacts {
  readonly policy: RetryPolicy
  /** Failures before this attempt. */
  readonly failures: number
  /** Why the signal was aborted, if it was. */
  readonly interrupted: JobInterrupted | undefined
}

/** After a handler that returned. One that finished in spite of a cancellation has done its work: done, not cancelled. */
export function afterReturn(outcome: Outcome | void, facts: AttemptFacts): Transition {
  if (outcome === undefined || outcome.kind === 'done') {
    return outcome?.result === undefined ? { to: 'done' } : { to: 'done', result: outcome.result }
  }
  return afterFailure(outcome.code, outcome.detail, outcome.retry, facts)
}

/** After a handler that threw. `bug`: it belongs in the log as an error. */
export function afterThrow(error: unknown, facts: AttemptFacts): { transition: Transition; bug: boolean } {
  const interrupted = facts.interrupted ?? (error instanceof JobInterrupted ? error : undefined)
  if (interrupted) return { transition: afterInterruption(interrupted, facts), bug: false }
  if (error instanceof PayloadError) {
    return { transition: afterFailure('invalid_payload', error.message, 'never', facts), bug: true }
  }
  if (error instanceof Problem) {
    // Another attempt may get past an unreachable database or a collision; it will not get past a missing record.
    const passing = error.status >= 500 || error.status === 409 || error.status === 429
    return {
      transition: afterFailure(error.code, error.message, passing ? 'policy' : 'never', facts),
      bug: error.code === 'internal_error',
    }
  }
  // The message of an unknown error may hold another person's data or a path of ours: it goes to the log only.
  return {
    transition: afterFailure(
      'internal_error',
      'Something went wrong on our side. The log has the details under this request id.',
      'policy',
      facts,
    ),
    bug: true,
  }
}

function afterInterruption(interrupted: JobInterrupted, facts: AttemptFacts): Transition {
  switch (interrupted.why) {
    case 'cancelled':
      return { to: 'cancelled' }
    case 'lost':
      return { to: 'lost' }
    case 'stopping':
      return { to: 'queued', delay: 0, failures: facts.failures, code: null, detail: null }
    case 'timeout':
      return afterFailure('timed_out', interrupted.message, 'policy', facts)
  }
}

function afterFailure(
  code: string,
  detail: string,
  retry: 'policy' | 'never' | { readonly afterMs: number },
  facts: AttemptFacts,
): Transition {
  const failures = facts.failures + 1
  // A stated delay replaces the policy's, but not its end: an address that always says "later" is given up in time.
  const planned = nextDelay(facts.policy, failures)
  const delay = retry === 'never' || planned === undefined ? undefined : retry === 'policy' ? planned : retry.afterMs
  return delay === undefined ? { to: 'dead', failures, code, detail } : { to: 'queued', delay, failures, code, detail }
}
