/**
 * What happens after a failed attempt, per kind of job. Delays in milliseconds; `attempts` counts all of them, the first included.
 * `table` is for a kind whose schedule is fixed by somebody else, such as webhooks: its length + 1 is the number of attempts.
 */
export type RetryPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'exponential'; readonly attempts: number; readonly first: number; readonly factor: number; readonly most: number }
  | { readonly kind: 'table'; readonly delays: readonly number[]; readonly jitter: number }

/** Eight attempts over about ten minutes: outlives a restart of the database, not a weekend. */
export const defaultRetry: RetryPolicy = { kind: 'exponential', attempts: 8, first: 2_000, factor: 2.5, most: 5 * 60_000 }

/**
 * Milliseconds until the next attempt after `attempt` attempts have failed; undefined: none is left.
 * Exponential delays have full jitter over their upper half, so that jobs which failed together do not come back together.
 */
export function nextDelay(policy: RetryPolicy, attempt: number, random: () => number = Math.random): number | undefined {
  switch (policy.kind) {
    case 'none':
      return undefined
    case 'exponential': {
      if (attempt >= policy.attempts) return undefined
      const full = Math.min(policy.most, policy.first * policy.factor ** (attempt - 1))
      return Math.round(full / 2 + (random() * full) / 2)
    }
    case 'table': {
      const delay = policy.delays[attempt - 1]
      return delay === undefined ? undefined : Math.round(delay * (1 + policy.jitter * (2 * random() - 1)))
    }
  }
}

/** How many attempts a policy allows; for the page ("attempt 2 of 8"). */
export function allowedAttempts(policy: RetryPolicy): number {
  switch (policy.kind) {
    case 'none':
      return 1
    case 'exponential':
      return policy.attempts
    case 'table':
      return policy.delays.length + 1
  }
}
